"""Where the points differ from what they should be, as SQL that only looks.

The ledger is the truth about what was given and taken; the documents are the truth
about what should be. Each query finds the rows of one table that say otherwise.
"""

from odoo.tools import SQL

from .reckoning import COUNTED, reckoned_sql

LOTS = SQL(
    """
    SELECT lot.id, COALESCE(entry.remaining, 0) AS remaining,
           COALESCE(entry.expired, 0) AS expired
      FROM crm_loyalty_lot lot
 LEFT JOIN (SELECT lot_id, SUM(points) AS remaining,
                   -SUM(points) FILTER (WHERE kind = 'expire') AS expired
              FROM crm_loyalty_entry WHERE lot_id IS NOT NULL GROUP BY lot_id) entry
           ON entry.lot_id = lot.id
     WHERE lot.remaining <> COALESCE(entry.remaining, 0)
        OR lot.expired <> COALESCE(entry.expired, 0)
    """
)
# What merged accounts spent and let expire counts with the account that remains.
ACCOUNTS = SQL(
    """
    WITH RECURSIVE chain AS (
        SELECT id, id AS target_id FROM crm_loyalty_account WHERE merged_into_id IS NULL
         UNION ALL
        SELECT merged.id, chain.target_id
          FROM crm_loyalty_account merged JOIN chain ON merged.merged_into_id = chain.id
    ), entry AS (
        SELECT account_id, COALESCE(SUM(points) FILTER (WHERE lot_id IS NOT NULL), 0)
               AS balance,
               COALESCE(-SUM(points) FILTER (WHERE lot_id IS NULL), 0) AS shortfall,
               COALESCE(-SUM(points) FILTER (WHERE kind IN ('spend', 'release')), 0)
               AS spent,
               COALESCE(-SUM(points) FILTER (WHERE kind = 'expire'), 0) AS expired
          FROM crm_loyalty_entry GROUP BY account_id
    ), used AS (
        SELECT chain.target_id AS id, SUM(spent) AS spent, SUM(expired) AS expired
          FROM chain JOIN entry ON entry.account_id = chain.id GROUP BY chain.target_id
    ), hold AS (
        SELECT account_id, SUM(points) AS held
          FROM crm_loyalty_hold GROUP BY account_id
    ), truth AS (
        SELECT account.id, COALESCE(entry.balance, 0) AS balance,
               COALESCE(entry.shortfall, 0) AS shortfall,
               COALESCE(used.spent, 0) AS spent, COALESCE(used.expired, 0) AS expired,
               COALESCE(hold.held, 0) AS held
          FROM crm_loyalty_account account
     LEFT JOIN entry ON entry.account_id = account.id
     LEFT JOIN used ON used.id = account.id
     LEFT JOIN hold ON hold.account_id = account.id
    )
    SELECT truth.*
      FROM truth JOIN crm_loyalty_account account USING (id)
     WHERE (account.balance, account.shortfall, account.spent, account.expired,
            account.held)
           IS DISTINCT FROM
           (truth.balance, truth.shortfall, truth.spent, truth.expired, truth.held)
    """
)
GRANTS = SQL(
    """
    SELECT pin.id, COALESCE(entry.points, 0) AS points
      FROM crm_loyalty_grant pin
 LEFT JOIN (SELECT grant_id, SUM(points) AS points FROM crm_loyalty_entry
             WHERE grant_id IS NOT NULL GROUP BY grant_id) entry
           ON entry.grant_id = pin.id
     WHERE pin.points <> COALESCE(entry.points, 0)
    """
)
# Families whose documents count something else than what was counted last.
DOCUMENTS = SQL(
    """
    WITH document AS (
        SELECT source.id AS source_id, source.root_id, source.program_id,
               source.res_id, move.state, move.move_type, move.amount_total_signed,
               move.amount_untaxed_signed
          FROM crm_loyalty_source source
     LEFT JOIN account_move move ON move.id = source.res_id
         WHERE source.res_model = 'account.move'
           AND move.state IS DISTINCT FROM 'draft'
    ), counted AS (%(counted)s), total AS (
        SELECT source_id, product_id, item_type_id, SUM(quantity) AS quantity
          FROM counted GROUP BY source_id, product_id, item_type_id
    )
    SELECT DISTINCT document.root_id
      FROM crm_loyalty_grant pin
      JOIN document ON document.source_id = pin.source_id
      JOIN total ON total.source_id = pin.source_id
       AND (total.product_id = pin.product_id OR total.item_type_id = pin.item_type_id)
     WHERE total.quantity <> pin.quantity
    """,
    counted=COUNTED,
)
# Families that were not given what their quantities and pinned rules say.
POINTS = SQL(
    """
    %(reckoned)s
    SELECT DISTINCT root_id FROM desired
     WHERE points <> desired OR account_id IS DISTINCT FROM holder_id
    """,
    reckoned=reckoned_sql(SQL("TRUE")),
)
