import doctest
from datetime import date, datetime
from itertools import pairwise

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.l10n_fa_calendar import jalali
from odoo.addons.l10n_fa_calendar_resource import holidays

CALENDAR = "l10n_fa_calendar_resource.resource_calendar_saturday_to_wednesday"


@tagged("post_install", "-at_install")
class TestHolidays(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.calendar = cls.env["resource.calendar"].create(
            {"name": "Tehran", "tz": "Asia/Tehran"}
        )

    def _days(self, calendar):
        return {
            jalali.to_jalali(day)[1:]
            for day, is_free in calendar._get_unusual_days(
                datetime(2026, 3, 21), datetime(2027, 3, 20, 23)
            ).items()
            if is_free and date.fromisoformat(day).weekday() not in (5, 6)
            for day in [date.fromisoformat(day)]
        }

    def test_doctests(self):
        """FC-26: the examples hold."""
        self.assertFalse(doctest.testmod(holidays, extraglobs={"date": date}).failed)

    @given(st.integers(1380, 1500))
    @settings(max_examples=60, deadline=None)
    def test_each_year(self, year):
        """FC-26: ten days a year, leap or not, on the days of the solar year."""
        days = [jalali.to_jalali(day) for day, _name in holidays.solar_holidays(year)]
        self.assertEqual(len(set(days)), 10)
        self.assertEqual({day.year for day in days}, {year})
        for month, day in [(1, 1), (1, 13), (3, 14), (3, 15), (11, 22), (12, 29)]:
            self.assertIn((year, month, day), days)

    @freeze_time("2026-11-22")
    def test_button(self):
        """FC-26: a click adds this year, the next one the year after; all day long."""
        self.calendar.action_add_solar_holidays()
        self.assertEqual(self.calendar.solar_holidays_year, 1405)
        leaves = self.calendar.global_leave_ids
        self.assertEqual(len(leaves), 10)
        first = leaves.sorted("date_from")[0]
        self.assertEqual(first.date_from, datetime(2026, 3, 20, 20, 30))
        self.assertEqual(first.date_to, datetime(2026, 3, 21, 20, 29, 59))
        self.assertEqual(first.company_id, self.env.company)
        self.assertEqual(self.calendar.next_solar_holidays_year, 1406)
        self.calendar.action_add_solar_holidays()
        self.assertEqual(len(self.calendar.global_leave_ids), 20)

    @freeze_time("2026-11-22")
    def test_work(self):
        """FC-26: nobody works on the holidays; the others of the week are as before."""
        before = self._days(self.calendar)
        self.calendar.action_add_solar_holidays()
        added = self._days(self.calendar) - before
        self.assertTrue({(1, 3), (1, 4), (1, 12), (1, 13), (3, 14)} & added)
        self.assertFalse(added - {(m, d) for m, d, _name in holidays.SOLAR_HOLIDAYS})

    @freeze_time("2026-11-22")
    def test_daylight_saving(self):
        """FC-26: with the clocks of before 1401 too, when a day of Nowruz was short."""
        self.calendar._add_solar_holidays(1400)
        days = [
            (leave.date_from, leave.date_to)
            for leave in self.calendar.global_leave_ids.sorted("date_from")
        ]
        self.assertEqual(
            days[0], (datetime(2021, 3, 20, 20, 30), datetime(2021, 3, 21, 20, 29, 59))
        )
        self.assertEqual(days[3][1], datetime(2021, 3, 24, 19, 29, 59))
        for (_start, end), (start, _end) in pairwise(days):
            self.assertLess(end, start)

    @freeze_time("2026-11-22")
    def test_taken(self):
        """FC-26: what is free already gets no second entry; a holiday that someone
        removed does not come back."""
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "date_from": datetime(2026, 3, 20, 20, 30),
                "date_to": datetime(2026, 3, 22, 20, 29, 59),
            }
        )
        self.calendar.action_add_solar_holidays()
        leaves = self.calendar.global_leave_ids
        self.assertEqual(len(leaves), 8)
        leaves.sorted("date_from")[-1].unlink()
        self.env["resource.calendar"]._cron_add_solar_holidays()
        days = [
            jalali.to_jalali(leave.date_from.date())
            for leave in self.calendar.global_leave_ids
        ]
        self.assertEqual(len(days), 7 + 10)
        self.env["resource.calendar"]._cron_add_solar_holidays()
        self.assertEqual(len(self.calendar.global_leave_ids), 17)

    def test_cron(self):
        """FC-26: the next year comes by itself, for those who have holidays at all."""
        other = self.calendar.copy()
        with freeze_time("2026-11-22"):
            self.calendar.action_add_solar_holidays()
        with freeze_time("2027-03-20"):
            self.env["resource.calendar"]._cron_add_solar_holidays()
            self.assertEqual(self.calendar.solar_holidays_year, 1406)
        with freeze_time("2027-03-22"):
            self.env["resource.calendar"]._cron_add_solar_holidays()
            self.assertEqual(self.calendar.solar_holidays_year, 1407)
        self.assertFalse(other.solar_holidays_year)
        self.assertFalse(other.global_leave_ids)

    @freeze_time("2026-11-22")
    def test_copy(self):
        """FC-26: a copy has the holidays once, and goes on from there."""
        self.calendar.action_add_solar_holidays()
        copied = self.calendar.copy()
        self.assertEqual(len(copied.global_leave_ids), 10)
        self.assertEqual(copied.next_solar_holidays_year, 1406)

    @freeze_time("2026-11-22")
    def test_language(self):
        """FC-26: the days have the names of the company's language."""
        self.env.company.partner_id.lang = "fa_IR"
        self.calendar.action_add_solar_holidays()
        names = self.calendar.global_leave_ids.mapped("name")
        self.assertIn("نوروز", names)
        self.assertNotIn("Nowruz", names)

    def test_last_year(self):
        """FC-26: after the years of the table there is a clear message."""
        self.calendar.solar_holidays_year = 1699
        with self.assertRaisesRegex(UserError, "1700"):
            self.calendar.action_add_solar_holidays()

    def test_access(self):
        """FC-26: only who may change working times adds holidays."""
        user = new_test_user(self.env, "fa_worker", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.calendar.with_user(user).action_add_solar_holidays()
        admin = new_test_user(self.env, "fa_admin", groups="base.group_system")
        self.calendar.with_user(admin).action_add_solar_holidays()
        self.assertEqual(len(self.calendar.global_leave_ids), 10)
