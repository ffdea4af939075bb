"""Months, quarters (seasons) and years of the Jalali calendar, as records are grouped.

Grouping happens in PostgreSQL, by functions that this module writes from a table of the
days on which periods start: no conversion is repeated in SQL, and the planner inlines
them, which makes them as fast as ``date_trunc``.

The table covers the years that are shown as Jalali ones. Days outside of it, such as
the 9999-12-31 that stands for "never", are in Gregorian periods, cut at its edge:

>>> start_of(date(2026, 11, 25), "month"), next_start(date(2026, 11, 22), "month")
(datetime.date(2026, 11, 22), datetime.date(2026, 12, 22))
>>> start_of(date(9999, 12, 31), "month"), next_start(date(9999, 12, 1), "month")
(datetime.date(9999, 12, 1), None)
>>> start_of(date(2321, 3, 25), "month"), next_start(date(2321, 3, 21), "month")
(datetime.date(2321, 3, 21), datetime.date(2321, 4, 1))
>>> next_start(date(1821, 3, 1), "month")
datetime.date(1821, 3, 21)
"""

from collections.abc import Iterator
from datetime import date, timedelta

from odoo.tools import date_utils

from . import jalali

YEARS = range(1200, 1700)
FIRST_DAY = jalali.to_gregorian(YEARS.start, 1, 1)
END = jalali.to_gregorian(YEARS.stop, 1, 1)

# Parts of a date, by the name of the granularity.
PARTS = {
    "jalali_year_number": lambda day: jalali.to_jalali(day).year,
    "jalali_quarter_number": jalali.season,
    "jalali_month_number": lambda day: jalali.to_jalali(day).month,
    "jalali_day_of_month": lambda day: jalali.to_jalali(day).day,
    "jalali_day_of_year": lambda day: (day - jalali.start_of(day, "year")).days + 1,
}

# Days are counted from here: arrays of numbers are read faster than arrays of dates.
_EPOCH = date(2000, 1, 1)


def is_covered(day: date) -> bool:
    return FIRST_DAY <= day < END


def start_of(day: date, granularity: jalali.Granularity) -> date:
    """The first day of the period that a day is in."""
    if is_covered(day):
        return jalali.start_of(day, granularity)
    start = date_utils.start_of(day, granularity)
    return max(start, END) if day >= END else start


def next_start(day: date, granularity: jalali.Granularity) -> date | None:
    """The first day of the period after the one that a day is in, if there is any."""
    if is_covered(day):
        return jalali.end_of(day, granularity) + timedelta(days=1)
    try:
        following = date_utils.end_of(day, granularity) + timedelta(days=1)
    except (OverflowError, ValueError):
        return None
    return min(following, FIRST_DAY) if day < FIRST_DAY else following


def starts_to_fill(
    existing: list[date],
    granularity: jalali.Granularity,
    fill_from: date | None,
    fill_to: date | None,
    min_groups: int,
) -> Iterator[date]:
    """The starts of all periods from the first to the last, as far as the table goes.

    The first and the last are the given ones, or those of the periods that exist; so
    many groups as wanted at the least.

    >>> azar, dey = date(2026, 11, 22), date(2026, 12, 22)
    >>> [str(day) for day in starts_to_fill([azar], "month", None, None, 3)]
    ['2026-11-22', '2026-12-22', '2027-01-21']
    >>> list(starts_to_fill([azar, dey], "year", azar, azar, 0))
    [datetime.date(2026, 3, 21)]
    """
    if not (existing or fill_from or fill_to):
        return
    first = fill_from or min(existing, default=fill_to)
    last = fill_to or max(existing, default=fill_from)
    start, count = start_of(first, granularity), 0
    while start and is_covered(start) and (start <= last or count < min_groups):
        yield start
        start, count = next_start(start, granularity), count + 1


def part_of(day: date, name: str) -> int | bool:
    """A part of a date's Jalali day; none outside of the table, as in SQL."""
    return PARTS[name](day) if is_covered(day) else False


def sql_name(granularity: str) -> str:
    """The SQL function of a period's start, or of a part."""
    return granularity if granularity in PARTS else f"jalali_start_of_{granularity}"


def sql_functions() -> dict[str, tuple[str, str]]:
    """The type and the expression of each SQL function of a date, by its name.

    An expression without a sub-select is inlined by the planner. For the days of the
    table it reads its argument once: the argument may convert time zones.
    """
    starts = {name: _sql_start(name) for name in jalali.PERIOD_MONTHS}
    functions = {
        name: ("date", f"coalesce({start}, {_sql_gregorian_start(name)})")
        for name, start in starts.items()
    }
    years, months, seasons = list(YEARS), list(range(1, 13)), list(range(1, 5))
    expressions = {
        "jalali_year_number": _sql_lookup("year", years),
        "jalali_quarter_number": _sql_lookup("quarter", seasons * len(years)),
        "jalali_month_number": _sql_lookup("month", months * len(years)),
        "jalali_day_of_month": f"$1 - {starts['month']} + 1",
        "jalali_day_of_year": f"$1 - {starts['year']} + 1",
    }
    functions |= {name: ("integer", sql) for name, sql in expressions.items()}
    return {sql_name(name): function for name, function in functions.items()}


def _starts(granularity):
    """The starts of all periods of the table, as days since the epoch."""
    return [
        (jalali.to_gregorian(year, month, 1) - _EPOCH).days
        for year in YEARS
        for month in range(1, 13, jalali.PERIOD_MONTHS[granularity])
    ]


def _sql_array(numbers, sql_type):
    return f"'{{{','.join(map(str, numbers))}}}'::{sql_type}[]"


def _sql_lookup(granularity, values):
    """The value of the period that the argument is in; NULL outside of the table.

    Limits are of the only type that PostgreSQL compares without calling a function.
    """
    limits = [*_starts(granularity), (END - _EPOCH).days]
    day = f"($1 - date '{_EPOCH}')::float8"
    bucket = f"width_bucket({day}, {_sql_array(limits, 'float8')})"
    return f"({_sql_array(values, 'integer')})[{bucket}]"


def _sql_start(granularity):
    return f"(date '{_EPOCH}' + {_sql_lookup(granularity, _starts(granularity))})"


def _sql_gregorian_start(granularity):
    start = f"date_trunc('{granularity}', $1::timestamp)::date"
    return f"greatest({start}, CASE WHEN $1 >= date '{END}' THEN date '{END}' END)"
