from datetime import date, timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.l10n_fa_calendar import jalali

from .common import YEARS, JalaliAccountingCommon


@tagged("post_install", "-at_install")
class TestFiscalYear(JalaliAccountingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.jalali_fiscal_year = True

    def _year_of(self, day):
        dates = self.company.compute_fiscalyear_dates(day)
        return dates["date_from"], dates["date_to"]

    def test_every_year(self):
        """FC-20: 1390 to 1450 end on the last day of Esfand, the 29th or the 30th, and
        the next day is the next year's."""
        ends = set()
        for year in YEARS:
            first = self._day(year, 1, 1)
            last = self._day(year, 12, 30 if jalali.is_leap(year) else 29)
            with self.subTest(year=year):
                self.assertEqual(self._year_of(first), (first, last))
                self.assertEqual(self._year_of(last), (first, last))
                following, _end = self._year_of(last + timedelta(days=1))
                self.assertEqual(following, last + timedelta(days=1))
                ends.add(last.strftime("%m-%d"))
        self.assertEqual(ends, {"03-19", "03-20"})

    def test_every_day(self):
        """FC-20: each day is in one year, which is its Jalali year."""
        day, end = self._day(YEARS.start, 1, 1), self._day(YEARS.stop, 1, 1)
        while day < end:
            year = jalali.to_jalali(day).year
            self.assertEqual(
                self._year_of(day),
                (self._day(year, 1, 1), self._day(year + 1, 1, 1) - timedelta(days=1)),
            )
            day += timedelta(days=1)

    def test_datetimes_and_texts(self):
        """FC-20: as in Odoo, a moment is a day."""
        year = (date(2026, 3, 21), date(2027, 3, 20))
        self.assertEqual(self._year_of(fields.Datetime.to_datetime("2026-11-22")), year)

    def test_other_companies(self):
        """FC-20: other companies have the year that they chose."""
        self.company.write(
            {
                "jalali_fiscal_year": False,
                "fiscalyear_last_day": 31,
                "fiscalyear_last_month": "12",
            }
        )
        self.assertEqual(
            self._year_of(date(2026, 3, 20)), (date(2026, 1, 1), date(2026, 12, 31))
        )

    def test_branches(self):
        """FC-20: a branch has the year of its company."""
        self.company.write(
            {"child_ids": [Command.create({"name": "Branch"})], "tax_lock_date": False}
        )
        self.assertTrue(self.company.child_ids.jalali_fiscal_year)
        self.company.jalali_numbers_from = date(2026, 3, 21)
        self.assertEqual(self.company.child_ids.jalali_numbers_from, date(2026, 3, 21))

    def test_nearest_gregorian_day(self):
        """FC-20: what asks for a day and a month is told the nearest."""
        self.assertEqual(self.company.fiscalyear_last_day, 20)
        self.assertEqual(self.company.fiscalyear_last_month, "3")
        company = self.env["res.company"].create(
            {"name": "New", "jalali_fiscal_year": True}
        )
        self.assertEqual(company.fiscalyear_last_month, "3")

    @freeze_time("2029-03-20")
    def test_analytic_items(self):
        """FC-20: "from last fiscal year" of the analytic items begins on 1 Farvardin,
        here of 1407, when the Gregorian 20 March is the first day of 1408."""
        domain = self.env["account.analytic.line"]._search_fiscal_date("=", True)
        self.assertEqual(domain, [("date", ">=", date(2028, 3, 20))])

    @freeze_time("2026-12-01")
    def test_accrued_orders(self):
        """FC-20: accruals are proposed for the last day of the Jalali month before."""
        wizard = self.env["account.accrued.orders.wizard"]
        self.assertEqual(wizard._get_default_date(), date(2026, 11, 21))
        self.assertEqual(wizard.default_get(["date"])["date"], date(2026, 11, 21))
        self.company.jalali_fiscal_year = False
        self.assertEqual(wizard._get_default_date(), date(2026, 11, 30))
