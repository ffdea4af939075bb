"""The names of the Jalali months and seasons in the languages that have their own.

>>> month_name(9, "fa_IR"), month_name(9, "fa_AF"), month_name(9, "de_DE")
('آذر', 'قوس', 'Azar')
>>> season_name(3, "fa_IR"), season_name(3, "en_US")
('پاییز', 'Autumn')
"""

from . import client_tables

_months, _seasons = map(
    dict, client_tables.read("core/l10n/name_tables.js", "MONTHS", "SEASONS")
)


def _names(table, lang_code):
    language = lang_code.partition("_")[0]
    return table.get(lang_code) or table.get(language) or table["en"]


def month_name(month: int, lang_code: str) -> str:
    return _names(_months, lang_code)[month - 1]


def season_name(season: int, lang_code: str) -> str:
    return _names(_seasons, lang_code)[season - 1]
