from odoo import api, fields, models
from odoo.exceptions import UserError

from ..ledger import DIGITS


class CrmLoyaltyRule(models.Model):
    """Points per unit of one product on a customer invoice.

    Written by: managers. Several rules may name the same product: the active one that
    was recorded last counts, and changing the points records a rule anew. Invoices pin
    the points per unit when they are posted, so no change of a rule reaches them.
    """

    _name = "crm.loyalty.rule"
    _description = "Loyalty Scoring Rule"
    _rec_name = "product_id"
    _order = "product_id, recorded_at desc, id desc"

    program_id = fields.Many2one(
        "crm.loyalty.program", required=True, ondelete="cascade", index=True
    )
    product_id = fields.Many2one(
        "product.product",
        required=True,
        ondelete="cascade",
        index=True,
        domain=[("sale_ok", "=", True)],
    )
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    points = fields.Float(string="Points per Unit", digits=DIGITS, required=True)
    active = fields.Boolean(default=True)
    recorded_at = fields.Datetime(
        string="Recorded on",
        default=fields.Datetime.now,
        required=True,
        readonly=True,
        copy=False,
    )
    is_effective = fields.Boolean(
        string="In Effect",
        compute="_compute_is_effective",
        help="Of several rules for a product, the active one recorded last counts. "
        "When it is archived, the one before it counts again.",
    )

    _points_positive = models.Constraint(
        "CHECK(points >= 0)", "A rule cannot give negative points."
    )

    @api.depends("program_id", "product_id", "active", "recorded_at")
    def _compute_is_effective(self):
        rules = self.search(
            [
                ("program_id", "in", self.program_id.ids),
                ("product_id", "in", self.product_id.ids),
                ("active", "=", True),
            ],
            order="recorded_at, id",
        )
        effective = {(rule.program_id, rule.product_id): rule for rule in rules}
        for rule in self:
            rule.is_effective = rule._origin == effective.get(
                (rule.program_id._origin, rule.product_id._origin)
            )

    def write(self, vals):
        if "product_id" in vals or "program_id" in vals:
            self._check_unused()
        if "points" in vals or "product_id" in vals:
            vals = {**vals, "recorded_at": fields.Datetime.now()}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        # sudo: points of other companies count as well
        used = self.env["crm.loyalty.grant"].sudo()
        if used.search_count([("rule_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Points were given by this rule, so it must stay what it is. "
                    "Archive it and create a new one."
                )
            )
