import doctest
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.l10n_fa_calendar import (
    digits,
    jalali,
    jalali_names,
    reader_locale,
    writing_system,
)

from .common import load_reference_dates

FIRST_DAY = jalali.to_gregorian(1, 1, 1)
LAST_DAY = jalali.to_gregorian(9377, 12, 29)

days = st.dates(FIRST_DAY, LAST_DAY)
granularities = st.sampled_from(list(jalali.PERIOD_MONTHS))


@tagged("post_install", "-at_install")
class TestJalali(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reference = load_reference_dates()

    def test_doctests(self):
        """FC-01: the module's examples hold."""
        results = doctest.testmod(jalali, extraglobs={"date": date})
        self.assertGreater(results.attempted, 5)
        self.assertFalse(results.failed)
        for module in (digits, jalali_names, reader_locale, writing_system):
            results = doctest.testmod(module)
            self.assertTrue(results.attempted, module.__name__)
            self.assertFalse(results.failed, module.__name__)

    def test_official_years(self):
        """FC-01: leap years and Nowruz are those of the official table."""
        self.assertEqual(len(self.reference["years"]), 293)
        for year, nowruz, is_leap in self.reference["years"]:
            with self.subTest(year=year):
                self.assertEqual(jalali.is_leap(year), is_leap)
                self.assertEqual(jalali.month_length(year, 12), 30 if is_leap else 29)
                self.assertEqual(str(jalali.to_gregorian(year, 1, 1)), nowruz)

    def test_every_day_of_the_official_years(self):
        """FC-01: days follow one another as the official table has it, 1206 to 1498."""
        _year, first_nowruz, _is_leap = self.reference["years"][0]
        day = date.fromisoformat(first_nowruz)
        for year, _nowruz, is_leap in self.reference["years"]:
            lengths = [31] * 6 + [30] * 5 + [30 if is_leap else 29]
            for month, length in enumerate(lengths, start=1):
                for number in range(1, length + 1):
                    self.assertEqual(jalali.to_jalali(day), (year, month, number))
                    self.assertEqual(jalali.to_gregorian(year, month, number), day)
                    day += timedelta(days=1)

    def test_reference_days(self):
        """FC-01: the days that the client's tests read too."""
        for iso_date, jalali_day in self.reference["days"]:
            with self.subTest(date=iso_date):
                day = date.fromisoformat(iso_date)
                self.assertEqual(jalali.to_jalali(day), tuple(jalali_day))
                self.assertEqual(jalali.to_gregorian(*jalali_day), day)

    def test_impossible_days(self):
        """FC-01: a day that no year has, or a year out of range, is refused."""
        for jalali_day in [*self.reference["impossible"], [0, 1, 1], [9378, 1, 1]]:
            with self.subTest(day=jalali_day), self.assertRaises(ValueError):
                jalali.to_gregorian(*jalali_day)

    def test_out_of_range(self):
        """FC-01: the ends of the range convert, the days beyond are refused."""
        self.assertEqual(jalali.to_jalali(FIRST_DAY), (1, 1, 1))
        self.assertEqual(jalali.to_jalali(LAST_DAY), (9377, 12, 29))
        self.assertEqual(jalali.end_of(LAST_DAY, "year"), date(9999, 3, 20))
        for day in (FIRST_DAY - timedelta(days=1), date.min, date.max):
            with self.subTest(day=day), self.assertRaises(ValueError):
                jalali.to_jalali(day)

    def test_datetime(self):
        """FC-01: of a datetime, the day it names."""
        moment = datetime(2026, 11, 22, 23, 59)
        self.assertEqual(jalali.to_jalali(moment), (1405, 9, 1))
        self.assertEqual(jalali.start_of(moment, "month"), date(2026, 11, 22))

    @given(days)
    def test_round_trip(self, day):
        """FC-01: every date comes back from its Jalali day, and tomorrow follows it."""
        self.assertEqual(jalali.to_gregorian(*jalali.to_jalali(day)), day)
        if day < LAST_DAY:
            tomorrow = jalali.to_jalali(day + timedelta(days=1))
            self.assertLess(jalali.to_jalali(day), tomorrow)

    @given(days, granularities)
    def test_periods(self, day, granularity):
        """FC-01: a period holds its day, starts on a first and ends before the next."""
        start = jalali.start_of(day, granularity)
        end = jalali.end_of(day, granularity)
        self.assertTrue(start <= day <= end)
        self.assertEqual(jalali.to_jalali(start).day, 1)
        self.assertEqual(jalali.start_of(end, granularity), start)
        if end < LAST_DAY:
            next_day = end + timedelta(days=1)
            self.assertEqual(jalali.start_of(next_day, granularity), next_day)

    @given(days)
    def test_season(self, day):
        """FC-01: a season is a quarter of the year, spring the first."""
        first = jalali.to_jalali(jalali.start_of(day, "quarter"))
        self.assertEqual(first.month, jalali.season(day) * 3 - 2)
