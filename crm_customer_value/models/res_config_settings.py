from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_value_months = fields.Integer(
        related="company_id.customer_value_months", readonly=False
    )
    customer_value_margin = fields.Float(
        related="company_id.customer_value_margin", readonly=False
    )
    customer_value_discount = fields.Float(
        related="company_id.customer_value_discount", readonly=False
    )
    customer_value_years = fields.Integer(
        related="company_id.customer_value_years", readonly=False
    )
