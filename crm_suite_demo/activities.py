"""What was done and what is due: notes, activities and meetings on the leads."""

from datetime import datetime, time, timedelta

from odoo import Command

from .days import is_working, office_hour
from .leads import NOTES
from .randomness import stream, weighted

KINDS = {
    "mail.mail_activity_data_call": (
        "تماس پیگیری پیش‌فاکتور",
        "تماس با مدیر خرید",
        "پیگیری تأیید بودجه",
    ),
    "mail.mail_activity_data_email": ("ارسال فهرست قیمت", "ارسال کاتالوگ محصولات"),
    "mail.mail_activity_data_todo": ("تهیهٔ پیش‌فاکتور", "استعلام زمان تحویل از انبار"),
    "mail.mail_activity_data_meeting": ("هماهنگی جلسهٔ حضوری", "بازدید از محل مشتری"),
}
# Days from today: overdue, today, planned.
DUE = {(-12, -1): 25, (0, 0): 20, (1, 21): 55}
MEETINGS = ("جلسهٔ معرفی محصولات", "بازدید از دفتر مشتری", "جلسهٔ نهایی‌کردن قرارداد")


def build(env, leads, today):
    draw = stream("activities")
    ours = leads.filtered("user_id")
    live = ours.filtered(lambda lead: lead.won_status == "pending")
    add_notes(draw, env, ours, today)
    busy = live.filtered(
        lambda lead: draw.random() < (0.75 if lead.type == "opportunity" else 0.4)
    )
    add_activities(draw, env, busy, today)
    add_meetings(
        draw, env, live.filtered(lambda lead: lead.type == "opportunity"), today
    )


def add_notes(draw, env, leads, today):
    env["mail.message"].create(
        [
            {
                "model": "crm.lead",
                "res_id": lead.id,
                "author_id": lead.user_id.partner_id.id,
                "body": f"<p>{draw.choice(NOTES)}</p>",
                "date": min(
                    lead.create_date + timedelta(days=draw.randint(1, 20)),
                    datetime.combine(today, time(4)),
                ),
                "message_type": "comment",
                "subtype_id": env.ref("mail.mt_note").id,
            }
            for lead in leads
            if draw.random() < 0.6
        ]
    )


def add_activities(draw, env, leads, today):
    model = env["ir.model"]._get_id("crm.lead")
    values = []
    for lead in leads:
        kind = draw.choice(list(KINDS))
        due = today + timedelta(days=draw.randint(*weighted(draw, DUE)))
        values.append(
            {
                "res_model_id": model,
                "res_id": lead.id,
                "activity_type_id": env.ref(kind).id,
                "summary": draw.choice(KINDS[kind]),
                "date_deadline": due,
                "user_id": lead.user_id.id,
            }
        )
    env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)


def add_meetings(draw, env, leads, today):
    """Meetings around today; nobody is invited by mail."""
    planned = {}
    for lead in draw.sample(list(leads), min(48, len(leads))):
        start = meeting_time(draw, today)
        # A seller has one meeting at a time.
        planned.setdefault((lead.user_id, start), lead)
    events = env["calendar.event"].with_context(
        no_mail_to_attendees=True, dont_notify=True
    )
    events = events.create(
        [
            {
                "name": f"{draw.choice(MEETINGS)} – {lead.partner_id.name}",
                "start": start,
                "stop": start + timedelta(hours=1),
                "user_id": seller.id,
                "location": lead.city,
                "partner_ids": [Command.set((seller.partner_id | lead.partner_id).ids)],
            }
            for (seller, start), lead in planned.items()
        ]
    )
    # Afterwards: a new meeting of an opportunity is announced in its messages.
    for event, lead in zip(events, planned.values(), strict=True):
        event.opportunity_id = lead


def meeting_time(draw, today):
    """A full hour in Tehran, of a working day around today."""
    day = today + timedelta(days=round(draw.gauss(2, 7)))
    while not is_working(day):
        day += timedelta(days=1)
    return office_hour(draw, day).replace(minute=30)
