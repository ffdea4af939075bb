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

from .expiry import last_day
from .expiry import today as get_today
from .ledger import ZERO, Change, Entry, Lot, Wallet

Wallets = dict[int, Wallet]  # by account
PROGRAM_FIELDS = [
    "calendar",
    "expiry",
    "expiry_days",
    "min_remaining",
    "tier_basis",
    "tz",
]


def load(env, changes: list[Change]) -> Wallets:
    """Lock the accounts and load the lots that the changes can touch."""
    needs = defaultdict(lambda: ZERO)
    for change in changes:
        needs[change.account_id] += max(-change.points, ZERO)
    wallets = lock(env, needs)
    for account_id, wallet in wallets.items():
        needs[account_id] += wallet.shortfall
    restorable = _find_restorable(env, changes)
    if restorable or any(needs.values()):
        _load_lots(env, wallets, needs, changes, restorable)
    for wallet in wallets.values():
        wallet.expire()
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
    if entries:
        _save_lots(env, entries)
        _append_entries(env, entries)
    changed = [
        account_id
        for account_id, wallet in wallets.items()
        if wallet.entries or wallet.held != wallet.held_before
    ]
    if not changed:
        return []
    _save_sums(env, {account_id: wallets[account_id] for account_id in changed})
    for name in ("account", "entry", "lot"):
        env[f"crm.loyalty.{name}"].invalidate_model()
    return changed


# The sums of an account that decide on its level.
SUMS = ("balance", "shortfall", "spent", "expired")


def tier_points_sql(moved: str | None = None) -> SQL:
    """The points of the row `account` that count for levels, by the basis that its
    program has chosen; after the sums of the row `moved`, if there is one."""
    sums = {
        name: SQL(
            "(%s + %s)",
            SQL.identifier("account", name),
            SQL.identifier(moved, name) if moved else SQL("0"),
        )
        for name in SUMS
    }
    return SQL(
        """
        (SELECT CASE program.tier_basis
                WHEN 'balance' THEN %(balance)s
                WHEN 'earned' THEN %(balance)s - %(shortfall)s + %(spent)s
                ELSE %(balance)s - %(shortfall)s + %(spent)s + %(expired)s END
           FROM crm_loyalty_program program
          WHERE program.id = account.program_id)
        """,
        **sums,
    )


def tier_sql(moved: str | None = None) -> SQL:
    """The highest level that those points reach."""
    return SQL(
        """
        (SELECT tier.id FROM crm_loyalty_tier tier
          WHERE tier.program_id = account.program_id AND tier.active
            AND account.merged_into_id IS NULL AND tier.threshold <= %s
          ORDER BY tier.threshold DESC LIMIT 1)
        """,
        tier_points_sql(moved),
    )


def lock(env, account_ids) -> Wallets:
    """Empty wallets of these accounts, which nobody else can change until the end of
    the transaction.

    They are locked in the order of the ids, against deadlocks. Not by `lock_for_update`
    of the ORM: it does not wait, and its error is not retried.
    """
    env["crm.loyalty.program"].flush_model(PROGRAM_FIELDS)
    rows = env.execute_query(
        SQL(
            """
            SELECT account.id, account.shortfall::text, account.balance::text,
                   account.held::text, program.min_remaining::text, program.tz,
                   program.expiry, program.expiry_days, program.calendar
              FROM crm_loyalty_account account
              JOIN crm_loyalty_program program ON program.id = account.program_id
             WHERE account.id = ANY(%s::int[])
             ORDER BY account.id FOR NO KEY UPDATE OF account
            """,
            list(account_ids),
        )
    )
    now, wallets = fields.Datetime.now(), {}
    for account_id, *sums, tz, expiry, days, calendar in rows:
        today = get_today(now, tz)
        wallets[account_id] = Wallet(
            *map(Decimal, sums), today, last_day(expiry, days, calendar, today)
        )
    return wallets


def _find_restorable(env, changes):
    """{(account, family, lot): (points, lot of its own)} that the families to be
    credited lost before. What merged accounts lost comes back to the one that remains,
    in a lot of its own with the old expiry."""
    credited = [
        change
        for change in changes
        if change.points > 0 and change.origin and change.origin.revision > 1
    ]
    if not credited:
        return {}
    rows = env.execute_query(
        SQL(
            """
            SELECT account.id, source.root_id, pin.product_id, pin.item_type_id,
                   lot.id, (-SUM(entry.points))::text, lot.account_id <> account.id,
                   lot.grant_id, lot.expires_on
              FROM crm_loyalty_source source
              JOIN crm_loyalty_grant pin ON pin.source_id = source.id
              JOIN crm_loyalty_entry entry ON entry.grant_id = pin.id
              JOIN crm_loyalty_lot lot ON lot.id = entry.lot_id
              JOIN crm_loyalty_account holder ON holder.id = entry.account_id
              JOIN crm_loyalty_account account
                   ON account.id = COALESCE(holder.merged_into_id, holder.id)
             WHERE source.root_id = ANY(%s) AND account.id = ANY(%s)
               AND entry.kind IN ('reverse', 'restore', 'spend', 'release')
             GROUP BY account.id, source.root_id, pin.product_id, pin.item_type_id,
                      lot.id
            HAVING SUM(entry.points) < 0
             ORDER BY lot.id
            """,
            list({change.origin.family[0] for change in credited}),
            list({change.account_id for change in credited}),
        )
    )
    return {
        (account, tuple(family), lot): (
            Decimal(points),
            Lot(ZERO, ZERO, grant, tuple(family), None, day) if is_merged else None,
        )
        for account, *family, lot, points, is_merged, grant, day in rows
    }


def _load_lots(env, wallets, needs, changes, restorable):
    """What is used up first, until the need of each account is covered; what is due to
    expire; the lots of the families that points are taken from, and those that points
    go back to."""
    rows = env.execute_query(
        SQL(
            """
            WITH need AS (
                SELECT * FROM unnest(%(accounts)s::int[], %(needs)s::numeric[],
                                     %(days)s::date[]) AS need(id, points, today)
            )
            SELECT lot.id, lot.account_id, lot.points::text, lot.remaining::text,
                   lot.expired::text, lot.expires_on, lot.grant_id, source.root_id,
                   pin.product_id, pin.item_type_id
              FROM need
              JOIN (SELECT open.*, open.expires_on < need.today AS is_due,
                           SUM(CASE WHEN open.expires_on < need.today THEN 0
                                    ELSE remaining END) OVER (
                               PARTITION BY account_id
                               ORDER BY open.expires_on NULLS LAST, open.id
                           ) - remaining AS older
                      FROM crm_loyalty_lot open
                      JOIN need ON need.id = open.account_id
                     WHERE remaining > 0 OR expired > 0
                        OR open.id = ANY(%(restorable)s::int[])) lot
                ON need.id = lot.account_id
         LEFT JOIN crm_loyalty_grant pin ON pin.id = lot.grant_id
         LEFT JOIN crm_loyalty_source source ON source.id = pin.source_id
             WHERE lot.remaining > 0 AND (lot.older < need.points OR lot.is_due)
                OR source.root_id = ANY(%(roots)s::int[])
                OR lot.id = ANY(%(restorable)s::int[])
             ORDER BY lot.expires_on NULLS LAST, lot.id
            """,
            accounts=list(needs),
            needs=list(needs.values()),
            days=[wallets[account_id].today for account_id in needs],
            roots=[change.origin.family[0] for change in changes if change.origin],
            restorable=[lot_id for _account, _family, lot_id in restorable],
        )
    )
    lots = {}
    for lot_id, account_id, *sums, expires_on, grant_id, root, product, item in rows:
        points, remaining, expired = map(Decimal, sums)
        family = (root, product, item) if grant_id else None
        lots[lot_id] = lot = Lot(
            points, remaining, grant_id, family, lot_id, expires_on, expired
        )
        wallets[account_id].lots.append(lot)
    for (account_id, family, lot_id), (points, own_lot) in restorable.items():
        restorable_lots = wallets[account_id].restorable.setdefault(family, {})
        restorable_lots[own_lot or lots[lot_id]] = points


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
            INSERT INTO crm_loyalty_lot (id, account_id, grant_id, points, remaining,
                                         expired, expires_on)
            SELECT * FROM unnest(%s::int[], %s::int[], %s::int[], %s::numeric[],
                                 %s::numeric[], %s::numeric[], %s::date[])
            ON CONFLICT (id) DO UPDATE
               SET remaining = EXCLUDED.remaining, expired = EXCLUDED.expired
            """,
            [lot.id for lot in lots],
            list(lots.values()),
            [lot.grant_id for lot in lots],
            [lot.points for lot in lots],
            [lot.remaining for lot in lots],
            [lot.expired for lot in lots],
            [lot.expires_on for lot in lots],
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


def _save_sums(env, wallets: Wallets):
    """Move the sums and the level of the accounts as far as the entries say."""
    moved = {
        account_id: (wallet.held - wallet.held_before, *_sum_up(wallet.entries))
        for account_id, wallet in wallets.items()
    }
    held, balance, shortfall, spent, expired = map(
        list, zip(*moved.values(), strict=True)
    )
    env.execute_query(
        SQL(
            """
            UPDATE crm_loyalty_account account
               SET held = account.held + moved.held,
                   balance = account.balance + moved.balance,
                   shortfall = account.shortfall + moved.shortfall,
                   spent = account.spent + moved.spent,
                   expired = account.expired + moved.expired,
                   tier_id = %s
              FROM unnest(%s, %s::numeric[], %s::numeric[], %s::numeric[],
                          %s::numeric[], %s::numeric[])
                   AS moved(id, held, balance, shortfall, spent, expired)
             WHERE account.id = moved.id
            """,
            tier_sql("moved"),
            list(moved),
            held,
            balance,
            shortfall,
            spent,
            expired,
        )
    )


def _sum_up(entries: list[Entry]) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """What entries mean for balance, shortfall, spent and expired points."""
    balance = sum((entry.points for entry in entries if entry.lot), ZERO)
    shortfall = -sum((entry.points for entry in entries if not entry.lot), ZERO)
    spent = sum((e.points for e in entries if e.kind in ("spend", "release")), ZERO)
    expired = sum((entry.points for entry in entries if entry.kind == "expire"), ZERO)
    return balance, shortfall, -spent, -expired
