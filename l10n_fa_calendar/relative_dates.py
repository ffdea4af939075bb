"""Jalali terms of relative dates in domains: [("day", ">=", "today =1jd")] are the days
from the first of this Jalali month on.

Odoo's own terms (``=1d``, ``-1m``, ``=1y``) stay Gregorian, so that a stored domain
means the same for everyone. With a ``j`` before the unit they are Jalali: ``=1jd`` sets
the day of the month, ``=1jm`` the month, ``-1jm`` goes a month back, ``+1jy`` a year
ahead; a day that the month lacks becomes its last. They are terms that Odoo refuses.

What reads domains calls a function, which could not be inherited: it is given the one
below.

>>> shift(date(2026, 11, 25), "=", 1, "d"), shift(date(2026, 11, 25), "-", 3, "m")
(datetime.date(2026, 11, 22), datetime.date(2026, 8, 26))
>>> shift(date(2025, 3, 20), "+", 1, "y")  # 30 Esfand of a leap year
datetime.date(2026, 3, 20)
"""

import re
import sys
from datetime import date, datetime

from odoo.fields import Datetime, Domain

from . import jalali

TERM = re.compile(r"([=+-])(\d+)j([dmy])")
FIELDS = {"d": "day", "m": "month", "y": "year"}
MONTHS = {"m": 1, "y": 12}

# What reads domains is where they are defined.
domains = sys.modules[Domain.__module__]
core_parse_date = domains.parse_date


def parse_date(value, env):
    """Replace each Jalali term by the days that it stands for where it stands."""
    terms = value.split()
    for index, term in enumerate(terms):
        if match := TERM.fullmatch(term):
            before = " ".join(terms[:index]) or "now"
            terms[index] = _to_days(before, match, value, env)
    return core_parse_date(" ".join(terms), env)


def _to_days(before, match, value, env):
    start = core_parse_date(before, env)
    if is_moment := isinstance(start, datetime):
        start = Datetime.context_timestamp(env["base"], start)
    day = date(start.year, start.month, start.day)
    operator, number, unit = match.groups()
    try:
        days = (shift(day, operator, int(number), unit) - day).days
    except (ValueError, OverflowError, KeyError) as error:
        raise ValueError(
            f"Invalid term {match[0]!r} in expression date: {value!r}"
        ) from error
    # As with Odoo's own terms, what sets a part of a moment resets its time.
    midnight = "=0H " if is_moment and operator == "=" else ""
    return f"{midnight}{days:+}d"


def shift(day: date, operator: str, number: int, unit: str) -> date:
    """The day that one term leads to from another."""
    there = jalali.to_jalali(day)
    if operator == "=":
        there = there._replace(**{FIELDS[unit]: number})
    else:
        months = number * MONTHS[unit] * (-1 if operator == "-" else 1)
        year, month = divmod(there.year * 12 + there.month - 1 + months, 12)
        there = there._replace(year=year, month=month + 1)
    last = jalali.month_length(there.year, there.month)
    return jalali.to_gregorian(there.year, there.month, min(there.day, last))


domains.parse_date = parse_date
