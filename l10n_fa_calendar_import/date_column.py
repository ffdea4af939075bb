"""A column of dates in a file: read as a whole, since one row tells of another.

>>> column = DateColumn({2: "1405/09/01", 3: "۱۴۰۴/۱۲/۳۰", 4: "2026/11/22", 5: "5/9/1"})
>>> column.moments
{2: datetime.datetime(2026, 11, 22, 0, 0), 4: datetime.datetime(2026, 11, 22, 0, 0)}
>>> column.ambiguous, column.wrong
({5: '5/9/1'}, {3: '۱۴۰۴/۱۲/۳۰'})
>>> column.by_calendar
{'jalali': {2: '1405/09/01', 3: '۱۴۰۴/۱۲/۳۰'}, 'gregorian': {4: '2026/11/22'}}
"""

from collections import defaultdict

from odoo.addons.l10n_fa_calendar import typed_dates


class DateColumn:
    def __init__(self, texts: dict[int, str], order: str = "ymd"):
        self.moments, self.wrong, self.ambiguous = {}, {}, {}
        self._calendars = defaultdict(dict)
        for row, text in texts.items():
            typed = typed_dates.read(text, order)
            if typed and not typed.calendar:
                self.ambiguous[row] = text
                continue
            if typed:
                self._calendars[typed.calendar][row] = text
            try:
                self.moments[row] = typed.moment
            except (AttributeError, ValueError):
                self.wrong[row] = text

    @property
    def by_calendar(self) -> dict[str, dict[int, str]]:
        return dict(self._calendars)
