"""What customers complained of, and what is special about them."""

from datetime import timedelta

from .randomness import stream, weighted

# Category: what was said, what was answered.
COMPLAINTS = {
    "quality": (
        ("کارتن‌ها هنگام تحویل آسیب دیده بودند", "کارتن‌های آسیب‌دیده تعویض شد."),
        ("رنگ کالا با نمونه یکسان نیست", "نمونهٔ تازه برای تأیید فرستاده شد."),
        ("دو قلم از سفارش معیوب بود", "کالای معیوب پس گرفته و جایگزین شد."),
    ),
    "delivery": (
        ("سفارش یک هفته دیر رسید", "با باربری تازه قرارداد بسته شد."),
        ("زمان تحویل از پیش اعلام نمی‌شود", "پیامک روز تحویل راه‌اندازی شد."),
    ),
    "price": (
        ("قیمت پس از پیش‌فاکتور تغییر کرد", "قیمت پیش‌فاکتور برای این سفارش پذیرفته شد."),
        ("مهلت پرداخت کوتاه است", "مهلت پرداخت به ۴۵ روز رسید."),
    ),
    "service": (("پاسخ پشتیبانی دیر می‌رسد", "شمارهٔ مستقیم کارشناس اعلام شد."),),
    "behaviour": (("تماس فروشنده بی‌موقع بود", "ساعت تماس در نکات خاص ثبت شد."),),
    "competitor": (("رقیب همین کالا را با بسته‌بندی بهتر می‌فروشد", ""),),
}
STAGES = {"new": 20, "examined": 20, "answered": 15, "settled": 40, "rejected": 5}
HOURS = (
    "صبح‌ها",
    "پس از ساعت ۱۴",
    "شنبه تا چهارشنبه، پیش از ظهر",
    "پنجشنبه‌ها تماس نگیرید",
)
NOTES = (
    "پیش از هر جلسه فهرست قیمت تازه را می‌خواهد.",
    "به تحویل به‌موقع بسیار حساس است.",
    "تصمیم نهایی با مدیر مالی است.",
    "نمونهٔ فیزیکی را بر کاتالوگ ترجیح می‌دهد.",
)


def build(env, staff, customers, today):
    draw = stream("voice")
    complain(draw, env, staff, draw.sample(list(customers), 40), today)
    describe(draw, env, draw.sample(list(customers), 80))


def complain(draw, env, staff, customers, today):
    goods = env["product.product"].search([("sale_ok", "=", True)], order="id")
    sellers = [staff["sales"], staff["sales2"]]
    rows = []
    for customer in customers:
        category = draw.choice(list(COMPLAINTS))
        subject, answer = draw.choice(COMPLAINTS[category])
        stage = weighted(draw, STAGES)
        is_answered = stage in ("answered", "settled")
        rows.append(
            {
                "name": subject,
                "partner_id": customer.id,
                "category_id": env.ref(
                    f"crm_customer_voice.crm_complaint_category_{category}"
                ).id,
                "stage_id": env.ref(
                    f"crm_customer_voice.crm_complaint_stage_{stage}"
                ).id,
                "product_id": draw.choice(goods).id,
                "priority": draw.choice("0012"),
                "channel": draw.choice(("phone", "phone", "message", "visit")),
                "date": today - timedelta(days=draw.randint(0, 120)),
                "user_id": (customer.user_id or draw.choice(sellers)).id,
                "resolution": f"<p>{answer}</p>" if is_answered and answer else False,
            }
        )
    env["crm.complaint"].create(rows)


def describe(draw, env, customers):
    traits = env["crm.customer.trait"].search([], order="id")
    for customer in customers:
        customer.write(
            {
                "trait_ids": [trait.id for trait in draw.sample(list(traits), 2)],
                "decision_style": draw.choice(("price", "quality", "speed", "trust")),
                "contact_style": draw.choice(("phone", "phone", "message", "visit")),
                "contact_hours": draw.choice(HOURS),
                "special_note": f"<p>{draw.choice(NOTES)}</p>",
            }
        )
