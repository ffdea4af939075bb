"""When points end: plain arithmetic of days.

The calendar of the program decides where a month, a season or a year ends; a last day
is the last one on which the points can be used.

>>> last_day("year", 0, "jalali", date(2019, 5, 1))
datetime.date(2020, 3, 19)
>>> last_day("season", 0, "gregorian", date(2026, 11, 24))
datetime.date(2026, 12, 31)
>>> last_day("days", 10, "jalali", date(2026, 11, 24))
datetime.date(2026, 12, 4)
>>> last_day("never", 0, "jalali", date(2026, 11, 24))
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from odoo.tools import date_utils

from odoo.addons.l10n_fa_calendar import jalali

EXPIRIES = [
    ("never", "Never"),
    ("month", "Current Month"),
    ("season", "Current Season"),
    ("year", "Current Year"),
    ("days", "Number of Days"),
]
CALENDARS = [("jalali", "Jalali"), ("gregorian", "Gregorian")]
PERIODS = {"month": "month", "season": "quarter", "year": "year"}


def last_day(expiry: str, days: int, calendar: str, earned_on: date) -> date | None:
    """The last day of points earned on a day, None if they never expire."""
    if expiry == "never":
        return None
    if expiry == "days":
        return earned_on + timedelta(days=days)
    end_of = jalali.end_of if calendar == "jalali" else date_utils.end_of
    return end_of(earned_on, PERIODS[expiry])


def today(now: datetime, timezone: str) -> date:
    """The day that a moment (naive, in UTC) belongs to.

    >>> str(today(datetime(2026, 3, 20, 20, 30), "Asia/Tehran"))
    '2026-03-21'
    """
    return now.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(timezone)).date()
