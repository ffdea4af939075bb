"""Telephone numbers as people write them in a workbook: several in a cell, in Persian
digits, with an extension, without the zero that the spreadsheet found superfluous."""

import re
from decimal import Decimal

from odoo.tools.translate import LazyTranslate

from .cells import CellError, cell_text, quote
from .fa_text import fold_digits

_lt = LazyTranslate(__name__, default_lang="en_US")

# Patterns that the SQL functions of identity_sql.py use as well.
SEPARATORS = r"[/،,;؛\n]| - | و | and "
EXTENSION = r"\s*(داخلی|داخلي|ext\.?|x)\s*:?\s*[0-9]{1,6}$"

_SEPARATORS = re.compile(SEPARATORS)
_EXTENSION = re.compile(EXTENSION, re.IGNORECASE)
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d+)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s()+.\-–_]")
_IRANIAN_DIGITS = 10


def parse_phones(cell, _checker=None):
    """The numbers of a cell, in their order.

    >>> parse_phones("۰۹۱۲ ۱۲۳ ۴۵۶۷ / 021-88001122 داخلی 12")
    ['0912 123 4567', '021-88001122 داخلی 12']
    >>> parse_phones("9.121234567E+09")
    ['9121234567']
    """
    text = fold_digits(cell_text(cell))
    numbers = [part.strip() for part in _SEPARATORS.split(text)]
    return [_check(number) for number in numbers if number]


def _check(number):
    scientific = _SCIENTIFIC.fullmatch(number)
    if scientific:
        return _expand(number, len(scientific[2] or ""), int(scientific[3]))
    digits = _PUNCTUATION.sub("", _EXTENSION.sub("", number))
    if not digits.isdecimal() or not 5 <= len(digits) <= 17:
        raise CellError(
            _lt("“%(value)s” is not a telephone number.", value=quote(number))
        )
    return number


def _expand(number, decimals, exponent):
    """Write out 9.121234567E+09, unless the spreadsheet has lost some of its digits."""
    if not 5 <= exponent <= 17 or decimals < exponent - 2:
        raise CellError(
            _lt(
                "The spreadsheet has shortened this number to “%(value)s”. Format the"
                " column as text and type the number again.",
                value=quote(number),
            )
        )
    return str(int(Decimal(number)))


def restore_prefix(number):
    """Give an Iranian number back the 0 or + that a numeric cell cannot hold.

    >>> restore_prefix("9121234567"), restore_prefix("989121234567")
    ('09121234567', '+989121234567')
    """
    if not number.isdecimal() or number.startswith("0"):
        return number
    if len(number) == _IRANIAN_DIGITS:
        return f"0{number}"
    if len(number) == _IRANIAN_DIGITS + 2 and number.startswith("98"):
        return f"+{number}"
    return number
