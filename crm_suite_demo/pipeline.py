"""The sales department: its teams, tags, sources and reasons for losing."""

from odoo import Command

from . import bilingual
from .bilingual import Both

TEAMS = {
    "corporate": Both("فروش سازمانی", "Corporate Sales"),
    "wholesale": Both("فروش همکاران و نمایندگان", "Resellers and Agents"),
}
# Who sells in which team; the first is the team's own seller.
MEMBERS = {"corporate": ("sales", "english", "manager"), "wholesale": ("sales2",)}
TAGS = {
    "tender": Both("مناقصه", "Tender"),
    "urgent": Both("فوری", "Urgent"),
    "returning": Both("خرید مجدد", "Repeat purchase"),
    "contract": Both("قرارداد سالانه", "Annual contract"),
    "installment": Both("شرایط اقساطی", "Instalments"),
    "exhibition": Both("نمایشگاه", "Exhibition"),
}
LOST_REASONS = {
    "price": Both("قیمت بالاتر از بودجه", "Over budget"),
    "competitor": Both("خرید از رقیب", "Bought from a competitor"),
    "delivery": Both("زمان تحویل طولانی", "Delivery takes too long"),
    "postponed": Both("به تعویق افتادن پروژه", "Project postponed"),
    "silent": Both("عدم پاسخ‌گویی مشتری", "No answer from the customer"),
}
SOURCES = (
    "تماس تلفنی",
    "وب‌سایت",
    "معرفی مشتریان",
    "نمایشگاه کتاب و نوشت‌افزار",
    "اینستاگرام",
    "پیامک تبلیغاتی",
)


def build(env, users):
    """Make the records; return {kind: {key: record}}."""
    use_leads(env)
    return {
        "team": teams(env, users),
        "tag": named(env["crm.tag"], TAGS, color=True),
        "reason": named(env["crm.lost.reason"], LOST_REASONS),
        "source": dict(
            zip(
                SOURCES,
                env["utm.source"].create([{"name": name} for name in SOURCES]),
                strict=True,
            )
        ),
    }


def use_leads(env):
    """Leads come before opportunities: the setting of crm."""
    env.ref("base.group_user").implied_ids = [
        Command.link(env.ref("crm.group_use_lead").id)
    ]


def teams(env, users):
    """The teams and their members; those that Odoo brings are put away."""
    shipped = env["crm.team"].search([])
    corporate = env.ref("sales_team.team_sales_department")
    (shipped - corporate).active = False
    bilingual.write(corporate, {"name": TEAMS["corporate"]})
    wholesale = bilingual.create(env["crm.team"], [{"name": TEAMS["wholesale"]}])
    made = {"corporate": corporate, "wholesale": wholesale}
    for key, team in made.items():
        team.write({"use_leads": True, "user_id": users["manager"].id})
        team.member_ids = env["res.users"].concat(
            *(users[name] for name in MEMBERS[key])
        )
    return made


def named(model, texts, color=False):
    records = bilingual.create(
        model,
        [
            {"name": text, **({"color": index} if color else {})}
            for index, text in enumerate(texts.values(), 1)
        ],
    )
    return dict(zip(texts, records, strict=True))
