"""Days of the last two years, as the company worked them."""

from datetime import datetime, time, timedelta

TWO_YEARS = 730
FRIDAY = 4


def is_working(day):
    """Not a Friday and not in the holidays of Nowruz."""
    nowruz = (3, 20) <= (day.month, day.day) <= (4, 2)
    return day.weekday() != FRIDAY and not nowruz


def working_day(draw, first, last):
    """A working day between two days (the nearest before, or the last)."""
    days = max((last - first).days, 0)
    day = first + timedelta(days=draw.randint(0, days))
    while not is_working(day) and day > first:
        day -= timedelta(days=1)
    return day


def growing_day(draw, first, last):
    """A working day, likelier the later it is: the company grows."""
    days = (last - first).days
    start = first + timedelta(days=int(days * draw.random() ** 0.75))
    return working_day(draw, start, start)


def office_hour(draw, day):
    """A moment of ``day`` between 8:30 and 16:30 in Tehran, in UTC."""
    return datetime.combine(day, time(5)) + timedelta(minutes=draw.randint(0, 480))
