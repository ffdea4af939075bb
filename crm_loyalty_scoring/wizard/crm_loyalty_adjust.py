from odoo import fields, models

from ..ledger import DIGITS


class CrmLoyaltyAdjust(models.TransientModel):
    """Asks how many points to give or take by hand, and why."""

    _name = "crm.loyalty.adjust"
    _description = "Adjust Loyalty Points"

    account_id = fields.Many2one("crm.loyalty.account", required=True)
    balance = fields.Float(related="account_id.balance")
    points = fields.Float(
        string="Points to Give",
        digits=DIGITS,
        required=True,
        help="A negative number takes points.",
    )
    reason = fields.Char(required=True)

    def action_confirm(self):
        self.ensure_one()
        self.account_id.check_access("read")
        self.account_id._adjust(self.points, self.reason)
        return {"type": "ir.actions.act_window_close"}
