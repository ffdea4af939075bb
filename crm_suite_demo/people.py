"""Contacts: firms with their people, private customers, suppliers, competitors."""

import itertools
from datetime import timedelta

from . import bilingual
from .bilingual import Both
from .days import TWO_YEARS, office_hour, working_day
from .firms import firms
from .history import backdate
from .loyalty import profile_type
from .names import people
from .places import address, landline, mobile, place
from .randomness import stream, weighted

FIRMS = 215
PRIVATE_CUSTOMERS = 125
# How much rarer a private customer buys than a firm.
PRIVATE_SHARE = 0.3
# How much more often than most the best customer buys.
MOST_LOYAL = 12
EMPLOYEES = {0: 35, 1: 45, 2: 20}
# Kind of a firm: how many in thousandths.
KINDS = {
    "customer": 755,
    "supplier": 100,
    "agent": 80,
    "competitor": 40,
    "operator": 25,
}
TAGS = {
    "organisation": Both("سازمانی", "Corporate"),
    "wholesale": Both("عمده‌فروش", "Wholesaler"),
    "retail": Both("خرده‌فروش", "Retailer"),
    "private": Both("مشتری شخصی", "Private customer"),
    "supplier": Both("تأمین‌کننده", "Supplier"),
    "agent": Both("نماینده فروش", "Sales agent"),
    "competitor": Both("رقیب", "Competitor"),
    "operator": Both("اپراتور", "Operator"),
}
CUSTOMER_TAGS = {"organisation": 55, "wholesale": 20, "retail": 25}
POSITIONS = (
    "مدیرعامل",
    "مدیر بازرگانی",
    "مدیر خرید",
    "مدیر مالی",
    "کارشناس خرید",
    "کارشناس تدارکات",
    "مسئول دفتر",
    "مدیر فناوری اطلاعات",
)
MAIL_HOSTS = ("mail.example", "post.example", "rayaneh.example")


def contacts():
    """Everybody as plain values: firms, their employees below them, private customers.

    ``kind`` and ``tag`` are keys of KINDS and TAGS, ``state`` is a province's code,
    ``industry`` an external id.
    """
    draw = stream("contacts")
    persons = people()
    made = [
        firm_values(draw, firm, persons) for firm in itertools.islice(firms(), FIRMS)
    ]
    for person in itertools.islice(persons, PRIVATE_CUSTOMERS):
        where = place(draw)
        made.append(
            {
                "name": person.name,
                "email": f"{person.latin}@{draw.choice(MAIL_HOSTS)}",
                "phone": mobile(draw, where),
                "state": where.province.code,
                "kind": "customer",
                "tag": "private",
                **address(draw, where),
            }
        )
    return made


def firm_values(draw, firm, persons):
    where = place(draw)
    kind = weighted(draw, KINDS)
    return {
        "name": firm.name,
        "is_company": True,
        "email": f"info@{firm.domain}",
        "website": f"https://{firm.domain}",
        "phone": landline(draw, where),
        "state": where.province.code,
        "kind": kind,
        "tag": weighted(draw, CUSTOMER_TAGS) if kind == "customer" else kind,
        "industry": firm.industry,
        **address(draw, where),
        "employees": [
            {
                "name": person.name,
                "function": position,
                "email": f"{person.latin}@{firm.domain}",
                "phone": mobile(draw, where),
            }
            for position, person in zip(
                draw.sample(POSITIONS, weighted(draw, EMPLOYEES)), persons, strict=False
            )
        ],
    }


def build(env, states, sellers, today):
    """Create everybody; return the firms and private customers, {kind: partners}."""
    draw = stream("contact owners")
    tags = make_tags(env)
    everybody = contacts()
    tops = env["res.partner"].create(
        [
            partner_values(env, contact, states, tags, weighted(draw, sellers))
            for contact in everybody
        ]
    )
    children = env["res.partner"].create(
        [
            {
                **employee,
                "parent_id": top.id,
                "user_id": top.user_id.id,
                "lang": "fa_IR",
            }
            for top, contact in zip(tops, everybody, strict=True)
            for employee in contact.get("employees", ())
        ]
    )
    joined = {top: joining_day(draw, today) for top in tops}
    backdate(
        {
            partner: office_hour(draw, joined[partner.parent_id or partner])
            for partner in tops | children
        }
    )
    return {
        kind: tops.browse(
            [
                top.id
                for top, contact in zip(tops, everybody, strict=True)
                if contact["kind"] == kind
            ]
        )
        for kind in KINDS
    }


def make_tags(env):
    records = bilingual.create(
        env["res.partner.category"],
        [{"name": name, "color": index} for index, name in enumerate(TAGS.values(), 1)],
    )
    return dict(zip(TAGS, records, strict=True))


def partner_values(env, contact, states, tags, seller):
    values = dict(contact)
    values.pop("employees", None)
    kind = values.pop("kind")
    tag = values.pop("tag")
    industry = values.pop("industry", None)
    state = states[values.pop("state")]
    return {
        **values,
        "state_id": state.id,
        "country_id": state.country_id.id,
        "lang": "fa_IR",
        "category_id": tags[tag].ids,
        "industry_id": industry and env.ref(industry).id,
        "user_id": seller.id,
        "supplier_rank": int(kind == "supplier"),
        "loyalty_profile_type_ids": profile_type(env, kind).ids,
    }


def joining_day(draw, today):
    """Most were customers before the two years that the books show."""
    first = today - timedelta(days=TWO_YEARS + 400)
    return working_day(draw, first, today - timedelta(days=20))


def habits(customers):
    """{customer: weight}: a few buy often, many seldom, some never yet."""
    draw = stream("habits")
    return {
        customer: (draw.random() < 0.75)
        * min(draw.paretovariate(1.3), MOST_LOYAL)
        * (1 if customer.is_company else PRIVATE_SHARE)
        for customer in customers
    }
