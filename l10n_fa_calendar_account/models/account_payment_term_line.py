from datetime import timedelta

from odoo import fields, models

from odoo.addons.l10n_fa_calendar.jalali import end_of
from odoo.addons.l10n_fa_calendar.relative_dates import shift

MONTH_ENDS = (
    "days_after_end_of_month",
    "days_after_end_of_next_month",
    "days_end_of_month_on_the",
)


class AccountPaymentTermLine(models.Model):
    _inherit = "account.payment.term.line"

    def _get_due_date(self, date_ref):
        """Ends of months, and days of the next one, of the Jalali calendar where the
        company's fiscal year is Jalali."""
        company = self.payment_id.company_id or self.env.company
        if self.delay_type not in MONTH_ENDS or not company.jalali_fiscal_year:
            return super()._get_due_date(date_ref)
        day = fields.Date.to_date(date_ref) or fields.Date.today()
        delay = timedelta(days=self.nb_days)
        if self.delay_type == "days_after_end_of_month":
            return end_of(day, "month") + delay
        if self.delay_type == "days_after_end_of_next_month":
            return end_of(shift(day, "+", 1, "m"), "month") + delay
        return self._get_day_of_next_month(day + delay)

    def _get_day_of_next_month(self, day):
        """Without a day, the end of this month; what is no number is the first."""
        number = self.days_next_month or ""
        day_of_month = int(number) if number.isdecimal() else 1
        if not day_of_month:
            return end_of(day, "month")
        return shift(shift(day, "+", 1, "m"), "=", day_of_month, "d")
