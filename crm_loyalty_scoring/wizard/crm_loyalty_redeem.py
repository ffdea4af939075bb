from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmLoyaltyRedeem(models.TransientModel):
    """Asks with how many points an invoice in draft is to be paid."""

    _name = "crm.loyalty.redeem"
    _description = "Pay with Loyalty Points"

    move_id = fields.Many2one("account.move", required=True)
    account_ids = fields.Many2many(
        "crm.loyalty.account",
        string="Accounts with Points",
        compute="_compute_account_ids",
    )
    account_id = fields.Many2one(
        "crm.loyalty.account",
        required=True,
        compute="_compute_account_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', account_ids)]",
    )
    usable = fields.Float(related="account_id.usable")
    # digits=0: too many decimals are refused, not rounded away.
    points = fields.Float(
        digits=0,
        required=True,
        compute="_compute_points",
        store=True,
        readonly=False,
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    value = fields.Monetary(compute="_compute_value")

    @api.depends("move_id")
    def _compute_account_ids(self):
        for wizard in self:
            wizard.account_ids = wizard.move_id._get_redeemable_accounts()

    @api.depends("account_ids")
    def _compute_account_id(self):
        for wizard in self:
            wizard.account_id = wizard.account_ids[:1]

    @api.depends("account_id")
    def _compute_points(self):
        for wizard in self:
            wizard.points = wizard.move_id._get_points_worth(wizard.account_id)

    @api.depends("points", "account_id")
    def _compute_value(self):
        for wizard in self:
            point_value = wizard.account_id.program_id.point_value
            wizard.value = wizard.points * point_value

    def action_confirm(self):
        self.ensure_one()
        if self.account_id not in self.account_ids:
            raise UserError(
                self.env._("This contact has no points to pay the invoice with.")
            )
        self.account_id._check_points(self.points)
        self.move_id._pay_with_points(self.account_id, self.points)
        return {"type": "ir.actions.act_window_close"}
