"""The Jalali (Solar Hijri) calendar on the server: the only place that converts.

Dates are Gregorian everywhere else; whoever needs a Jalali year, month or day asks
here. persiantools does the arithmetic, leap years as in the official table.

>>> to_jalali(date(2026, 11, 22))
JalaliDay(year=1405, month=9, day=1)
>>> to_gregorian(1405, 9, 1)
datetime.date(2026, 11, 22)
>>> is_leap(1403), is_leap(1404)
(True, False)
>>> end_of(date(2026, 11, 22), "year")
datetime.date(2027, 3, 20)

Years 1 to 9377 exist (622-03-22 to 9999-03-20). A day outside of them, such as the
9999-12-31 that stands for "never", is a ValueError, and so is one that no year has:

>>> to_jalali(date(9999, 12, 31))
Traceback (most recent call last):
ValueError: ('year must be in 1..9377', 9378)
>>> to_gregorian(1404, 12, 30)
Traceback (most recent call last):
ValueError: ('day must be in 1..29', 30)
"""

from datetime import date
from typing import Literal, NamedTuple

from persiantools.jdatetime import JalaliDate

# How many months a period has: each starts in a month that divides the year evenly.
PERIOD_MONTHS = {"month": 1, "quarter": 3, "year": 12}

Granularity = Literal["month", "quarter", "year"]


class JalaliDay(NamedTuple):
    year: int
    month: int
    day: int


def to_jalali(day: date) -> JalaliDay:
    """The Jalali day of a date; of a datetime, the day it names: mind its time zone."""
    jalali = JalaliDate(day)
    return JalaliDay(jalali.year, jalali.month, jalali.day)


def to_gregorian(year: int, month: int, day: int) -> date:
    return JalaliDate(year, month, day).to_gregorian()


def is_leap(year: int) -> bool:
    return JalaliDate.is_leap(year)


def month_length(year: int, month: int) -> int:
    return JalaliDate.days_in_month(month, year)


def season(day: date) -> int:
    """1 for spring to 4 for winter, which are the quarters of the Jalali year.

    >>> season(date(2026, 3, 20)), season(date(2026, 3, 21))
    (4, 1)
    """
    return (to_jalali(day).month - 1) // PERIOD_MONTHS["quarter"] + 1


def start_of(day: date, granularity: Granularity) -> date:
    """The first day of the Jalali month, quarter (season) or year that a date is in.

    >>> [str(start_of(date(2026, 11, 25), period)) for period in PERIOD_MONTHS]
    ['2026-11-22', '2026-09-23', '2026-03-21']
    """
    year, first_month, _last_month = _period(day, granularity)
    return to_gregorian(year, first_month, 1)


def end_of(day: date, granularity: Granularity) -> date:
    """The last day of the Jalali month, quarter (season) or year that a date is in.

    >>> [str(end_of(date(2026, 11, 25), period)) for period in PERIOD_MONTHS]
    ['2026-12-21', '2026-12-21', '2027-03-20']
    """
    year, _first_month, last_month = _period(day, granularity)
    return to_gregorian(year, last_month, month_length(year, last_month))


def _period(day: date, granularity: Granularity) -> tuple[int, int, int]:
    """The Jalali year, the first month and the last month of a period."""
    year, month, _day = to_jalali(day)
    length = PERIOD_MONTHS[granularity]
    first_month = (month - 1) // length * length + 1
    return year, first_month, first_month + length - 1
