"""Repetition by Jalali months and years, as dateutil's rrule repeats by Gregorian ones.

>>> rule = JalaliRule("yearly", datetime(2025, 3, 20, 9), day=30, count=3)
>>> [tuple(jalali.to_jalali(moment)) for moment in rule]
[(1403, 12, 30), (1404, 12, 29), (1405, 12, 29)]
>>> str(JalaliRule("monthly", interval=2, day=31))
'RRULE:RSCALE=PERSIAN;FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;SKIP=BACKWARD'

The text is that of RFC 7529, an extension of iCalendar.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice
from typing import Literal

from odoo.addons.l10n_fa_calendar import jalali

SCALE = "RSCALE=PERSIAN"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def week_of_month(day: date) -> int:
    """Which weekday of its Jalali month a day is; the fourth and fifth are the last, as
    Odoo counts.

    >>> week_of_month(date(2026, 11, 22)), week_of_month(date(2026, 12, 20))
    (1, -1)
    """
    week = math.ceil(jalali.to_jalali(day).day / 7)
    return week if week < 4 else -1


@dataclass
class JalaliRule:
    """From a start on, every so many months or years: on a day of the month, or on its
    last if the month is shorter; or on a weekday of it, such as the first Saturday."""

    frequency: Literal["monthly", "yearly"]
    start: datetime | None = None
    interval: int = 1
    day: int = 1
    weekday: tuple[int, int] | None = None  # Monday is 0; which one, -1 for the last
    count: int | None = None
    until: datetime | None = None

    def __iter__(self) -> Iterator[datetime]:
        return islice(self._moments(), self.count)

    def _moments(self):
        year, month, _day = jalali.to_jalali(self.start.date())
        months = self.interval * (12 if self.frequency == "yearly" else 1)
        for step in count(year * 12 + month - 1, months):
            day = self._day_of(step // 12, step % 12 + 1)
            moment = datetime.combine(day, self.start.timetz())
            if self.until and moment > self.until:
                return
            if moment >= self.start:
                yield moment

    def _day_of(self, year, month):
        length = jalali.month_length(year, month)
        if not self.weekday:
            return jalali.to_gregorian(year, month, min(self.day, length))
        weekday, which = self.weekday
        if which < 0:
            last = jalali.to_gregorian(year, month, length)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = jalali.to_gregorian(year, month, 1)
        offset = (weekday - first.weekday()) % 7 + (which - 1) * 7
        return first + timedelta(days=offset)

    def __str__(self):
        parts = [SCALE, f"FREQ={self.frequency.upper()}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%dT%H%M%S}")
        if self.weekday:
            weekday, which = self.weekday
            parts.append(f"BYDAY={which:+}{WEEKDAYS[weekday]}")
        elif self.frequency == "monthly":
            parts.append(f"BYMONTHDAY={self.day}")
        return f"RRULE:{';'.join(parts)};SKIP=BACKWARD"
