from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo import Command
from odoo.tests import tagged

from odoo.addons.l10n_fa_calendar import jalali

from .common import JalaliAccountingCommon

DAY = date(2026, 11, 25)  # 1405/09/04


@tagged("post_install", "-at_install")
class TestPaymentTerm(JalaliAccountingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.env["account.payment.term"].create(
            {
                "name": "Months",
                "company_id": False,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100})],
            }
        )
        cls.line = cls.term.line_ids

    def _due(self, delay_type, nb_days=0, days_next_month="10", day=DAY):
        self.line.write(
            {
                "delay_type": delay_type,
                "nb_days": nb_days,
                "days_next_month": days_next_month,
            }
        )
        invoice = self._draft(day, invoice_payment_term_id=self.term.id)
        return invoice.invoice_date_due

    def test_ends_of_months(self):
        """FC-20: payments due by the end of a month are due by that of the Jalali
        month where the company's year is Jalali, by the Gregorian one elsewhere."""
        cases = {
            ("days_after_end_of_month", 0): ("2026-11-30", (1405, 9, 30)),
            ("days_after_end_of_month", 5): ("2026-12-05", (1405, 10, 5)),
            ("days_after_end_of_next_month", 0): ("2026-12-31", (1405, 10, 30)),
            ("days_end_of_month_on_the", 0, "0"): ("2026-11-30", (1405, 9, 30)),
            ("days_end_of_month_on_the", 30, "10"): ("2027-01-10", (1405, 11, 10)),
            ("days_after", 30): ("2026-12-25", (1405, 10, 4)),
        }
        for is_jalali in (False, True):
            self.company.jalali_fiscal_year = is_jalali
            for case, (gregorian, parts) in cases.items():
                with self.subTest(case=case, is_jalali=is_jalali):
                    wanted = self._day(*parts) if is_jalali else gregorian
                    self.assertEqual(str(self._due(*case)), str(wanted))

    def test_short_months(self):
        """FC-20: a day that the next month lacks is its last, Esfand's by the year."""
        self.company.jalali_fiscal_year = True
        for year, last in ((1404, 29), (1403, 30)):
            due = self._due("days_end_of_month_on_the", 0, "31", self._day(year, 11, 5))
            self.assertEqual(due, self._day(year, 12, last))

    def test_whose_months(self):
        """FC-20: the issuing company's months count, not those of the user's."""
        self.company.jalali_fiscal_year = True
        other = self._create_company(name="Gregorian")
        self.line.delay_type = "days_after_end_of_month"
        amounts = {
            "tax_amount": 0,
            "tax_amount_currency": 0,
            "untaxed_amount": 100,
            "untaxed_amount_currency": 100,
            "sign": 1,
        }
        for company, wanted in (
            (self.company, self._day(1405, 9, 30)),
            (other, date(2026, 11, 30)),
        ):
            terms = self.term.with_company(other)._compute_terms(
                DAY, company.currency_id, company, **amounts
            )
            self.assertEqual(terms["line_ids"][0]["date"], wanted)

    @given(st.dates(date(2000, 1, 1), date(2080, 1, 1)))
    def test_any_day(self, day):
        """FC-20: of any day, the end is the last day of its month."""
        self.company.jalali_fiscal_year = True
        self.line.write({"delay_type": "days_after_end_of_month", "nb_days": 0})
        term = self.line.with_company(self.company)
        self.assertEqual(term._get_due_date(day), jalali.end_of(day, "month"))
