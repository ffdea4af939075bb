from odoo import api, fields, models

from .. import valuation
from ..segments import SEGMENTS

# What the statements of `valuation` read, and must find in the database.
READ_FIELDS = {
    "account.move": [
        "amount_untaxed_signed",
        "commercial_partner_id",
        "company_id",
        "invoice_date",
        "move_type",
        "state",
    ],
    "res.company": [
        "customer_value_discount",
        "customer_value_margin",
        "customer_value_months",
        "customer_value_years",
    ],
}
# Beyond so many invoices the button leaves the work to the job of the night.
MANY_INVOICES = 100_000


class CrmCustomerValue(models.Model):
    """What one customer of one company has bought, and what that says.

    One row per commercial contact with a posted customer invoice among the last months
    (a setting of the company). Credit notes take their amount away. The scores are
    quintiles by the mid-rank, so customers with equal figures have equal scores:

        score = least(5, 1 + floor(5 * (share that is worse + share not better) / 2))

    The lifetime value looks some years ahead (Gupta and Lehmann, "Customers as Assets",
    Journal of Interactive Marketing 17(1), 2003), for a customer who is still active
    with the probability of Kumar and Reinartz, "Customer Relationship Management":

        yearly margin * active * sum over years t from 0 of (kept / (1 + discount))^t
        active = (place of the last purchase in the window, from 0 to 1) ^ purchases
        kept   = share of last year's customers that bought again in this one

    Written by: `_refresh` alone, by SQL, every night. Cost: two statements a company.
    """

    _name = "crm.customer.value"
    _description = "Customer Value"
    _log_access = False
    _order = "amount desc, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", readonly=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(related="partner_id.user_id")
    segment = fields.Selection(
        [(segment.name, segment.label) for segment in SEGMENTS],
        required=True,
        readonly=True,
    )
    recency_score = fields.Integer(
        "Recency", required=True, readonly=True, aggregator="avg"
    )
    frequency_score = fields.Integer(
        "Frequency", required=True, readonly=True, aggregator="avg"
    )
    monetary_score = fields.Integer(
        "Monetary", required=True, readonly=True, aggregator="avg"
    )
    rfm = fields.Char(
        "RFM",
        compute="_compute_rfm",
        help="The scores of recency, frequency and amount, each from 1 to 5.",
    )
    first_purchase_date = fields.Date(
        "First Purchase", required=True, readonly=True, aggregator=None
    )
    last_purchase_date = fields.Date(
        "Last Purchase", required=True, readonly=True, aggregator=None
    )
    purchase_count = fields.Integer("Purchases", required=True, readonly=True)
    purchase_interval = fields.Integer(
        "Days Between Purchases",
        readonly=True,
        aggregator="avg",
        help="On average; empty for whoever bought once.",
    )
    amount = fields.Monetary("Net Purchases", required=True, readonly=True)
    average_purchase = fields.Monetary(required=True, readonly=True, aggregator="avg")
    lifetime_value = fields.Monetary(
        "Customer Lifetime Value",
        required=True,
        readonly=True,
        help="The margin to expect from the customer in the years to come, in money of"
        " today.",
    )

    _customer_uniq = models.Constraint(
        "UNIQUE(company_id, partner_id)", "The customer is valued already."
    )
    _segment_idx = models.Index("(company_id, segment)")

    @api.depends("recency_score", "frequency_score", "monetary_score")
    def _compute_rfm(self):
        for value in self:
            scores = value.recency_score, value.frequency_score, value.monetary_score
            value.rfm = "".join(map(str, scores))

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action()

    def action_refresh(self):
        """Value the customers of the user's companies now, or soon if they are many."""
        self.check_access("read")
        companies = self.env.companies
        # sudo: whoever may read the values may have them renewed; they name no rows
        moves = self.env["account.move"].sudo()
        invoices = moves.search_count(
            [("company_id", "in", companies.ids), ("move_type", "=", "out_invoice")],
            limit=MANY_INVOICES,
        )
        if invoices < MANY_INVOICES:
            self._refresh(companies)
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        self.env.ref("crm_customer_value.crm_customer_value_cron_refresh")._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "The customers are many: their values are being reckoned in the"
                    " background. Come back in a minute."
                ),
            },
        }

    @api.model
    def _cron_refresh(self):
        companies = self.env["res.company"]
        # pylint: disable=no-search-all  # a handful
        companies = companies.search([], order="customer_value_date, id")
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            self._refresh(company)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _refresh(self, companies):
        """Value the customers of these companies anew, as of their own today."""
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        # sudo: salespeople have no right to write companies
        for company in companies.sudo():
            # The day of the company, not of whoever asks.
            today = fields.Date.context_today(
                company.with_context(
                    tz=company.partner_id.tz or self.env.context.get("tz")
                )
            )
            valuation.refresh(self.env, company, today)
            company.customer_value_date = fields.Datetime.now()
        self.invalidate_model()
