import doctest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.l10n_fa_calendar import digits, jalali, typed_dates

from .. import date_column
from ..date_column import DateColumn

DIGITS = [digits.LATIN, digits.PERSIAN, digits.ARABIC]


@tagged("post_install", "-at_install")
class TestDateColumn(TransactionCase):
    def test_doctests(self):
        """FC-18: the examples of the two modules hold."""
        for module in (date_column, typed_dates):
            results = doctest.testmod(module)
            self.assertFalse(results.failed)
            self.assertGreater(results.attempted, 3)

    @given(
        st.dates(date(1821, 3, 21), date(2321, 3, 20)),
        st.sampled_from(["{y}{s}{m}{s}{d}", "{d}{s}{m}{s}{y}"]),
        st.sampled_from("/-. "),
        st.sampled_from(DIGITS),
        st.sampled_from(["{:02}", "{}"]),
    )
    def test_every_day(self, day, pattern, separator, to_digits, width):
        """FC-18: every Jalali day of 1200 to 1699 is read as the day it is, in any
        digits and with any separator."""
        year, month, number = jalali.to_jalali(day)
        text = pattern.format(
            y=year, m=width.format(month), d=width.format(number), s=separator
        ).translate(str.maketrans(digits.LATIN, to_digits))
        column = DateColumn({0: text})
        self.assertEqual(column.moments[0].date(), day)
        self.assertEqual(list(column.by_calendar), ["jalali"])

    @given(st.text(st.sampled_from("0123۱۲۳٤٥/-. :مهر"), max_size=20))
    def test_any_text(self, text):
        """FC-18: any other text is a date, in doubt or wrong, and never an error; no
        date is before 1700 A.D. unless its year was Jalali."""
        column = DateColumn({0: text})
        found = (column.moments, column.wrong, column.ambiguous)
        self.assertEqual(sum(map(len, found)), 1)
        for moment in column.moments.values():
            self.assertGreaterEqual(moment.year, 1700)
