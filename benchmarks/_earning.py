"""What raw SQL takes to give points for posted invoices: one INSERT for each table."""

from odoo.tools import SQL

RAW_EARN = SQL(
    """
    WITH sold AS MATERIALIZED (
        SELECT move.id, move.name, move.partner_id, line.product_id,
               SUM(line.quantity) AS quantity, rule.id AS rule_id, rule.program_id,
               rule.points AS unit_points
          FROM account_move move
          JOIN account_move_line line ON line.move_id = move.id
          JOIN crm_loyalty_rule rule ON rule.product_id = line.product_id
         WHERE move.ref = 'Bench'
         GROUP BY move.id, line.product_id, rule.id
    ), account AS (
        INSERT INTO crm_loyalty_account (program_id, partner_id, balance, shortfall,
                                         held, spent, expired)
        SELECT program_id, partner_id, SUM(quantity * unit_points), 0, 0, 0, 0
          FROM sold GROUP BY program_id, partner_id
        RETURNING id, partner_id
    ), source AS (
        INSERT INTO crm_loyalty_source (id, root_id, program_id, res_model, res_id,
                                        name, account_id, revision)
        SELECT number, number, program_id, 'account.move', id, name, account_id, 1
          FROM (SELECT nextval('crm_loyalty_source_id_seq') AS number, one.*
                  FROM (SELECT DISTINCT sold.id, sold.name, sold.program_id,
                               account.id AS account_id
                          FROM sold JOIN account USING (partner_id)) one) numbered
        RETURNING id, res_id, account_id, program_id
    ), pin AS (
        INSERT INTO crm_loyalty_grant (source_id, product_id, rule_id, unit_points,
                                       precision, rounding, quantity, points,
                                       account_id)
        SELECT source.id, product_id, rule_id, unit_points, 2, 'nearest', quantity,
               quantity * unit_points, source.account_id
          FROM sold JOIN source ON source.res_id = sold.id
        RETURNING id, account_id, points
    ), lot AS (
        INSERT INTO crm_loyalty_lot (account_id, grant_id, points, remaining, expired,
                                     expires_on)
        SELECT account_id, id, points, points, 0, '2020-01-01' FROM pin
        RETURNING id, account_id, grant_id, points
    )
    INSERT INTO crm_loyalty_entry (account_id, program_id, kind, points, lot_id,
                                   grant_id, revision, date, user_id)
    SELECT lot.account_id, account.program_id, 'earn', lot.points, lot.id, lot.grant_id,
           1, now() AT TIME ZONE 'UTC', 1
      FROM lot JOIN source account ON account.account_id = lot.account_id
     GROUP BY lot.id, lot.account_id, account.program_id, lot.points, lot.grant_id
    """
)
