"""The names of the Jalali months and seasons in the languages that have their own.

>>> month_name(9, "fa_IR"), month_name(9, "fa_AF"), month_name(9, "de_DE")
('آذر', 'قوس', 'Azar')
"""

MONTHS = {
    "fa": [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "آذر",
        "دی",
        "بهمن",
        "اسفند",
    ],
    "fa_AF": [
        "حمل",
        "ثور",
        "جوزا",
        "سرطان",
        "اسد",
        "سنبله",
        "میزان",
        "عقرب",
        "قوس",
        "جدی",
        "دلو",
        "حوت",
    ],
    "ps": [
        "وری",
        "غویی",
        "غبرګولی",
        "چنګاښ",
        "زمری",
        "وږی",
        "تله",
        "لړم",
        "لیندۍ",
        "مرغومی",
        "سلواغه",
        "کب",
    ],
    "en": [
        "Farvardin",
        "Ordibehesht",
        "Khordad",
        "Tir",
        "Mordad",
        "Shahrivar",
        "Mehr",
        "Aban",
        "Azar",
        "Dey",
        "Bahman",
        "Esfand",
    ],
}
SEASONS = {
    "fa": [
        "بهار",
        "تابستان",
        "پاییز",
        "زمستان",
    ],
    "en": [
        "Spring",
        "Summer",
        "Autumn",
        "Winter",
    ],
}


def _names(table, lang_code):
    language = lang_code.partition("_")[0]
    return table.get(lang_code) or table.get(language) or table["en"]


def month_name(month: int, lang_code: str) -> str:
    """The months have no shorter names."""
    return _names(MONTHS, lang_code)[month - 1]


def season_name(season: int, lang_code: str) -> str:
    return _names(SEASONS, lang_code)[season - 1]
