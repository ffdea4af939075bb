"""Plausible names of Iranian firms.

Faker's Persian company names are those of real firms listed on the stock exchange, so
these are put together from words: a line of business and an invented brand.
"""

import itertools
from typing import NamedTuple

from .randomness import stream

# Line of business -> external id of the industry in base.
BUSINESSES = {
    "بازرگانی": "base.res_partner_industry_G",
    "پخش": "base.res_partner_industry_G",
    "فروشگاه زنجیره‌ای": "base.res_partner_industry_G",
    "صنایع غذایی": "base.res_partner_industry_C",
    "گروه صنعتی": "base.res_partner_industry_C",
    "چاپ و بسته‌بندی": "base.res_partner_industry_C",
    "صنایع پلیمر": "base.res_partner_industry_C",
    "نساجی": "base.res_partner_industry_C",
    "کاشی و سرامیک": "base.res_partner_industry_C",
    "کشت و صنعت": "base.res_partner_industry_A",
    "مهندسی و ساختمانی": "base.res_partner_industry_F",
    "حمل‌ونقل": "base.res_partner_industry_H",
    "خدمات مسافرتی": "base.res_partner_industry_R",
    "فناوری اطلاعات": "base.res_partner_industry_J",
    "خدمات مالی": "base.res_partner_industry_K",
    "کارگزاری بیمه": "base.res_partner_industry_K",
    "مؤسسه آموزشی": "base.res_partner_industry_P",
    "کلینیک": "base.res_partner_industry_Q",
    "آزمایشگاه": "base.res_partner_industry_Q",
}
BRANDS = {
    "آبتین": "abtin",
    "آرمان": "arman",
    "آریو": "ario",
    "آفتاب": "aftab",
    "آوین": "avin",
    "بامداد": "bamdad",
    "پارسه": "parseh",
    "پیشرو": "pishro",
    "تابان": "taban",
    "ترنج": "toranj",
    "درخشان": "derakhshan",
    "دیبا": "diba",
    "رایان": "rayan",
    "رستاک": "rastak",
    "زرین": "zarrin",
    "سپهر": "sepehr",
    "سرو": "sarv",
    "شایان": "shayan",
    "فرزان": "farzan",
    "کاوش": "kavosh",
    "کیمیا": "kimia",
    "مهر": "mehr",
    "نگین": "negin",
    "نیکان": "nikan",
    "هیرمان": "hirman",
}
PLACES = {
    "الوند": "alvand",
    "البرز": "alborz",
    "بیستون": "bisotun",
    "پارس": "pars",
    "خاوران": "khavaran",
    "خزر": "khazar",
    "دنا": "dena",
    "زاگرس": "zagros",
    "سبلان": "sabalan",
    "سهند": "sahand",
    "کارون": "karun",
    "کاسپین": "caspian",
    "کویر": "kavir",
    "هامون": "hamoun",
    "هگمتانه": "hegmataneh",
}


class Firm(NamedTuple):
    """A firm's name, the domain of its e-mail addresses and its industry."""

    name: str
    domain: str
    industry: str


def firms(noun="firms"):
    """Different firms, in the order of ``noun``'s stream."""
    draw = stream(noun)
    brands = list(itertools.product(BRANDS, PLACES))
    draw.shuffle(brands)
    for brand, place in brands:
        business = draw.choice(list(BUSINESSES))
        yield Firm(
            f"{business} {brand} {place}",
            f"{BRANDS[brand]}-{PLACES[place]}.example",
            BUSINESSES[business],
        )
