from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import Query

# Who may know what a customer buys, without any right on invoices themselves.
READERS = (
    "sales_team.group_sale_salesman,"
    "account.group_account_readonly,account.group_account_invoice"
)


def _value(name, **attributes):
    """A field of the value on the contact, read and searched with the user's rights."""
    return {
        "related": f"customer_value_id.{name}",
        "related_sudo": False,
        "groups": READERS,
        **attributes,
    }


class ResPartner(models.Model):
    """What a contact is worth to the user's company: that of its commercial contact."""

    _inherit = "res.partner"

    customer_value_ids = fields.One2many(
        "crm.customer.value",
        "partner_id",
        string="Values to All Companies",
        readonly=True,
        groups=READERS,
    )
    customer_value_id = fields.Many2one(
        "crm.customer.value",
        compute="_compute_customer_value_id",
        search="_search_customer_value_id",
        groups=READERS,
    )
    customer_segment = fields.Selection(
        **_value("segment", string="Customer Segment"),
        help="By how recently, how often and for how much the customer has bought.",
    )
    customer_rfm = fields.Char(**_value("rfm", string="RFM"))
    customer_recency = fields.Integer(
        **_value("recency_score", string="Recency Score"),
        help="From 1 to 5: how recently the customer bought, among all customers.",
    )
    customer_frequency = fields.Integer(
        **_value("frequency_score", string="Frequency Score"),
        help="From 1 to 5: how often the customer buys, among all customers.",
    )
    customer_monetary = fields.Integer(
        **_value("monetary_score", string="Monetary Score"),
        help="From 1 to 5: for how much the customer buys, among all customers.",
    )
    customer_first_purchase = fields.Date(
        **_value("first_purchase_date", string="First Purchase")
    )
    customer_last_purchase = fields.Date(
        **_value("last_purchase_date", string="Last Purchase")
    )
    customer_purchase_count = fields.Integer(
        **_value("purchase_count", string="Purchases")
    )
    customer_purchase_interval = fields.Integer(
        **_value("purchase_interval", string="Days Between Purchases")
    )
    customer_purchases = fields.Monetary(
        **_value("amount", string="Net Purchases"),
        currency_field="customer_value_currency_id",
    )
    customer_average_purchase = fields.Monetary(
        **_value("average_purchase", string="Average Purchase"),
        currency_field="customer_value_currency_id",
    )
    customer_lifetime_value = fields.Monetary(
        **_value("lifetime_value", string="Customer Lifetime Value"),
        currency_field="customer_value_currency_id",
    )
    customer_value_currency_id = fields.Many2one(
        "res.currency", **_value("currency_id", string="Currency of the Value")
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_customer_value_id(self):
        values = self.env["crm.customer.value"].search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.id),
            ]
        )
        by_partner = values.grouped("partner_id")
        for partner in self:
            partner.customer_value_id = by_partner.get(partner.commercial_partner_id)

    def _search_customer_value_id(self, operator, value):
        path = "commercial_partner_id.customer_value_ids"
        own = Domain("company_id", "=", self.env.company.id)
        if operator in ("any", "any!"):
            chosen = Domain("id", "in", value) if isinstance(value, Query) else value
            return Domain(path, operator, own & Domain(chosen))
        if operator != "in":
            return NotImplemented
        domain = Domain(path, "any", own & Domain("id", "in", set(value) - {False}))
        return domain | ~Domain(path, "any", own) if False in value else domain
