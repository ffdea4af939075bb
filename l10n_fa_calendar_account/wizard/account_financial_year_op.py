from odoo import fields, models


class AccountFinancialYearOp(models.TransientModel):
    _inherit = "account.financial.year.op"

    jalali_fiscal_year = fields.Boolean(related="company_id.jalali_fiscal_year")
