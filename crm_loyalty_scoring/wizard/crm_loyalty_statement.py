from odoo import api, fields, models

from ..expiry import today
from ..ledger import DIGITS


class CrmLoyaltyStatement(models.TransientModel):
    """The points of an account from one day to another, as they were then."""

    _name = "crm.loyalty.statement"
    _description = "Loyalty Statement"

    account_id = fields.Many2one("crm.loyalty.account", required=True)
    date_from = fields.Date(string="From")
    date_to = fields.Date(
        string="As of",
        required=True,
        compute="_compute_date_to",
        store=True,
        readonly=False,
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    opening = fields.Float(digits=DIGITS, compute="_compute_state")
    balance = fields.Float(digits=DIGITS, compute="_compute_state")
    shortfall = fields.Float(digits=DIGITS, compute="_compute_state")
    spent = fields.Float(digits=DIGITS, compute="_compute_state")
    expired = fields.Float(digits=DIGITS, compute="_compute_state")
    value = fields.Monetary(compute="_compute_state")
    tier_id = fields.Many2one(
        "crm.loyalty.tier", string="Level", compute="_compute_state"
    )
    entry_ids = fields.Many2many(
        "crm.loyalty.entry", string="Ledger", compute="_compute_state"
    )

    @api.depends("account_id")
    def _compute_date_to(self):
        for statement in self:
            tz = statement.account_id.program_id.tz or "UTC"
            statement.date_to = today(fields.Datetime.now(), tz)

    @api.depends("account_id", "date_from", "date_to")
    def _compute_state(self):
        for statement in self:
            account = statement.account_id._origin
            if not account or not statement.date_to:
                statement.update(dict.fromkeys(("opening", "balance", "value"), 0))
                statement.update(dict.fromkeys(("shortfall", "spent", "expired"), 0))
                statement.tier_id = statement.entry_ids = False
                continue
            end = account._get_end_of(statement.date_to)
            start = statement.date_from and account._get_end_of(
                fields.Date.subtract(statement.date_from, days=1)
            )
            statement.update(account._get_state_at(end))
            statement.opening = start and account._get_state_at(start)["balance"]
            statement.value = statement.balance * account.program_id.point_value
            domain = [("account_id", "=", account.id), ("date", "<", end)]
            if start:
                domain.append(("date", ">=", start))
            statement.entry_ids = self.env["crm.loyalty.entry"].search(domain)

    def action_print(self):
        return self.env.ref(
            "crm_loyalty_scoring.crm_loyalty_statement_report"
        ).report_action(self)
