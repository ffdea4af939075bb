"""One function per kind of cell: from what stands in a workbook to a value.

A cell is a str, int, float or bool (see workbook_reader.py). A parser returns the
value, or raises CellError with the reason for the person who typed it. It never
guesses: what has two readings is refused, not interpreted.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation

from odoo.tools import email_normalize
from odoo.tools.translate import LazyTranslate

from .fa_text import clean, fold_digits, squeeze

_lt = LazyTranslate(__name__, default_lang="en_US")

MAX_LINE = 500
MAX_AMOUNT = Decimal(10) ** 15

FORMULA_ERROR = re.compile(r"#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d+")
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}([,٬،' \u00a0\u202f]\d{3})+)([.٫]\d+)?")
_AMOUNT = re.compile(r"(?P<number>[^A-Za-z\u0621-\u064a\u067e-\u06cc]+)(?P<words>.*)")
_EMAIL = re.compile(r"[^@\s<>\"()]+@[\w-]+(\.[\w-]+)+")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ T]\d{1,2}:\d{2}(:\d{2})?)?")
_DAY_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4})")
_JALALI_YEARS = range(1300, 1500)
_GREGORIAN_YEARS = range(1900, 2201)

_MAGNITUDES = {"هزار": 3, "میلیون": 6, "میلیارد": 9}
# Zeros between the unit and the Rial.
_RIAL_UNITS = {"ریال": 0, "rial": 0, "rials": 0, "irr": 0}
_RIAL_UNITS |= {"تومان": 1, "تومن": 1, "toman": 1, "tomans": 1, "irt": 1}


class CellError(ValueError):
    """Why a cell cannot be taken; `message` is translated when it is shown."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def cell_text(cell):
    """
    >>> cell_text(9121234567), cell_text(1.5), cell_text(" الف\\u200f ")
    ('9121234567', '1.5', 'الف')
    """
    return clean(cell) if isinstance(cell, str) else str(cell)


def percent(share):
    """How the cell of a spreadsheet shows a share.

    >>> percent(0.3), percent(0.125)
    ('30%', '12.5%')
    """
    return f"{round(share * 100, 6):g}%"


def quote(cell):
    """The start of a cell, for a message."""
    text = cell_text(cell)
    return text if len(text) <= 40 else f"{text[:39]}…"


def parse_line(cell, _checker=None):
    text = " ".join(cell_text(cell).split())
    if len(text) > MAX_LINE:
        raise CellError(
            _lt(
                "“%(value)s” is too long: write at most %(limit)s letters here.",
                value=quote(cell),
                limit=MAX_LINE,
            )
        )
    return text


def parse_code(cell, _checker=None):
    """A line whose digits may be Persian or Latin, such as a postal code."""
    parse_line(cell)
    return code_key(cell)


def code_key(cell):
    return fold_digits(" ".join(cell_text(cell).split()))


def parse_text(cell, _checker=None):
    return cell_text(cell)


def parse_emails(cell, _checker=None):
    """One e-mail address or several.

    >>> parse_emails("Ali@Example.com؛ sales@example.com")
    'ali@example.com, sales@example.com'
    """
    emails = []
    for part in re.split(r"[,،;؛\s]+", parse_line(cell)):
        if part and not _EMAIL.fullmatch(part):
            raise CellError(
                _lt("“%(value)s” is not an e-mail address.", value=quote(part))
            )
        emails += [email_normalize(part)] if part else []
    return ", ".join(emails)


def parse_number(cell, _checker=None):
    """A plain number, thousands separated or not, in any digits.

    >>> parse_number("۱٬۵۰۰٬۰۰۰"), parse_number("1,500.25"), parse_number(12)
    (Decimal('1500000'), Decimal('1500.25'), Decimal('12'))
    """
    text = fold_digits(cell_text(cell)).strip()
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    if is_number or _NUMBER.fullmatch(text):
        try:
            number = Decimal(re.sub(r"[,٬،' \u00a0\u202f]", "", text).replace("٫", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and abs(number) < MAX_AMOUNT:
            return number
    raise CellError(
        _lt(
            "“%(value)s” is not a number. Write it like 1500000 or 1,500,000.",
            value=quote(cell),
        )
    )


def parse_amount(cell, checker):
    """Money in the currency of the company; Rial and Toman may be named.

    >>> from types import SimpleNamespace
    >>> parse_amount("۱۲۰ میلیون تومان", SimpleNamespace(currency="IRR"))
    1200000000.0
    """
    if not isinstance(cell, str):
        amount = parse_number(cell)
    else:
        amount = _amount_in_words(cell, checker.currency)
    if amount < 0:
        raise CellError(
            _lt("“%(value)s” is negative; an amount cannot be.", value=quote(cell))
        )
    return float(amount)


def _amount_in_words(cell, currency):
    found = _AMOUNT.fullmatch(cell_text(cell))
    amount = parse_number(found["number"] if found else cell)
    for word in found["words"].split():
        key = squeeze(word)
        if key in _RIAL_UNITS and currency == "IRR":
            amount = amount.scaleb(_RIAL_UNITS[key])
        elif key in _MAGNITUDES:
            amount = amount.scaleb(_MAGNITUDES[key])
        else:
            raise CellError(
                _lt(
                    "“%(word)s” in “%(value)s” is not understood. Write the amount in"
                    " %(currency)s, without the unit.",
                    word=word,
                    value=quote(cell),
                    currency=currency,
                )
            )
    return amount


def parse_percentage(cell, _checker=None):
    """
    >>> parse_percentage("٪۳۰"), parse_percentage(30)
    (30.0, 30.0)
    """
    text = re.sub("[%٪]", "", cell) if isinstance(cell, str) else cell
    percentage = parse_number(text)
    # 1 may be one per cent or a hundred, 0.3 a third of one per cent or thirty.
    if text == cell and 0 < percentage <= 1:
        raise CellError(
            _lt(
                "“%(value)s” may be a share or a percentage. Write 30 or 30%% for"
                " thirty per cent.",
                value=quote(cell),
            )
        )
    if not 0 <= percentage <= 100:
        raise CellError(_lt("“%(value)s” is not between 0 and 100.", value=quote(cell)))
    return float(percentage)


def parse_date(cell, checker):
    """A Gregorian date, year first; none of another calendar is stored as it is."""
    text = fold_digits(cell_text(cell))
    parts = _DATE.fullmatch(text)
    year_last = _DAY_FIRST.fullmatch(text)
    year = int(parts[1] if parts else year_last[1] if year_last else 0)
    if year in _JALALI_YEARS:
        return checker.jalali_date(cell)
    if parts and year in _GREGORIAN_YEARS:
        month, day = int(parts[2]), int(parts[3])
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return date(year, month, day)
    raise CellError(
        _lt(
            "“%(value)s” is not a date. Write year, month and day like 2026-05-12.",
            value=quote(cell),
        )
    )
