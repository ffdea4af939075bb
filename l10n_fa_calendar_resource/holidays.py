"""The official holidays of Iran that have a day in the solar year.

Those of the lunar year depend on sightings of the moon, and are announced year by year:
they are left to whoever keeps the working times.
"""

from datetime import date

from odoo.tools.translate import LazyGettext, LazyTranslate

from odoo.addons.l10n_fa_calendar import jalali

_lt = LazyTranslate(__name__)

# Month, day, name.
SOLAR_HOLIDAYS = [
    (1, 1, _lt("Nowruz")),
    (1, 2, _lt("Nowruz")),
    (1, 3, _lt("Nowruz")),
    (1, 4, _lt("Nowruz")),
    (1, 12, _lt("Islamic Republic Day")),
    (1, 13, _lt("Nature Day")),
    (3, 14, _lt("Demise of Imam Khomeini")),
    (3, 15, _lt("Uprising of 15 Khordad")),
    (11, 22, _lt("Victory of the Revolution")),
    (12, 29, _lt("Nationalization of the Oil Industry")),
]


def solar_holidays(year: int) -> list[tuple[date, LazyGettext]]:
    """The days of a Jalali year, in order, with their names.

    >>> [str(day) for day, _name in solar_holidays(1405)][:2]
    ['2026-03-21', '2026-03-22']
    """
    return [
        (jalali.to_gregorian(year, month, day), name)
        for month, day, name in SOLAR_HOLIDAYS
    ]
