"""Searching 500,000 Persian names: Odoo's own ilike on a trigram index against ours.

Both sides find the same contacts, by their full names and by words that thousands have.
Odoo has no trigram index on contacts: the other side is given one. Limit: FC-24.
"""

import random

from odoo.tools import SQL, sql

MODULES = ["l10n_fa_calendar"]
ROUNDS = 9
LIMITS = {"time": 1.5, "queries": 1.0}
NAMES = 500_000

FIRST = (
    "علی رضا محمد حسین حسن مهدی فاطمه زهرا مریم سارا نرگس پریسا کامیار یوسف نادر نازنین"
    " کیوان آرش امیرحسین محمدرضا"
)
LAST = (
    "احمدی رضایی کریمی محمدی حسینی موسوی کاظمی نوری رحیمی آقاجانی پورمحمد شریفی اکبری"
    " جلالی قاسمی صادقی ملکی یزدانی تهرانی شیرازی"
)
KIND = "شرکت بازرگانی صنایع گروه تولیدی فروشگاه موسسه خدمات مهندسی پخش"
SEARCHES = ["نرگس ملکی 421", "کامیار شیرازی 77", "بازرگانی صنایع یوسف", "احمدی", "زهرا"]


def prepare(env, ours):
    dice = random.Random(1)
    first, last, kind = FIRST.split(), LAST.split(), KIND.split()
    names = [
        f"{dice.choice(kind)} {dice.choice(kind)} {dice.choice(first)}"
        f" {dice.choice(last)} {number % 1000}"
        for number in range(NAMES)
    ]
    pattern = env["res.partner"].create({"name": "Pattern"})
    env.flush_all()
    own = {"id", "name", "complete_name"}
    columns = SQL(", ").join(
        map(SQL.identifier, set(sql.table_columns(env.cr, "res_partner")) - own)
    )
    # SQL: half a million contacts through the ORM would take an hour.
    env.cr.execute(
        SQL(
            "INSERT INTO res_partner (name, complete_name, %s)"
            " SELECT text, text, %s FROM res_partner, unnest(%s) AS text WHERE id = %s",
            columns,
            columns,
            names,
            pattern.id,
        )
    )
    if not ours:
        env.cr.execute(
            "CREATE INDEX ON res_partner USING gin (complete_name gin_trgm_ops)"
        )


def setup(env, ours):
    partners = env["res.partner"]
    return lambda: [
        partners.search([("complete_name", "ilike", text)]) for text in SEARCHES
    ]
