import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from .. import fa_text
from ..fa_text import clean, fold, fold_digits, squeeze

PERSIAN = st.text("ابپتیيىكکةهؤوأإآئ ۀ\u200c\u0640\u064e\u0651۰۱٢٣4x,._-\n")


@tagged("post_install", "-at_install")
class TestFaText(BaseCase):
    def test_examples(self):
        """LT-34: the examples in the documentation of the functions."""
        self.assertEqual(doctest.testmod(fa_text).failed, 0)

    def test_spellings_of_one_text(self):
        """LT-34: keyboards, half-spaces and vowel marks make no difference."""
        self.assertEqual(squeeze("پارس‌یار"), squeeze("پارسيار"))
        self.assertEqual(squeeze("مُؤسّسهٔ كَرَج"), squeeze("موسسه کرج"))
        self.assertNotEqual(squeeze("پارس ساز"), squeeze("پارس یار"))

    @settings(database=None, derandomize=True, deadline=None)
    @given(PERSIAN)
    def test_folding_is_final(self, text):
        """LT-34: what is folded stays as it is."""
        self.assertEqual(fold(fold(text)), fold(text))
        self.assertEqual(fold_digits(fold(text)), fold(text))
        self.assertNotIn(" ", squeeze(text))

    @settings(database=None, derandomize=True, deadline=None)
    @given(st.text())
    def test_cleaning_is_final(self, text):
        """LT-41: a cell that was stored once is stored alike the next time."""
        self.assertEqual(clean(clean(text)), clean(text))
        self.assertNotIn("\x00", clean(text))
