"""Leads for the benchmarks: companies with a person, a phone and an e-mail each, and
planted duplicates of some, whose kind is known.

`duplicates(number)` says what is planted; the rest of a duplicate is made anew, so that
it can be found by nothing else. Names are pieced together from enough words that two
companies bear one name by chance about as seldom as in reality.
"""

import io
import random

from odoo.tools import sql

PLANTED = {"phone": 0.054, "email": 0.024, "spelling": 0.045, "typo": 0.027}
_CITIES = """
تهران مشهد اصفهان کرج شیراز تبریز قم اهواز کرمانشاه ارومیه رشت زاهدان همدان کرمان
یزد اردبیل بندرعباس اراک زنجان سنندج قزوین خرم‌آباد گرگان ساری بجنورد بوشهر
بیرجند ایلام شهرکرد سمنان یاسوج
"""
_SYLLABLES = """
پار سا می نا را دی با رو شه کی آر ژی نو به تا زر کو هم سپ گل فر دا خو رش بر ما لا ته
هو وی زا مه پی چا نی سو شا گی دو کا
"""
_SECTORS = "صنعت تجارت الکترونیک پخش ساختمان غذا دارو چاپ نساجی فولاد پلاستیک سفر"
_FIRST = "علی رضا مریم سارا حسین مهدی زهرا نگار امیر پویا شیوا کیان لیلا بهنام آرش"
CITIES, SYLLABLES, SECTORS, FIRST = (
    text.split() for text in (_CITIES, _SYLLABLES, _SECTORS, _FIRST)
)
LETTERS = "ابپتجدرسشقکلمنوهی"
COLUMNS = (
    *("id", "name", "partner_name", "contact_name", "phone", "phone_sanitized"),
    *("email_from", "email_normalized", "email_domain_criterion", "city", "user_id"),
)


def words(rng, count):
    """Distinct words of two to four syllables."""
    found = set()
    while len(found) < count:
        found.add("".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 3, 4)))))
    return sorted(found)


class Population:
    """Rows of leads, and which pairs of them are planted."""

    def __init__(self, count, seed=1404):
        self.rng = random.Random(seed)
        self.count = count
        self.words = words(self.rng, 4000)
        self.truth = []

    def rows(self, first_id):
        rng = self.rng
        base = round(self.count * (1 - sum(PLANTED.values())))
        originals = []
        for number in range(base):
            row = self.fresh(first_id + number)
            originals.append(row)
            yield row
        number = base
        for kind, share in PLANTED.items():
            for row in rng.sample(originals, round(self.count * share)):
                copy = self.fresh(first_id + number)
                getattr(self, f"plant_{kind}")(row, copy)
                self.truth.append((kind, row["id"], copy["id"]))
                number += 1
                yield copy

    def fresh(self, number):
        rng = self.rng
        company = f"{rng.choice(self.words)} {rng.choice(self.words)}"
        if rng.random() < 0.5:
            company += f" {rng.choice(SECTORS)}"
        subscriber = f"9{rng.randrange(10**9):09}"
        person = " ".join((rng.choice(FIRST), *rng.choices(self.words, k=2)))
        address = (
            f"u{number}.{rng.randrange(10**6)}@{rng.choice(('gmail.com', 'chmail.ir'))}"
        )
        return {
            "id": number,
            "company": company,
            "person": person,
            "subscriber": subscriber,
            "phone": f"0{subscriber}",
            "email": address,
            "city": rng.choice(CITIES),
        }

    def plant_phone(self, row, copy):
        number = row["subscriber"]
        persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
        copy["subscriber"] = number
        copy["phone"] = self.rng.choice(
            (
                f"+98{number}",
                f"0098 {number[:3]} {number[3:]}",
                f"0{number}".translate(persian),
                f"{number}",
                f"+98 (0) {number[:3]}-{number[3:]}",
                f"0{number[:3]} {number[3:6]} {number[6:]} داخلی 4",
            )
        )

    def plant_email(self, row, copy):
        name, _at, domain = row["email"].partition("@")
        copy["email"] = self.rng.choice(
            (row["email"].upper(), f"{name}+crm@{domain}", f'"X" <{row["email"]}>')
        )

    def plant_spelling(self, row, copy):
        name = row["company"].replace("ی", "ي").replace("ک", "ك")
        copy["company"] = self.rng.choice(
            (
                f"شرکت {name}",
                name.replace(" ", "\u200c"),
                f"{name.replace(' ', '')} (سهامی خاص)",
                f"موسسه {name} با مسئولیت محدود",
            )
        )
        copy["city"] = row["city"]

    def plant_typo(self, row, copy):
        rng, name = self.rng, row["company"]
        at = rng.randrange(1, len(name) - 1)
        kind = rng.randrange(4)
        if kind == 0:
            name = name[:at] + name[at + 1 :]
        elif kind == 1:
            name = name[:at] + rng.choice(LETTERS) + name[at:]
        elif kind == 2:
            name = name[:at] + rng.choice(LETTERS) + name[at + 1 :]
        else:
            name = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
        copy["company"] = name
        copy["city"] = row["city"]


def load(env, count):
    """Put `count` leads into the database; return the population with its truth.

    By COPY, without triggers, and with the indexes made afterwards: through the ORM
    this takes hours.
    """
    cr = env.cr
    pattern = env["crm.lead"].create(
        {"name": "Pattern", "type": "lead", "user_id": False}
    )
    env.flush_all()
    cr.execute("SELECT nextval('crm_lead_id_seq')")
    [first_id] = cr.fetchone()
    first_id += 1
    population = Population(count)
    own = [*COLUMNS]
    others = [name for name in sql.table_columns(cr, "crm_lead") if name not in own]
    cr.execute("ALTER TABLE crm_lead DISABLE TRIGGER USER")
    cr.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'crm_lead'"
        " AND indexdef LIKE '%gin%'"
    )
    indexes = cr.fetchall()
    for name, _definition in indexes:
        cr.execute(f'DROP INDEX "{name}"')
    cr.execute(
        f"CREATE TEMPORARY TABLE loaded AS SELECT {', '.join(own)}"
        " FROM crm_lead LIMIT 0"
    )
    buffer = io.StringIO()
    for row in population.rows(first_id):
        plain = (
            row["email"].lower().partition("<")[2].rstrip(">") or row["email"].lower()
        )
        buffer.write(
            "\t".join(
                (
                    *(
                        str(row["id"]),
                        f"سرنخ {row['id']}",
                        row["company"],
                        row["person"],
                    ),
                    *(
                        row["phone"],
                        f"+98{row['subscriber']}",
                        row["email"],
                        plain,
                        plain,
                    ),
                    *(row["city"], "\\N"),
                )
            )
            + "\n"
        )
    buffer.seek(0)
    cr.copy_from(buffer, "loaded", columns=own)
    names = ", ".join(f'"{name}"' for name in others)
    cr.execute(
        f"INSERT INTO crm_lead ({', '.join(own)}, {names})"
        f" SELECT {', '.join(f'loaded.{name}' for name in own)},"
        f" {', '.join(f'pattern.{chr(34)}{name}{chr(34)}' for name in others)}"
        " FROM loaded, crm_lead pattern WHERE pattern.id = %s",
        (pattern.id,),
    )
    cr.execute("SELECT setval('crm_lead_id_seq', %s)", (first_id + count,))
    cr.execute("ALTER TABLE crm_lead ENABLE TRIGGER USER")
    for _name, definition in indexes:
        cr.execute(definition)
    env.invalidate_all()
    return population
