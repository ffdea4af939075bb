"""What a group of records is called: "اسفند ۱۴۰۴", "Spring 1405".

>>> azar = date(2026, 11, 22)
>>> [label_of(azar, period, "en_US") for period in ("day", "month", "quarter", "year")]
['1 Azar 1405', 'Azar 1405', 'Autumn 1405', '1405']
>>> label_of(azar, "month", "fa_IR")
'آذر 1405'
>>> label_of(datetime(2026, 11, 22, 10), "hour", "en_US")
'10:00 1 Azar'
>>> label_of(date(2026, 11, 21), "week", "en_US")
'W36 1405'
"""

from datetime import date, timedelta

from . import jalali
from .jalali_names import month_name, season_name

FORMATS = {
    "hour": "{hour:02}:00 {day} {month}",
    "day": "{day} {month} {year}",
    "week": "W{week} {week_year}",
    "month": "{month} {year}",
    "quarter": "{season} {year}",
    "year": "{year}",
}
PERSIAN_FORMATS = {
    **FORMATS,
    "hour": "{day} {month}، {hour:02}:00",
    "week": "هفتهٔ {week} {week_year}",
}


def label_of(start: date, granularity: str, lang_code: str) -> str:
    """The name of a period by its first day, or of an hour, in Latin digits."""
    formats = PERSIAN_FORMATS if lang_code.startswith("fa_") else FORMATS
    year, month, day = jalali.to_jalali(start)
    # The first week is the one that Nowruz is in.
    end_of_week = date(start.year, start.month, start.day) + timedelta(days=6)
    nowruz = jalali.start_of(end_of_week, "year")
    return formats[granularity].format(
        year=year,
        season=season_name(jalali.season(start), lang_code),
        month=month_name(month, lang_code),
        week=(end_of_week - nowruz).days // 7 + 1,
        week_year=jalali.to_jalali(end_of_week).year,
        day=day,
        hour=getattr(start, "hour", 0),
    )
