"""The loyalty programs of customers and agents: rules, levels, gifts, closed forms."""

from . import bilingual
from .bilingual import Both
from .products import GOODS
from .randomness import stream

POINT_VALUE = 100_000
# Points for each ten million Rial of a product's price, by program.
RATES = {"customer": 1.0, "agent": 1.5}
LEVELS = {
    "customer": {
        300: Both("نقره‌ای", "Silver"),
        1000: Both("طلایی", "Gold"),
        2500: Both("پلاتینی", "Platinum"),
    },
    "agent": {
        500: Both("نماینده فعال", "Active agent"),
        2000: Both("نماینده ممتاز", "Distinguished agent"),
    },
}
GIFTS = (
    (50, "هدیهٔ نوروزی باشگاه مشتریان"),
    (30, "پاسخ به نظرسنجی رضایت مشتریان"),
    (100, "معرفی مشتری جدید"),
    (-150, "دریافت کارت هدیه"),
    (-200, "استفاده از تخفیف خدمات نصب"),
)
FOLLOW_UPS = (
    "با مشتری تماس گرفته شد و لوح عضویت ارسال گردید.",
    "بستهٔ هدیه تحویل شد.",
    "شرایط جدید تخفیف به اطلاع مشتری رسید.",
)


def profile_type(env, kind):
    return env.ref(f"crm_loyalty_scoring.crm_loyalty_profile_type_{kind}")


def build(env, users, goods):
    """Set the programs up, before the first invoice is posted."""
    programs = {kind: program(env, kind) for kind in RATES}
    for record in programs.values():
        record.write({"point_value": POINT_VALUE, "user_id": users["manager"].id})
    env["crm.loyalty.rule"].create(
        [
            {
                "program_id": programs[kind].id,
                "product_id": goods[good.code].id,
                "points": round(good.price / 10 * rate, 1),
            }
            for kind, rate in RATES.items()
            for good in GOODS
            if good.category != "service"
        ]
    )
    bilingual.create(
        env["crm.loyalty.tier"],
        [
            {"program_id": programs[kind].id, "threshold": points, "name": name}
            for kind, levels in LEVELS.items()
            for points, name in levels.items()
        ],
    )


def program(env, kind):
    return env["crm.loyalty.program"].search(
        [
            ("company_id", "=", env.company.id),
            ("profile_type_id", "=", profile_type(env, kind).id),
        ]
    )


def live(env, users):
    """What people did with the points: gifts and rewards, forms followed up."""
    draw = stream("loyalty")
    accounts = env["crm.loyalty.account"].with_user(users["manager"])
    for account in draw.sample(list(accounts.search([("balance", ">=", 250)])), 15):
        account._adjust(*draw.choice(GIFTS))
    for case in env["crm.loyalty.case"].search([]):
        if draw.random() < 0.7:
            note = f"<p>{draw.choice(FOLLOW_UPS)}</p>"
            case.with_user(case.user_id).write({"stage": "done", "note": note})
        elif draw.random() < 0.3:
            case.with_user(case.user_id).stage = "in_progress"
