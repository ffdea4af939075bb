from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    jalali_fiscal_year = fields.Boolean(
        related="company_id.jalali_fiscal_year", readonly=False
    )
    jalali_numbers_from = fields.Date(
        related="company_id.jalali_numbers_from", readonly=False
    )
