from datetime import date, timedelta

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import Form, TransactionCase, tagged

from odoo.addons.l10n_fa_calendar import jalali

from .common import CalendarUsersMixin

days = st.dates(jalali.to_gregorian(1200, 1, 1), jalali.to_gregorian(1599, 12, 29))


@tagged("post_install", "-at_install")
class TestIrSequence(CalendarUsersMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sequence = cls._create_sequence("%(jyear)s/%(jmonth)s/%(jday)s/")

    @classmethod
    def _create_sequence(cls, prefix, **values):
        return cls.env["ir.sequence"].create(
            {"name": "Letters", "code": "letters", "prefix": prefix, **values}
        )

    def _next(self, day, sequence=None):
        return (sequence or self.sequence).with_user(self.user_persian).next_by_id(day)

    def _prefix(self, day):
        return self.sequence._get_prefix_suffix(date=str(day))[0]

    def test_tokens(self):
        """FC-19: year, short year, month and day of the Jalali calendar."""
        self.sequence.prefix = "L/%(jyear)s/%(jy)s/%(jmonth)s/%(jday)s/"
        self.sequence.suffix = "-%(jy)s"
        prefix, suffix = self.sequence._get_prefix_suffix(date="2026-11-22")
        self.assertEqual((prefix, suffix), ("L/1405/05/09/01/", "-05"))

    def test_nowruz(self):
        """FC-19: Esfand has 30 days in leap years, and Nowruz begins the next year."""
        for day, number in (
            ("2025-03-20", "1403/12/30/"),
            ("2025-03-21", "1404/01/01/"),
            ("2026-03-20", "1404/12/29/"),
            ("2029-03-19", "1407/12/29/"),
            ("2029-03-20", "1408/01/01/"),
            ("2030-03-20", "1408/12/30/"),
        ):
            with self.subTest(day=day):
                self.assertEqual(self._prefix(day), number)

    @given(days)
    @settings(max_examples=50, deadline=None)
    def test_every_day(self, day):
        """FC-19: the number of any day reads back as that day."""
        year, month, number, _end = self._prefix(day).split("/")
        self.assertEqual(jalali.to_gregorian(int(year), int(month), int(number)), day)

    def test_with_the_tokens_of_odoo(self):
        """FC-19: both calendars in one prefix; an escaped percent stays one."""
        self.sequence.prefix = "%(year)s-%(jyear)s-%%(jyear)s-100%%/"
        self.assertEqual(self._prefix("2026-11-22"), "2026-1405-%(jyear)s-100%/")

    @freeze_time("2026-03-20 20:45:00")
    def test_today(self):
        """FC-19: today is that of the user's time zone; given days do not move it."""
        self.sequence.prefix = "%(jyear)s/%(current_jyear)s/%(range_jyear)s/"
        sequence = self.sequence.with_user(self.user_persian)
        tehran = sequence.with_context(tz="Asia/Tehran")
        self.assertEqual(tehran._get_prefix_suffix()[0], "1405/1405/1405/")
        utc = sequence.with_context(tz="UTC")
        self.assertEqual(utc._get_prefix_suffix()[0], "1404/1404/1404/")
        prefix, _suffix = tehran._get_prefix_suffix("2029-03-20", "2025-03-20")
        self.assertEqual(prefix, "1408/1405/1403/")

    def test_unknown_token(self):
        """FC-19: what is no token is refused as Odoo refuses it."""
        self.sequence.prefix = "%(jyear)s/%(jweek)s/"
        with self.assertRaisesRegex(UserError, "Letters"):
            self._prefix("2026-11-22")

    def test_beyond_the_calendar(self):
        """FC-19: a day that has no Jalali date is refused with its reason."""
        with self.assertRaisesRegex(UserError, "9999-12-31"):
            self._prefix("9999-12-31")

    def test_subsequences_of_a_jalali_year(self):
        """FC-19: numbers restart at Nowruz, whichever day it is."""
        for implementation in ("standard", "no_gap"):
            sequence = self._create_sequence(
                "%(range_jyear)s/",
                padding=3,
                implementation=implementation,
                use_date_range=True,
                date_range_calendar="jalali",
            )
            for day, number in (
                ("2025-03-20", "1403/001"),
                ("2025-03-21", "1404/001"),
                ("2026-03-20", "1404/002"),
                ("2026-03-21", "1405/001"),
                ("2029-03-19", "1407/001"),
                ("2029-03-20", "1408/001"),
                ("2030-03-20", "1408/002"),
            ):
                with self.subTest(implementation=implementation, day=day):
                    self.assertEqual(self._next(day, sequence), number)

    @given(st.lists(days, min_size=1, max_size=5))
    @settings(max_examples=15, deadline=None)
    def test_subsequences_never_overlap(self, drawn):
        """FC-19: subsequences lie in one Jalali year and share no day."""
        sequence = self._create_sequence(
            "", use_date_range=True, date_range_calendar="jalali"
        )
        for day in drawn:
            self._next(str(day), sequence)
        ranges = sequence.date_range_ids.sorted("date_from")
        self.assertEqual(
            ranges.mapped("date_from"),
            sorted({jalali.start_of(d, "year") for d in drawn}),
        )
        self.assertEqual(
            ranges.mapped("date_to"), sorted({jalali.end_of(d, "year") for d in drawn})
        )

    def test_change_of_calendar(self):
        """FC-19: a Gregorian subsequence keeps its days when the choice changes."""
        sequence = self._create_sequence("", use_date_range=True)
        self._next("2026-06-01", sequence)
        sequence.date_range_calendar = "jalali"
        self._next("2027-01-10", sequence)
        self._next("2026-12-31", sequence)
        first, second = sequence.date_range_ids.sorted("date_from")
        self.assertEqual(first.date_to, date(2026, 12, 31))
        self.assertEqual(second.date_from, first.date_to + timedelta(days=1))
        self.assertEqual(second.date_to, jalali.to_gregorian(1405, 12, 29))

    def test_earlier_days(self):
        """FC-19: a new subsequence ends before one that begins in its year."""
        sequence = self._create_sequence(
            "", use_date_range=True, date_range_calendar="jalali"
        )
        self.env["ir.sequence.date_range"].create(
            {
                "sequence_id": sequence.id,
                "date_from": "2026-06-01",
                "date_to": "2026-12-31",
            }
        )
        self._next("2026-04-01", sequence)
        first, _second = sequence.date_range_ids.sorted("date_from")
        self.assertEqual(first.date_from, jalali.to_gregorian(1405, 1, 1))
        self.assertEqual(first.date_to, date(2026, 5, 31))

    def test_gregorian_is_the_default(self):
        """FC-27: a sequence that nobody changed numbers as Odoo does."""
        sequence = self._create_sequence("%(range_year)s/", use_date_range=True)
        self.assertEqual(self._next("2026-03-21", sequence), "2026/1")
        self.assertEqual(sequence.date_range_ids.date_from, date(2026, 1, 1))
        self.assertEqual(sequence.date_range_ids.date_to, date(2026, 12, 31))
        sequence._get_prefix_suffix(date="2026-03-21")
        with self.assertQueryCount(0):
            sequence._get_prefix_suffix(date="2026-03-21")

    def test_no_query(self):
        """FC-19: Jalali tokens cost no query."""
        self._prefix("2026-11-22")
        with self.assertQueryCount(0):
            self._prefix("2026-11-22")

    def test_form(self):
        """FC-19: the choice is offered where subsequences are used."""
        form = Form(self.env["ir.sequence"])
        form.name = "Letters"
        form.use_date_range = True
        form.date_range_calendar = "jalali"
        self.assertEqual(form.save().date_range_calendar, "jalali")
