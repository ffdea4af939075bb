import doctest

from odoo.tests import BaseCase, tagged

from .. import phones
from ..cells import CellError
from ..phones import parse_phones, restore_prefix
from .common import english


@tagged("post_install", "-at_install")
class TestPhones(BaseCase):
    def test_examples(self):
        """LT-41: the examples in the documentation of the functions."""
        self.assertEqual(doctest.testmod(phones).failed, 0)

    def test_spellings(self):
        """LT-33, LT-41: Persian digits, several numbers, extensions, lost zeros."""
        for cell, numbers in (
            ("۰۹۱۲۱۲۳۴۵۶۷", ["09121234567"]),
            ("٠٩١٢١٢٣٤٥٦٧", ["09121234567"]),
            ("+98 (0) 912-1234567", ["+98 (0) 912-1234567"]),
            ("0912 123 4567 / 0935 111 2233", ["0912 123 4567", "0935 111 2233"]),
            ("09121234567، 02188001122", ["09121234567", "02188001122"]),
            ("021-88001122 و 021-88001123", ["021-88001122", "021-88001123"]),
            ("021-88001122-4", ["021-88001122-4"]),
            ("021 8800 1122 ext. 12", ["021 8800 1122 ext. 12"]),
            ("09121234567\n", ["09121234567"]),
            (9121234567, ["9121234567"]),
            ("9.121234567E+09", ["9121234567"]),
            (" / ", []),
        ):
            with self.subTest(cell=cell):
                self.assertEqual(parse_phones(cell), numbers)

    def test_refused(self):
        """LT-41: what is no number, or has lost its last digits, is never stored."""
        for cell in ("ندارد", "0912", "x" * 12, True, "1" * 18, 1.5, "9.12E+09"):
            with self.subTest(cell=cell), self.assertRaises(CellError):
                parse_phones(cell)

    def test_shortened_number_says_what_to_do(self):
        """LT-41: 9.12E+09 in a text file is lost, and the message says what to do."""
        with self.assertRaises(CellError) as caught:
            parse_phones("9.12E+09")
        self.assertIn("as text", english(caught.exception.message))

    def test_restored_prefix(self):
        """LT-41: the zero that a numeric cell of an Iranian list loses comes back."""
        for number, restored in (
            ("9121234567", "09121234567"),
            ("2188001122", "02188001122"),
            ("989121234567", "+989121234567"),
            ("09121234567", "09121234567"),
            ("00989121234567", "00989121234567"),
            ("+989121234567", "+989121234567"),
            ("88001122", "88001122"),
        ):
            with self.subTest(number=number):
                self.assertEqual(restore_prefix(number), restored)
