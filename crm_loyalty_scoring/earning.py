"""Gives the points of documents that nobody counted before, in one statement.

That is what most documents are: a sale without returns, posted for the first time. What
their points come to is reckoned like all others. Points that earn go to the ledger at
once; those that spend, and those of an account that owes some, need a `Wallet`.
"""

from decimal import Decimal

from odoo import fields
from odoo.tools import SQL, split_every

from . import ledger_store
from .kept_query import KeptQuery
from .ledger import Change, Origin
from .reckoning import COUNTED, IN_EFFECT, TOTAL

BATCH = 1000  # documents per statement


def give(env, roots, accounts) -> tuple[list[int], list[Change]]:
    """Pin the rules of new families of one document each, and give their points.

    :return: the accounts that changed, and the changes that remain to be made
    """
    wallets = ledger_store.lock(env, accounts)
    free = {
        account_id: wallet.expires_on
        for account_id, wallet in wallets.items()
        if not wallet.shortfall
    }
    changed, changes = set(), []
    for some in split_every(BATCH, sorted(roots), list):
        for account, points, is_spending, grant, *family in _give(env, some, free):
            if grant is None:
                changed.add(account)
            else:
                origin = Origin(grant, 1, tuple(family))
                changes.append(
                    Change(account, Decimal(points), origin, None, is_spending)
                )
    for name in ("account", "entry", "grant", "lot", "source"):
        env[f"crm.loyalty.{name}"].invalidate_model()
    env["account.move"]._invalidate_loyalty()
    return list(changed), changes


def _give(env, roots, free):
    days = list(free.values())
    return GIVE.call(env, roots, list(free), days, fields.Datetime.now(), env.uid)


# (roots, accounts that owe nothing, last days of new points, now, user) -> changes that
# remain to be made, and the accounts that changed
GIVE = KeptQuery(
    "crm_loyalty_give",
    ("int[]", "int[]", "date[]", "timestamp", "int"),
    ("int", "text", "boolean", "int", "int", "int", "int"),
    SQL(
        """
        WITH document AS (
            SELECT source.id AS source_id, source.program_id, source.account_id,
                   move.id AS res_id, move.state, move.move_type,
                   move.amount_total_signed, move.amount_untaxed_signed
              FROM crm_loyalty_source source
              JOIN account_move move ON move.id = source.res_id
             WHERE source.id = ANY($1)
        ), counted AS (%(counted)s), total AS (
            SELECT source_id, program_id, account_id, product_id, item_type_id,
                   SUM(quantity) AS quantity, GREATEST(0, SUM(quantity)) AS units
              FROM document JOIN counted USING (source_id)
             GROUP BY source_id, program_id, account_id, product_id, item_type_id
        ), in_effect AS (%(in_effect)s), pinned AS (
            SELECT total.*, in_effect.id AS rule_id, unit_points, amount_step,
                   precision, rounding
              FROM total
              JOIN in_effect ON in_effect.program_id = total.program_id
               AND COALESCE(in_effect.product_id, 0)
                   = COALESCE(total.product_id, 0)
               AND COALESCE(in_effect.item_type_id, 0)
                   = COALESCE(total.item_type_id, 0)
        ), due AS (
            SELECT pinned.*, %(total)s AS points, free.id AS free_id, expires_on
              FROM pinned
         LEFT JOIN unnest($2, $3)
                   AS free(id, expires_on) ON free.id = pinned.account_id
             ORDER BY source_id, product_id, item_type_id
        ), granted AS MATERIALIZED (
            SELECT nextval('crm_loyalty_grant_id_seq')::int AS id,
                   CASE WHEN points > 0 AND free_id IS NOT NULL
                        THEN nextval('crm_loyalty_lot_id_seq')::int END AS lot_id, due.*
              FROM due
        ), pin AS (
            INSERT INTO crm_loyalty_grant
                        (id, source_id, product_id, item_type_id, rule_id,
                         unit_points, amount_step, precision, rounding, quantity,
                         points, account_id)
            SELECT id, source_id, product_id, item_type_id, rule_id, unit_points,
                   amount_step, precision, rounding, quantity, points, account_id
              FROM granted
        ), lot AS (
            INSERT INTO crm_loyalty_lot (id, account_id, grant_id, points,
                                         remaining, expired, expires_on)
            SELECT lot_id, account_id, id, points, points, 0, expires_on
              FROM granted WHERE lot_id IS NOT NULL
        ), entry AS (
            INSERT INTO crm_loyalty_entry (account_id, program_id, kind, points,
                                           lot_id, grant_id, revision, date,
                                           user_id)
            SELECT account_id, program_id, 'earn', points, lot_id, id, 1, $4,
                   $5
              FROM granted WHERE lot_id IS NOT NULL
        ), earned AS (
            UPDATE crm_loyalty_account account
               SET balance = account.balance + moved.balance, tier_id = %(tier)s
              FROM (SELECT account_id AS id, SUM(points) AS balance, 0 AS shortfall,
                           0 AS spent, 0 AS expired
                      FROM granted WHERE lot_id IS NOT NULL
                     GROUP BY account_id) moved
             WHERE moved.id = account.id
            RETURNING account.id
        )
        SELECT account_id, points::text, unit_points < 0, id, source_id, product_id,
               item_type_id
          FROM granted WHERE lot_id IS NULL AND points <> 0
         UNION ALL
        SELECT id, NULL, NULL, NULL, NULL, NULL, NULL FROM earned
        """,
        counted=COUNTED,
        in_effect=IN_EFFECT,
        total=TOTAL,
        tier=ledger_store.tier_sql("moved"),
    ),
)
