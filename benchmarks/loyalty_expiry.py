"""Letting 50,000 lots of 10,000 accounts expire, against raw SQL in one statement.
Limit: section 7 of the loyalty design."""

import loyalty_reconcile
from _earning import RAW_EARN

from odoo.tools import SQL

MODULES = ["crm_loyalty_scoring"]
SAME_DATABASE = True
ROUNDS = 3
LIMITS = {"cpu": 1.3}
LOTS, CONTACTS = 50_000, 10_000
RAW_EXPIRE = SQL(
    """
    WITH due AS MATERIALIZED (
        SELECT id, account_id, remaining FROM crm_loyalty_lot
         WHERE remaining > 0 AND expires_on < CURRENT_DATE
    ), emptied AS (
        UPDATE crm_loyalty_lot lot SET remaining = 0, expired = due.remaining
          FROM due WHERE due.id = lot.id
    ), entered AS (
        INSERT INTO crm_loyalty_entry (account_id, program_id, kind, points, lot_id,
                                       date, user_id)
        SELECT due.account_id, account.program_id, 'expire', -due.remaining, due.id,
               now() AT TIME ZONE 'UTC', 1
          FROM due JOIN crm_loyalty_account account ON account.id = due.account_id
    )
    UPDATE crm_loyalty_account account
       SET balance = balance - moved.points, expired = expired + moved.points
      FROM (SELECT account_id, SUM(remaining) AS points FROM due GROUP BY account_id)
           moved
     WHERE moved.account_id = account.id
    """
)


def prepare(env, ours):
    loyalty_reconcile.prepare(env, ours, LOTS, CONTACTS)
    env.execute_query(RAW_EARN)


def setup(env, ours):
    if not ours:
        return lambda: env.execute_query(RAW_EXPIRE)
    # a benchmark is undone: its batches must not be committed
    env.registry["ir.cron"]._commit_progress = lambda *_args, **_kwargs: 1
    return env["crm.loyalty.account"]._cron_expire
