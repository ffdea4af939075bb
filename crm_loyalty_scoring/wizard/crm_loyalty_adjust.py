from odoo import fields, models

KINDS = [("increase", "Increase"), ("decrease", "Decrease"), ("spend", "Spent")]


class CrmLoyaltyAdjust(models.TransientModel):
    """Asks how many points to give, take or spend by hand, and why."""

    _name = "crm.loyalty.adjust"
    _description = "Adjust Loyalty Points"

    account_id = fields.Many2one("crm.loyalty.account", required=True)
    balance = fields.Float(related="account_id.balance")
    usable = fields.Float(related="account_id.usable")
    kind = fields.Selection(KINDS, required=True, default="increase")
    # digits=0: too many decimals are refused, not rounded away.
    points = fields.Float(digits=0, required=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        self.ensure_one()
        self.account_id.check_access("read")
        self.account_id._check_points(self.points)
        sign = 1 if self.kind == "increase" else -1
        self.account_id._adjust(sign * self.points, self.reason, self.kind == "spend")
        return {"type": "ir.actions.act_window_close"}
