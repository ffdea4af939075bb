"""Lets points expire whose last day is over, many accounts in one statement."""

from odoo import fields
from odoo.tools import SQL

from .ledger_store import PROGRAM_FIELDS, tier_sql


def sweep(env, limit: int) -> list[int]:
    """Expire what is due on so many accounts, those that nobody is working on.

    The rows of other transactions are skipped: they let the due points go by
    themselves, or are found the next time.

    :return: the accounts that changed
    """
    env["crm.loyalty.program"].flush_model(PROGRAM_FIELDS)
    now = fields.Datetime.now()
    rows = env.execute_query(
        SQL(
            """
            WITH today AS MATERIALIZED (
                SELECT id, (%(now)s::timestamp AT TIME ZONE 'UTC' AT TIME ZONE tz)::date
                           AS day
                  FROM crm_loyalty_program
            ), account AS MATERIALIZED (
                SELECT account.id, account.program_id, today.day
                  FROM crm_loyalty_account account
                  JOIN today ON today.id = account.program_id
                 WHERE EXISTS (SELECT FROM crm_loyalty_lot lot
                                WHERE lot.account_id = account.id AND lot.remaining > 0
                                  AND lot.expires_on < today.day)
                 LIMIT %(limit)s
                   FOR NO KEY UPDATE OF account SKIP LOCKED
            ), due AS MATERIALIZED (
                SELECT lot.id, lot.account_id, account.program_id, lot.remaining
                  FROM account
                  JOIN crm_loyalty_lot lot ON lot.account_id = account.id
                   AND lot.remaining > 0 AND lot.expires_on < account.day
            ), emptied AS (
                UPDATE crm_loyalty_lot lot
                   SET remaining = 0, expired = lot.expired + due.remaining
                  FROM due WHERE due.id = lot.id
            ), entered AS (
                INSERT INTO crm_loyalty_entry
                            (account_id, program_id, kind, points, lot_id, date,
                             user_id)
                SELECT account_id, program_id, 'expire', -remaining, id, %(now)s,
                       %(user)s
                  FROM due ORDER BY id
            )
            UPDATE crm_loyalty_account account
               SET balance = account.balance + moved.balance,
                   expired = account.expired + moved.expired,
                   tier_id = %(tier)s
              FROM (SELECT account_id AS id, -SUM(remaining) AS balance,
                           0 AS shortfall, 0 AS spent, SUM(remaining) AS expired
                      FROM due GROUP BY account_id) moved
             WHERE moved.id = account.id
            RETURNING account.id
            """,
            now=now,
            limit=limit,
            user=env.uid,
            tier=tier_sql("moved"),
        )
    )
    for name in ("account", "entry", "lot"):
        env[f"crm.loyalty.{name}"].invalidate_model()
    return [account_id for (account_id,) in rows]
