import doctest
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.l10n_fa_calendar import jalali
from odoo.addons.l10n_fa_calendar_calendar import jalali_rule
from odoo.addons.l10n_fa_calendar_calendar.jalali_rule import JalaliRule

STARTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))


@tagged("post_install", "-at_install")
class TestJalaliRule(BaseCase):
    def test_doctests(self):
        """FC-21: the examples hold."""
        names = {"date": date, "datetime": datetime, "jalali": jalali}
        results = doctest.testmod(jalali_rule, extraglobs=names)
        self.assertGreater(results.attempted, 3)
        self.assertFalse(results.failed)

    @given(STARTS, st.integers(1, 31), st.integers(1, 14))
    @settings(max_examples=200, deadline=None)
    def test_monthly(self, start, day, interval):
        """FC-21: each month in turn has its day, or its last one if it is shorter."""
        moments = list(JalaliRule("monthly", start, interval, day, count=30))
        self.assertEqual(len(moments), 30)
        self.assertGreaterEqual(moments[0], start)
        self.assertLess(moments[0] - start, timedelta(days=31 * (interval + 1)))
        days = [jalali.to_jalali(moment) for moment in moments]
        for year, month, found in days:
            self.assertEqual(found, min(day, jalali.month_length(year, month)))
        for (year, month, _day), (later_year, later, _day2) in pairwise(days):
            self.assertEqual((later_year - year) * 12 + later - month, interval)
        self.assertEqual({moment.time() for moment in moments}, {start.time()})

    @given(STARTS, st.integers(1, 5))
    @settings(max_examples=100, deadline=None)
    def test_yearly(self, start, interval):
        """FC-21: the same day each year, the 30th of Esfand where the year has it."""
        first = jalali.to_jalali(start)
        moments = list(JalaliRule("yearly", start, interval, first.day, count=20))
        self.assertEqual(moments[0], start)
        for number, moment in enumerate(moments):
            year, month, day = jalali.to_jalali(moment)
            self.assertEqual(
                (year, month), (first.year + number * interval, first.month)
            )
            self.assertEqual(day, min(first.day, jalali.month_length(year, month)))

    @given(STARTS, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1]))
    @settings(max_examples=100, deadline=None)
    def test_weekday(self, start, weekday, which):
        """FC-21: the first, second, ... or last weekday of the month."""
        rule = JalaliRule("monthly", start, weekday=(weekday, which), count=24)
        for moment in rule:
            self.assertEqual(moment.weekday(), weekday)
            month = jalali.to_jalali(moment).month
            same = [
                moment + timedelta(days=days)
                for days in range(-35, 36, 7)
                if jalali.to_jalali(moment + timedelta(days=days)).month == month
            ]
            self.assertEqual(moment, same[which if which < 0 else which - 1])

    @given(STARTS, st.integers(1, 31), st.integers(0, 900))
    @settings(max_examples=100, deadline=None)
    def test_until(self, start, day, days):
        """FC-21: nothing after the last day, everything up to it."""
        last = start.date() + timedelta(days=days)
        until = datetime.combine(last, time.max)
        found = list(JalaliRule("monthly", start, day=day, until=until))
        everything = list(JalaliRule("monthly", start, day=day, count=60))
        self.assertEqual(found, [moment for moment in everything if moment <= until])
