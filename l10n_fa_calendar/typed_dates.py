"""Dates that people wrote into files: any digits, any separator, either calendar.

The year tells the calendar: four digits below 1700 are Jalali, as in the client. With
two digits it may be of either, which is for the reader to say, not for us to guess.

>>> read("۱۴۰۵/۹/۱"), read("01-09-1405").day
(TypedDate(year=1405, month=9, day=1, time=None), datetime.date(2026, 11, 22))
>>> read("٢٠٢٦.١١.٢٢ 8:05").moment
datetime.datetime(2026, 11, 22, 8, 5)
>>> read("11/22/2026", "mdy").day
datetime.date(2026, 11, 22)
>>> read("05/09/01").calendar is None
True
>>> read("1404/12/30").day
Traceback (most recent call last):
ValueError: ('day must be in 1..29', 30)
>>> read("soon") is None
True

What is written can be read again, in whatever language:

>>> to_text(datetime(2026, 11, 22, 8, 5)), to_text(date(9999, 12, 31))
('1405/09/01 08:05:00', '9999/12/31')
"""

import re
from datetime import date, datetime, time
from typing import NamedTuple

from . import digits, jalali, periods
from .reader_locale import FIRST_GREGORIAN_YEAR, is_jalali

TEXT = re.compile(
    r"(?P<first>\d{1,4})\s*(?P<separator>[/.\-\s،])\s*(?P<second>\d{1,2})"
    r"\s*(?P=separator)\s*(?P<third>\d{1,4})"
    r"(?:[\s,،T]+(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<seconds>\d{1,2}))?)?"
)
UNSEPARATED = re.compile(r"(?P<first>\d{4})(?P<second>\d{2})(?P<third>\d{2})")
# Marks of direction, which spreadsheets and chats leave around Persian dates.
MARKS = dict.fromkeys(
    map(ord, "\u200c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069")
)


class TypedDate(NamedTuple):
    year: int
    month: int
    day_of_month: int
    time: time | None

    @property
    def calendar(self):
        """None if the year has two digits only."""
        if self.year < 100:
            return None
        return "gregorian" if self.year >= FIRST_GREGORIAN_YEAR else "jalali"

    @property
    def day(self) -> date:
        """A ValueError if there is no such day, or its calendar is not known."""
        if self.calendar == "gregorian":
            return date(self.year, self.month, self.day_of_month)
        if self.year not in periods.YEARS:
            raise ValueError("year must be in 1200..1699", self.year)
        return jalali.to_gregorian(self.year, self.month, self.day_of_month)

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.day, self.time or time())

    def __repr__(self):
        return (
            f"TypedDate(year={self.year}, month={self.month}, "
            f"day={self.day_of_month}, time={self.time})"
        )


def to_plain(text: str) -> str:
    """Latin digits without marks, as patterns expect them."""
    return digits.to_latin(text).translate(MARKS).strip()


def order_of(date_format: str | None) -> str:
    """The order of year, month and day in a format of strftime.

    >>> order_of("%d/%m/%y"), order_of(None)
    ('dmy', 'ymd')
    """
    order = re.sub(r"[^ymd]", "", (date_format or "").lower())
    return order if sorted(order) == ["d", "m", "y"] else "ymd"


def read(text: str, order: str = "ymd") -> TypedDate | None:
    """None if this is no date, whatever its calendar.

    The order is that of the fields, unless a year of four digits stands elsewhere.
    """
    plain = to_plain(text)
    match = TEXT.fullmatch(plain) or UNSEPARATED.fullmatch(plain)
    if not match:
        return None
    groups = match.group("first", "second", "third")
    at = {len(group): index for index, group in enumerate(groups) if len(group) > 2}
    if any(length != 4 for length in at) or sum(len(g) > 2 for g in groups) > 1:
        return None
    if at and order[at[4]] != "y":
        order = "ymd" if at[4] == 0 else "dmy"
    fields = dict(zip(order, map(int, groups), strict=True))
    try:
        typed_time = _time(**match.groupdict())
    except ValueError:
        return None
    return TypedDate(fields["y"], fields["m"], fields["d"], typed_time)


def to_text(value: date) -> str:
    """The Jalali day of a date or datetime, in Latin digits, as files have them."""
    year, month, day = value.timetuple()[:3]
    if is_jalali(value):
        year, month, day = jalali.to_jalali(value)
    text = f"{year:04}/{month:02}/{day:02}"
    return f"{text} {value:%H:%M:%S}" if isinstance(value, datetime) else text


def _time(hour=None, minute=None, seconds=None, **_date):
    return time(int(hour), int(minute), int(seconds or 0)) if hour else None
