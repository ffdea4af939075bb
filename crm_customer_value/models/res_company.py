from odoo import fields, models


class ResCompany(models.Model):
    """How a company values its customers; see `crm.customer.value`."""

    _inherit = "res.company"

    customer_value_months = fields.Integer(
        "Months of Purchases", default=24, help="Older purchases count no more."
    )
    customer_value_margin = fields.Float(
        "Gross Margin of Sales", default=30, help="In percent of what is invoiced."
    )
    customer_value_discount = fields.Float(
        "Yearly Discount Rate",
        default=20,
        help="In percent: what money of next year is worth less than money of today.",
    )
    customer_value_years = fields.Integer("Years to Come", default=3)
    customer_value_date = fields.Datetime("Customers Valued On", readonly=True)

    _customer_value_months_positive = models.Constraint(
        "CHECK(customer_value_months BETWEEN 1 AND 240)",
        "Count the purchases of 1 to 240 months.",
    )
    _customer_value_margin_share = models.Constraint(
        "CHECK(customer_value_margin BETWEEN 0 AND 100)",
        "The gross margin is a percentage from 0 to 100.",
    )
    _customer_value_discount_positive = models.Constraint(
        "CHECK(customer_value_discount BETWEEN 0 AND 1000)",
        "The discount rate is a percentage of 0 or more.",
    )
    _customer_value_years_few = models.Constraint(
        "CHECK(customer_value_years BETWEEN 1 AND 20)",
        "Look 1 to 20 years ahead.",
    )
