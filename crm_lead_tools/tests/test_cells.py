import doctest
from contextlib import suppress
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from .. import cells
from ..cells import (
    CellError,
    parse_amount,
    parse_code,
    parse_date,
    parse_emails,
    parse_line,
    parse_number,
    parse_percentage,
)
from .common import english

QUICK = settings(database=None, derandomize=True, deadline=None)
RIAL, DOLLAR = SimpleNamespace(currency="IRR"), SimpleNamespace(currency="USD")
CELL = st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans())


class JalaliSeen(Exception):
    pass


class Checker:
    def jalali_date(self, cell):
        raise JalaliSeen


@tagged("post_install", "-at_install")
class TestCells(BaseCase):
    def test_examples(self):
        """LT-41: the examples in the documentation of the functions."""
        self.assertEqual(doctest.testmod(cells).failed, 0)

    def assert_refused(self, parse, cell, checker=None):
        with self.subTest(cell=cell), self.assertRaises(CellError) as caught:
            parse(cell, checker)
        self.assertTrue(english(caught.exception.message))

    def test_numbers(self):
        """LT-41: thousands separators and digits of either script."""
        for cell, number in (
            ("۱۲٬۳۴۵٬۶۷۸٫۵", "12345678.5"),
            ("1,500,000", "1500000"),
            ("1 500 000", "1500000"),
            ("۱،۵۰۰", "1500"),
            ("-3", "-3"),
            (0.1, "0.1"),
        ):
            self.assertEqual(parse_number(cell), Decimal(number), cell)

    def test_numbers_refused(self):
        """LT-41: no guess where a separator has two readings."""
        for cell in (
            "1.500.000,00",
            "1,5",
            "12,34,567",
            "۱۲ عدد",
            "",
            "1e5",
            "--1",
            True,
        ):
            self.assert_refused(parse_number, cell)
        for cell in (float("nan"), float("inf"), 1e15, "1" * 16):
            self.assert_refused(parse_number, cell)

    @QUICK
    @given(st.integers(-(10**14), 10**14))
    def test_number_written_by_people(self, number):
        """LT-41: a number survives any way of writing it."""
        persian = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
        for text in (str(number), f"{number:,}", f"{number:,}".translate(persian)):
            self.assertEqual(parse_number(text), number)

    def test_amounts(self):
        """LT-41: Toman and Rial, thousands and millions."""
        for cell, amount in (
            ("1,500,000", 1_500_000),
            ("۱۵۰۰ تومان", 15_000),
            ("۱۵۰۰ريال", 1_500),
            ("2.5 میلیارد ریال", 2_500_000_000),
            ("12 هزار", 12_000),
            (7, 7),
        ):
            self.assertEqual(parse_amount(cell, RIAL), amount, cell)

    def test_amounts_refused(self):
        """LT-41: no unit of another currency, nothing negative."""
        for cell in ("100 دلار", "abc", "-1", -1, "تومان", "10 تومان مثلا"):
            self.assert_refused(parse_amount, cell, RIAL)
        self.assert_refused(parse_amount, "100 تومان", DOLLAR)

    def test_percentages(self):
        """LT-41: 30, 30 % and ٪۳۰; not 0.3, which may mean either."""
        for cell in (30, "30", "۳۰", "30%", "٪۳۰", 30.0):
            self.assertEqual(parse_percentage(cell), 30, cell)
        self.assertEqual(parse_percentage("1%"), 1)
        self.assertEqual(parse_percentage(0), 0)
        for cell in (0.3, 1, "0.5", 101, -1, "سی"):
            self.assert_refused(parse_percentage, cell)

    def test_dates(self):
        """LT-41: Gregorian dates, year first."""
        for cell in ("2026-05-12", "2026/5/12", "۲۰۲۶-۰۵-۱۲", "2026-05-12 10:30:00"):
            self.assertEqual(parse_date(cell, Checker()), date(2026, 5, 12), cell)
        for cell in ("2026-02-30", "2026-13-01", "12/05/2026", "05-12", 46000, "فردا"):
            self.assert_refused(parse_date, cell, Checker())

    def test_jalali_dates_are_known(self):
        """LT-41, FC-01: no Jalali year is ever stored as a Gregorian one."""
        for cell in (
            "1404/05/12",
            "۱۴۰۴-۵-۱۲",
            "12/05/1404",
            "1404-05-12",
            "1399.12.30",
        ):
            with self.subTest(cell=cell), self.assertRaises(JalaliSeen):
                parse_date(cell, Checker())

    @QUICK
    @given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
    def test_every_date(self, day):
        """LT-41: each day of three centuries comes through."""
        self.assertEqual(parse_date(day.isoformat(), Checker()), day)

    def test_emails(self):
        """LT-41: one or several addresses, normalised; nothing that is none."""
        self.assertEqual(parse_emails(" Ali@Example.COM "), "ali@example.com")
        self.assertEqual(parse_emails("a@b.ir،c@d.ir"), "a@b.ir, c@d.ir")
        self.assertEqual(parse_emails("a@b.ir;"), "a@b.ir")
        for cell in ("infopars.ir", "a@b", "a@@b.ir", "ali @example.com", 12, "ندارد"):
            self.assert_refused(parse_emails, cell)

    def test_lines_and_codes(self):
        """LT-41: lines are one line, of a length that an index can take."""
        self.assertEqual(parse_line("  پارس\u200e \n یار "), "پارس یار")
        self.assertEqual(parse_code("۱۲۳۴۵"), "12345")
        self.assertEqual(parse_code(1234567890), "1234567890")
        self.assert_refused(parse_line, "x" * 501)
        self.assert_refused(parse_code, "x" * 501)

    @QUICK
    @given(CELL)
    def test_any_cell_is_read_or_refused(self, cell):
        """LT-41: no cell makes a check fail otherwise than by a message."""
        for parse in (parse_number, parse_percentage, parse_emails, parse_line):
            with suppress(CellError):
                parse(cell)
        with suppress(CellError):
            parse_amount(cell, RIAL)
        with suppress(CellError, JalaliSeen):
            parse_date(cell, Checker())
