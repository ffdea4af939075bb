"""The weeks that people in Iran work, as the values of working times."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# In the order of the week; numbers are those of Odoo.
DAYS = {
    "5": _lt("Saturday"),
    "6": _lt("Sunday"),
    "0": _lt("Monday"),
    "1": _lt("Tuesday"),
    "2": _lt("Wednesday"),
    "3": _lt("Thursday"),
}
PERIODS = {
    "morning": _lt("Morning"),
    "lunch": _lt("Break"),
    "afternoon": _lt("Afternoon"),
}
LONG_DAY = [("morning", 8, 12), ("lunch", 12, 13), ("afternoon", 13, 17)]
DAY = [("morning", 8, 12), ("afternoon", 12, 16)]

# By xml id: the name, the hours from Saturday to Wednesday, and those of Thursday.
WEEKS = {
    "resource_calendar_saturday_to_wednesday": (
        _lt("Saturday to Wednesday, 40 hours"),
        LONG_DAY,
        [],
    ),
    "resource_calendar_saturday_to_thursday": (
        _lt("Saturday to Thursday noon, 44 hours"),
        DAY,
        DAY[:1],
    ),
}


def values_of(translate, name, day, thursday):
    """What to create, in the language of a translating function."""
    lines = [
        {
            "name": f"{translate(title)} {translate(PERIODS[period])}",
            "dayofweek": number,
            "day_period": period,
            "hour_from": start,
            "hour_to": end,
        }
        for number, title in DAYS.items()
        for period, start, end in (thursday if number == "3" else day)
    ]
    return {
        "name": translate(name),
        "tz": "Asia/Tehran",
        "attendance_ids": [(0, 0, line) for line in lines],
    }
