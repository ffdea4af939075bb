"""Babel, extended by the Jalali calendar and Persian digits.

Odoo hands the code of a language to Babel, wherever it writes a date. For readers of
Jalali dates or Persian digits that code is a ``ReaderLocale``: still the same text, and
at the same time the ``babel.Locale`` that Babel would make of it, which knows what it
is written in. Babel takes it as it is, so whoever calls Babel writes for the reader, in
every thread, and however early they imported Babel's functions.

The one thing that Babel cannot be handed is the arithmetic of another calendar, so
``DateTimePattern.apply`` is extended below: for a plain Locale it is what it was.

>>> locale = ReaderLocale("fa_IR", "jalali", "persian", "yyyy/MM/dd")
>>> locale == "fa_IR"
True
>>> babel.dates.format_date(date(2026, 11, 22), "full", locale=locale)
'یکشنبه ۱ آذر ۱۴۰۵'
>>> babel.dates.format_date(date(2026, 11, 22), "yyyy/MM/dd", locale=locale)
'۱۴۰۵/۰۹/۰۱'

Some patterns mean the same to all readers. Numbers in an order that is not the
language's own are for machines; and what has a month without a day, or a day and a year
without a month, is the name of a period or a part of a date, of which only the caller
knows the calendar. A day on its own is the beginning of a range of days:

>>> babel.dates.format_date(date(2026, 11, 22), "yyyy-MM-dd", locale=locale)
'2026-11-22'
>>> babel.dates.format_date(date(2026, 11, 1), "MMMM yyyy", locale=locale)
'نوامبر ۲۰۲۶'
>>> babel.dates.format_date(date(2026, 11, 22), "d - ", locale=locale)
'۱ - '
"""

import functools
import re
from datetime import date
from typing import Literal

import babel.dates

from . import digits, jalali
from .jalali_names import month_name, season_name

# A Jalali year from here on is written as the Gregorian date it is, as in the client:
# what is shown can be typed, where such a year is a Gregorian one.
FIRST_GREGORIAN_YEAR = 1700

DAY_FIELD = re.compile(r"%\((d+|D+)\)s")
MONTH_FIELD = re.compile(r"%\((M+|L+|D+)\)s")
LONE_DAY = re.compile(r"\W*d+\W*")
NAME_FIELD = re.compile(r"%\((MMM+|LLL+|EEE*|E|ccc+|G+)\)s")

core_apply = babel.dates.DateTimePattern.apply


class ReaderLocale(str, babel.Locale):
    """The code of a language, and its locale with a calendar and digits."""

    calendar: str
    digits: str
    date_pattern: str

    def __new__(cls, code, *_args):
        return super().__new__(cls, code)

    def __init__(self, code, calendar="gregorian", digits="latin", date_pattern=""):
        locale = babel.Locale.parse(str.__str__(code))
        locale._data  # noqa: B018  read now, by the name that Babel knows it by
        self.__dict__.update(locale.__dict__)
        self.calendar = calendar
        self.digits = digits
        # How the language orders year, month and day, in LDML.
        self.date_pattern = date_pattern

    def render(self, value, pattern, *args, **options) -> str:
        """A date or time in the reader's calendar and digits."""
        kind = _kind(pattern, self)
        if kind == "machine":
            return core_apply(pattern, value, self, *args, **options)
        if kind == "date" and self.calendar == "jalali" and is_jalali(value):
            text = pattern.format % JalaliFormat(value, self)
        else:
            text = core_apply(pattern, value, self, *args, **options)
        return digits.to_persian(text) if self.digits == "persian" else text


def _kind(pattern, locale) -> Literal["date", "machine", "other"]:
    own = (locale.date_pattern, *_locale_patterns(locale.language, locale.territory))
    return _kind_of(pattern.pattern, pattern.format, own)


@functools.cache
def _locale_patterns(language, territory):
    locale = babel.Locale(language, territory)
    return tuple(pattern.pattern for pattern in locale.date_formats.values())


@functools.lru_cache(1024)
def _kind_of(pattern, fields, own):
    if LONE_DAY.fullmatch(pattern):
        return "date"
    if not (DAY_FIELD.search(fields) and MONTH_FIELD.search(fields)):
        return "other"
    if NAME_FIELD.search(fields) or pattern.startswith(tuple(filter(None, own))):
        return "date"
    return "machine"


def is_jalali(value) -> bool:
    """Whether a date or datetime (and not a time) is written in the Jalali calendar."""
    if not isinstance(value, date):
        return False
    try:
        return jalali.to_jalali(value).year < FIRST_GREGORIAN_YEAR
    except ValueError:
        return False


class JalaliFormat(babel.dates.DateTimeFormat):
    """Babel's fields of a date that depend on the calendar."""

    def __init__(self, value, locale, *args):
        super().__init__(value, locale, *args)
        self.jalali = jalali.to_jalali(value)

    def __getitem__(self, name):
        if name[0] == "d":
            return self.format(self.jalali.day, len(name))
        return super().__getitem__(name)

    def format_era(self, char, num):
        return "ه‍.ش." if self.locale.language == "fa" else "AP"

    def format_year(self, char, num):
        year = self.format(self.jalali.year, num)
        return year[-2:] if num == 2 else year

    def format_quarter(self, char, num):
        season = jalali.season(self.value)
        return self.format(season, num) if num <= 2 else season_name(season, self.code)

    def format_month(self, char, num):
        month = self.jalali.month
        return self.format(month, num) if num <= 2 else month_name(month, self.code)

    def format_week(self, char, num):
        """Weeks start on Saturday; the first is the one that the period starts in."""
        day = self.get_day_of_year() if char.islower() else self.jalali.day
        days_after_saturday = (self.value.weekday() + 2) % 7
        return self.format((day - days_after_saturday + 12) // 7, num)

    def format_day_of_week_in_month(self):
        return str((self.jalali.day - 1) // 7 + 1)

    def get_day_of_year(self, date=None):
        nowruz = jalali.start_of(self.value, "year")
        return self.value.toordinal() - nowruz.toordinal() + 1

    @property
    def code(self):
        return f"{self.locale.language}_{self.locale.territory}"


def apply(pattern, value, locale, *args, **options):
    # Babel 2.11 and later name a reference date; Odoo 19 runs with either.
    if isinstance(locale, ReaderLocale):
        return locale.render(value, pattern, *args, **options)
    return core_apply(pattern, value, locale, *args, **options)


babel.dates.DateTimePattern.apply = apply
