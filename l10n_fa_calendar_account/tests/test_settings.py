from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import JalaliAccountingCommon

SWITCH = date(2026, 3, 21)


@tagged("post_install", "-at_install")
class TestSettings(JalaliAccountingCommon):
    def test_settings(self):
        """FC-19, FC-20: both are chosen in the settings of accounting."""
        settings = self.env["res.config.settings"].create(
            {"jalali_fiscal_year": True, "jalali_numbers_from": SWITCH}
        )
        settings.execute()
        self.assertTrue(self.company.jalali_fiscal_year)
        self.assertEqual(self.company.jalali_numbers_from, SWITCH)

    def test_setup_wizard(self):
        """FC-20: the wizard of the first steps leaves such a year alone."""
        self.company.jalali_fiscal_year = True
        wizard = self.env["account.financial.year.op"].create(
            {"company_id": self.company.id, "opening_date": SWITCH}
        )
        with Form(wizard) as form:
            form.opening_date = date(2027, 3, 21)
        self.assertEqual(self.company.account_opening_date, date(2027, 3, 21))
        self.assertEqual(self.company.fiscalyear_last_day, 20)

    def test_numbers_exist_already(self):
        """FC-19: a day with numbered documents after it is refused, and the error names
        the last of them."""
        self._post(date(2026, 2, 1))
        last = self._post(date(2026, 5, 1))
        with self.assertRaisesRegex(ValidationError, last.name) as caught:
            self.company.jalali_numbers_from = SWITCH
        self.assertIn("05/01/2026", str(caught.exception))
        self.company.jalali_numbers_from = date(2026, 5, 2)
        self.assertEqual(self._post(date(2026, 5, 2)).name, "INV/1405/00001")

    def test_no_way_back(self):
        """FC-19: nor can the day be moved over documents, or taken back."""
        self.company.jalali_numbers_from = SWITCH
        self.company.jalali_numbers_from = False
        self.company.jalali_numbers_from = SWITCH
        self._post(date(2026, 5, 1))
        for day in (False, date(2026, 5, 2), date(2027, 3, 21)):
            with self.subTest(day=day), self.assertRaises(ValidationError):
                self.company.jalali_numbers_from = day
        self.company.jalali_numbers_from = date(2026, 5, 1)
        self.company.jalali_numbers_from = SWITCH

    def test_numbers_that_do_not_matter(self):
        """FC-19: numbers without a year, drafts and other companies do not matter."""
        self._post(date(2026, 5, 1), name="F-001")
        self._draft(date(2026, 5, 1), "in_invoice")
        self.company.jalali_numbers_from = SWITCH
        self.assertEqual(self.company.jalali_numbers_from, SWITCH)

    def test_access(self):
        """FC-19: accountants number documents; only administrators choose how."""
        self.company.jalali_numbers_from = SWITCH
        accountant = new_test_user(
            self.env,
            "clerk",
            groups="account.group_account_invoice",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        move = self._draft(SWITCH).with_user(accountant)
        move.action_post()
        self.assertEqual(move.name, "INV/1405/00001")
        with self.assertRaises(AccessError):
            self.company.with_user(accountant).jalali_numbers_from = False

    def test_query_count(self):
        """FC-19: numbers cost no statement more than Odoo's own."""
        days = [date(2026, 11, 22)] * 3
        gregorian = self._count_queries(days)
        self.company.jalali_numbers_from = date(2026, 11, 23)
        self._post(date(2026, 11, 23))
        jalali = self._count_queries([date(2026, 11, 23)] * 3)
        self.assertLessEqual(jalali, gregorian)

    def _count_queries(self, days):
        moves = self.env["account.move"].concat(*map(self._draft, days))
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        moves.action_post()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before
