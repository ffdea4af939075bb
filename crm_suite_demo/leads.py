"""Leads and opportunities of two years: open, won and lost."""

import itertools
import math
from datetime import timedelta

from odoo import Command

from .days import TWO_YEARS, growing_day, office_hour, working_day
from .firms import firms
from .history import backdate
from .names import people
from .people import FIRMS
from .places import PERSIAN_DIGITS, address, mobile, place
from .randomness import stream, weighted
from .subjects import PRIVATE_SUBJECTS, SUBJECTS, title

COUNT = 300
# What becomes of an enquiry, in thousandths.
OUTCOMES = {
    "lead": 260,
    "lost lead": 60,
    "new": 100,
    "qualified": 110,
    "proposition": 90,
    "won": 230,
    "lost": 150,
}
CLOSED = ("won", "lost", "lost lead")
STAGES = {
    "new": "crm.stage_lead1",
    "qualified": "crm.stage_lead2",
    "proposition": "crm.stage_lead3",
    "won": "crm.stage_lead4",
}
TEAMS = {"corporate": 65, "wholesale": 35}
SELLERS = {
    "corporate": {"sales": 48, "english": 27, "manager": 25},
    "wholesale": {"sales2": 100},
}
# How the same number is written when somebody asks again.
SPELLINGS = (
    lambda phone: f"+98 {phone[1:4]} {phone[4:7]} {phone[7:]}",
    lambda phone: "0098" + phone[1:],
    lambda phone: phone.translate(PERSIAN_DIGITS),
    lambda phone: f"{phone[:4]}-{phone[4:]}",
)
NOTES = (
    "تماس اولیه انجام شد؛ فهرست اقلام را تا هفتهٔ آینده می‌فرستند.",
    "بودجه تأیید شده و منتظر پیش‌فاکتور رسمی هستند.",
    "شرایط پرداخت یک‌ماهه می‌خواهند.",
    "تحویل در محل و نصب هم لازم است.",
    "از سه شرکت دیگر هم استعلام گرفته‌اند.",
    "در نمایشگاه از غرفهٔ ما بازدید کرده‌اند.",
)


def build(env, states, users, records, buyers, today):
    """Create the leads in the order in which they came."""
    draw = stream("leads")
    strangers = newcomers(draw, states)
    # Who buys much asks more often, but not in proportion.
    askers = {buyer: math.sqrt(weight) for buyer, weight in buyers.items()}
    drafts = [draft(draw, today, askers, strangers) for _ in range(COUNT)]
    drafts.sort(key=lambda values: values["create_date"])
    moments = [values.pop("create_date") for values in drafts]
    leads = env["crm.lead"].create(
        [recorded(draw, env, values, users, records) for values in drafts]
    )
    backdate(dict(zip(leads, moments, strict=True)))
    env["crm.lead"]._cron_update_automated_probabilities()
    return leads


def draft(draw, today, askers, strangers):
    """One enquiry: who asks, for what, when, and what became of it."""
    outcome = weighted(draw, OUTCOMES)
    is_lead = "lead" in outcome
    asker = next(strangers) if is_lead else acquaintance(weighted(draw, askers))
    subject = draw.choice(SUBJECTS if asker["partner_name"] else PRIVATE_SUBJECTS)
    team = weighted(draw, TEAMS)
    return {
        "outcome": outcome,
        "team": team,
        "seller": weighted(draw, SELLERS[team]),
        "name": title(subject, asker["partner_name"] or asker["contact_name"]),
        "type": "lead" if is_lead else "opportunity",
        "expected_revenue": draw.randint(subject.least // 10, subject.most // 10)
        * 10_000_000,
        "priority": draw.choice("000112223"),
        "description": f"<p>{draw.choice(NOTES)}</p>",
        **asker,
        **dates(draw, outcome, today),
    }


def newcomers(draw, states):
    """Strangers as typed from a call or a form; some ask a second time."""
    newer_firms = itertools.islice(firms(), FIRMS, None)
    for firm, person in zip(newer_firms, people("new people"), strict=False):
        where = place(draw)
        state = states[where.province.code]
        phone = mobile(draw, where)
        stranger = {
            "partner_name": firm.name,
            "contact_name": person.name,
            "email_from": f"{person.latin}@{firm.domain}",
            "phone": phone,
            "state_id": state.id,
            "country_id": state.country_id.id,
            **address(draw, where),
        }
        yield stranger
        if draw.random() < 0.12:
            yield {**stranger, "phone": draw.choice(SPELLINGS)(phone)}


def acquaintance(customer):
    """A customer; crm fills in the rest."""
    return {
        "partner_id": customer.id,
        "partner_name": customer.is_company and customer.name,
        "contact_name": not customer.is_company and customer.name,
    }


def dates(draw, outcome, today):
    """When an enquiry came, was taken up, moved last, and closed or should close."""
    is_closed = outcome in CLOSED
    if is_closed:
        first = today - timedelta(days=TWO_YEARS)
        came = growing_day(draw, first, today - timedelta(days=30))
    else:
        came = working_day(draw, today - timedelta(days=95), today - timedelta(days=1))
    moment = office_hour(draw, came)
    taken = moment + timedelta(minutes=draw.randint(10, 2000))
    if not is_closed:
        due = outcome != "lead" and today + timedelta(days=draw.randint(-10, 75))
        moved = {"date_last_stage_update": taken, "date_deadline": due}
    else:
        closed = working_day(draw, came + timedelta(days=3), came + timedelta(days=70))
        closed = min(closed, today - timedelta(days=1))
        closing = office_hour(draw, closed)
        moved = {
            "date_closed": closing,
            "date_last_stage_update": closing,
            "date_deadline": closed,
        }
    return {"create_date": moment, "date_open": taken, **moved}


def recorded(draw, env, values, users, records):
    """The values of the record: keys become ids, the outcome a stage."""
    outcome, team = values.pop("outcome"), values.pop("team")
    seller = values.pop("seller")
    tags = list(records["tag"].values()) if values["partner_name"] else []
    tags = draw.sample(tags, draw.choice((0, 0, 1, 1, 2)) if tags else 0)
    stage = outcome
    if outcome not in STAGES:
        stage = (
            draw.choice(("new", "qualified", "proposition"))
            if outcome == "lost"
            else "new"
        )
    values |= {
        "user_id": users[seller].id,
        "team_id": records["team"][team].id,
        "source_id": draw.choice(list(records["source"].values())).id,
        "tag_ids": [Command.set([tag.id for tag in tags])],
        "stage_id": env.ref(STAGES[stage]).id,
    }
    if outcome == "lead" and draw.random() < 0.3:
        values |= {"user_id": False, "date_open": False}
    if "lost" in outcome:
        reason = draw.choice(list(records["reason"].values()))
        values |= {"active": False, "probability": 0, "lost_reason_id": reason.id}
    return values
