"""Loads wallets from the database under lock, and stores what became of them.

All points are written here, by SQL: in exact decimals, in a number of statements that
does not depend on how many accounts change, and past the ORM, through which nobody may
write the ledger.

Whoever changes points UPDATEs the account row. Transactions run in REPEATABLE READ, so
a lock alone would still let them read the sums of before the lock; the second UPDATE of
a row fails instead, and Odoo runs its transaction again.
"""

from collections import defaultdict
from decimal import Decimal

from odoo import fields
from odoo.tools import SQL

from .ledger import ZERO, Change, Entry, Lot, Wallet

Wallets = dict[int, Wallet]  # by account


def load(env, changes: list[Change]) -> Wallets:
    """Lock the accounts and load the lots that the changes can touch."""
    needs = defaultdict(lambda: ZERO)
    for change in changes:
        needs[change.account_id] += max(-change.points, ZERO)
    wallets = _lock(env, list(needs))
    for account_id, wallet in wallets.items():
        needs[account_id] += wallet.shortfall
    restorable = _find_restorable(env, changes)
    if restorable or any(needs.values()):
        _load_lots(env, wallets, needs, changes, restorable)
    return wallets


def save(env, wallets: Wallets) -> list[int]:
    """Store the entries of the wallets.

    :return: the accounts that changed
    """
    entries = [
        (account_id, entry)
        for account_id, wallet in wallets.items()
        for entry in wallet.entries
    ]
    if not entries:
        return []
    _save_lots(env, entries)
    _append_entries(env, entries)
    _save_sums(env, entries)
    for name in ("account", "entry", "lot"):
        env[f"crm.loyalty.{name}"].invalidate_model()
    return list({account_id: None for account_id, _entry in entries})


def tier_sql(balance: SQL) -> SQL:
    """The highest level that `balance` reaches in the program of the row `account`."""
    return SQL(
        """
        (SELECT tier.id FROM crm_loyalty_tier tier
          WHERE tier.program_id = account.program_id AND tier.active
            AND account.merged_into_id IS NULL AND tier.threshold <= %s
          ORDER BY tier.threshold DESC LIMIT 1)
        """,
        balance,
    )


def _lock(env, account_ids) -> Wallets:
    """In the order of the ids, against deadlocks. Not by `lock_for_update` of the ORM:
    it does not wait, and its error is not retried."""
    rows = env.execute_query(
        SQL(
            """
            SELECT id, shortfall::text FROM crm_loyalty_account
             WHERE id = ANY(%s::int[]) ORDER BY id FOR NO KEY UPDATE
            """,
            account_ids,
        )
    )
    return {account_id: Wallet(Decimal(shortfall)) for account_id, shortfall in rows}


def _find_restorable(env, changes):
    """{(grant, lot): points} that the grants to be credited lost before."""
    grant_ids = [
        change.origin.grant_id
        for change in changes
        if change.points > 0 and change.origin and change.origin.revision > 1
    ]
    if not grant_ids:
        return {}
    rows = env.execute_query(
        SQL(
            """
            SELECT entry.grant_id, entry.lot_id, (-SUM(entry.points))::text
              FROM crm_loyalty_entry entry
              JOIN crm_loyalty_grant pin ON pin.id = entry.grant_id
               AND pin.account_id = entry.account_id
             WHERE entry.grant_id = ANY(%s) AND entry.kind IN ('reverse', 'restore')
             GROUP BY entry.grant_id, entry.lot_id
            HAVING SUM(entry.points) < 0
             ORDER BY entry.lot_id
            """,
            grant_ids,
        )
    )
    return {(grant, lot): Decimal(points) for grant, lot, points in rows}


def _load_lots(env, wallets, needs, changes, restorable):
    """The oldest lots of each account until its need is covered, the lots of the
    families that points are taken from, and those that points go back to."""
    rows = env.execute_query(
        SQL(
            """
            SELECT lot.id, lot.account_id, lot.points::text, lot.remaining::text,
                   lot.grant_id, source.root_id, pin.product_id
              FROM (SELECT open.*, SUM(remaining) OVER (
                                       PARTITION BY account_id ORDER BY id
                                   ) - remaining AS older
                      FROM crm_loyalty_lot open
                     WHERE account_id = ANY(%(accounts)s) AND remaining > 0
                        OR id = ANY(%(restorable)s::int[])) lot
              JOIN unnest(%(accounts)s, %(needs)s::numeric[]) AS need(id, points)
                ON need.id = lot.account_id
         LEFT JOIN crm_loyalty_grant pin ON pin.id = lot.grant_id
         LEFT JOIN crm_loyalty_source source ON source.id = pin.source_id
             WHERE lot.older < need.points
                OR source.root_id = ANY(%(roots)s::int[])
                OR lot.id = ANY(%(restorable)s::int[])
             ORDER BY lot.id
            """,
            accounts=list(needs),
            needs=list(needs.values()),
            roots=[change.origin.family[0] for change in changes if change.origin],
            restorable=[lot_id for _grant_id, lot_id in restorable],
        )
    )
    lots = {}
    for lot_id, account_id, points, remaining, grant_id, *family in rows:
        lot = Lot(
            Decimal(points),
            Decimal(remaining),
            grant_id,
            tuple(family) if grant_id else None,
            lot_id,
        )
        wallets[account_id].lots.append(lot)
        lots[lot_id] = account_id, lot
    for (grant_id, lot_id), points in restorable.items():
        account_id, lot = lots[lot_id]
        wallets[account_id].restorable.setdefault(grant_id, []).append((lot, points))


def _save_lots(env, entries: list[tuple[int, Entry]]):
    lots = {entry.lot: account_id for account_id, entry in entries if entry.lot}
    new = [lot for lot in lots if not lot.id]
    ids = env.execute_query(
        SQL(
            "SELECT nextval('crm_loyalty_lot_id_seq') FROM generate_series(1, %s)",
            len(new),
        )
    )
    for lot, (lot_id,) in zip(new, ids, strict=True):
        lot.id = lot_id
    env.execute_query(
        SQL(
            """
            INSERT INTO crm_loyalty_lot (id, account_id, grant_id, points, remaining)
            SELECT * FROM unnest(%s::int[], %s::int[], %s::int[], %s::numeric[],
                                 %s::numeric[])
            ON CONFLICT (id) DO UPDATE SET remaining = EXCLUDED.remaining
            """,
            [lot.id for lot in lots],
            list(lots.values()),
            [lot.grant_id for lot in lots],
            [lot.points for lot in lots],
            [lot.remaining for lot in lots],
        )
    )


def _append_entries(env, entries: list[tuple[int, Entry]]):
    env.execute_query(
        SQL(
            """
            INSERT INTO crm_loyalty_entry
                        (account_id, program_id, kind, points, lot_id, grant_id,
                         revision, reason, date, user_id)
            SELECT new.account_id, account.program_id, new.kind, new.points, new.lot_id,
                   new.grant_id, new.revision, new.reason, %s, %s
              FROM unnest(%s::int[], %s::text[], %s::numeric[], %s::int[], %s::int[],
                          %s::int[], %s::text[]) WITH ORDINALITY
                   AS new(account_id, kind, points, lot_id, grant_id, revision, reason,
                          position)
              JOIN crm_loyalty_account account ON account.id = new.account_id
             ORDER BY new.position
            """,
            fields.Datetime.now(),
            env.uid,
            [account_id for account_id, _entry in entries],
            [entry.kind for _account_id, entry in entries],
            [entry.points for _account_id, entry in entries],
            [entry.lot and entry.lot.id for _account_id, entry in entries],
            [entry.origin and entry.origin.grant_id for _account_id, entry in entries],
            [entry.origin and entry.origin.revision for _account_id, entry in entries],
            [entry.reason for _account_id, entry in entries],
        )
    )


def _save_sums(env, entries: list[tuple[int, Entry]]):
    """Move balance, shortfall and level of the accounts as far as the entries say."""
    balance, shortfall = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
    for account_id, entry in entries:
        balance[account_id] += entry.points if entry.lot else ZERO
        shortfall[account_id] -= ZERO if entry.lot else entry.points
    env.execute_query(
        SQL(
            """
            UPDATE crm_loyalty_account account
               SET balance = account.balance + moved.balance,
                   shortfall = account.shortfall + moved.shortfall,
                   tier_id = %s
              FROM unnest(%s, %s::numeric[], %s::numeric[])
                   AS moved(id, balance, shortfall)
             WHERE account.id = moved.id
            """,
            tier_sql(SQL("account.balance + moved.balance")),
            list(balance),
            list(balance.values()),
            [shortfall[account_id] for account_id in balance],
        )
    )
