from odoo import api, fields, models

from ..ledger import DIGITS


class CrmLoyaltyTier(models.Model):
    """A step of the staircase: who has this many points has reached the level.

    Written by: managers. A change of a level shows at once on the accounts; it opens
    forms only when the points of an account change the next time.
    """

    _name = "crm.loyalty.tier"
    _description = "Loyalty Level"
    _order = "program_id, threshold, id"

    name = fields.Char(required=True, translate=True)
    program_id = fields.Many2one(
        "crm.loyalty.program", required=True, ondelete="cascade", index=True
    )
    threshold = fields.Float(string="From Points", digits=DIGITS, required=True)
    active = fields.Boolean(default=True)
    account_count = fields.Integer(
        string="Accounts",
        compute="_compute_account_count",
        help="Accounts whose highest level this is.",
    )

    _threshold_positive = models.Constraint(
        "CHECK(threshold > 0)", "A level must start above zero points."
    )
    _threshold_uniq = models.UniqueIndex(
        "(program_id, threshold) WHERE active",
        "Another level of this program starts at the same points.",
    )

    def _compute_account_count(self):
        groups = self.env["crm.loyalty.account"]._read_group(
            [("tier_id", "in", self.ids)], ["tier_id"], ["__count"]
        )
        counts = {tier.id: count for tier, count in groups}
        for tier in self:
            tier.account_count = counts.get(tier.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        tiers = super().create(vals_list)
        tiers.program_id._refresh_account_tiers()
        return tiers

    def write(self, vals):
        programs = self.program_id
        result = super().write(vals)
        if {"threshold", "active", "program_id"} & vals.keys():
            (programs | self.program_id)._refresh_account_tiers()
        return result

    def unlink(self):
        programs = self.program_id
        result = super().unlink()
        programs._refresh_account_tiers()
        return result
