from odoo import models


class AccountPaymentTerm(models.Model):
    _inherit = "account.payment.term"

    def _compute_terms(self, date_ref, currency, company, *args, **kwargs):
        """Its lines ask whose months end: those of the company that issues."""
        term = self.with_company(company)
        return super(AccountPaymentTerm, term)._compute_terms(
            date_ref, currency, company, *args, **kwargs
        )
