from datetime import timedelta

from odoo import fields, models

from odoo.addons.l10n_fa_calendar.jalali import start_of


class AccountAccruedOrdersWizard(models.TransientModel):
    _inherit = "account.accrued.orders.wizard"

    def _get_default_date(self):
        """The last day of the month before, which is a Jalali one in such a year."""
        if not self.env.company.jalali_fiscal_year:
            return super()._get_default_date()
        today = fields.Date.context_today(self)
        return start_of(today, "month") - timedelta(days=1)

    date = fields.Date(default=lambda self: self._get_default_date())
