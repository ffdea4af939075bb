from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from ..ledger import DIGITS

ACTIVITIES = [
    ("purchase", "Product Purchase"),
    ("item", "Item"),
    ("redeem", "Payment with Points"),
]
# What a rule is about: it stays once points were given.
SUBJECT = {"activity", "product_id", "item_type_id", "program_id"}
MOST_POINTS = 1_000_000_000


class CrmLoyaltyRule(models.Model):
    """What gives how many points.

    - Purchase: points per unit of one product on a customer invoice.
    - Item: points for each item of a type; for a financial one, points for every full
      step of its amount.
    - Payment with points: each unit of one product on an invoice uses one point.

    Written by: managers. Several rules may name the same product or type of items: the
    active one that was recorded last counts, and changing points or step records a rule
    anew. Documents pin what a rule says when they are confirmed, so no change of it
    reaches them.
    """

    _name = "crm.loyalty.rule"
    _description = "Loyalty Scoring Rule"
    _order = "activity, product_id, item_type_id, recorded_at desc, id desc"

    program_id = fields.Many2one(
        "crm.loyalty.program", required=True, ondelete="cascade", index=True
    )
    activity = fields.Selection(ACTIVITIES, required=True, default="purchase")
    product_id = fields.Many2one(
        "product.product",
        ondelete="cascade",
        index="btree_not_null",
        domain=[("sale_ok", "=", True)],
    )
    item_type_id = fields.Many2one(
        "crm.loyalty.item.type",
        ondelete="restrict",
        index="btree_not_null",
    )
    is_financial = fields.Boolean(related="item_type_id.is_financial")
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    points = fields.Float(
        digits=DIGITS,
        required=True,
        default=1,
        help="For each unit of the product, each item, or each full step of it.",
    )
    currency_id = fields.Many2one(related="program_id.currency_id")
    amount_step = fields.Monetary(
        string="For Every",
        help="Each document gives the points once for every full step of its amount.",
    )
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
        help="Of several rules for a product or an item type, the active one recorded "
        "last counts. When it is archived, the one before it counts again.",
    )

    _points_range = models.Constraint(
        "CHECK(points BETWEEN 0 AND 1000000000)",
        "A rule gives at least 0 and at most a billion points.",
    )
    _subject = models.Constraint(
        "CHECK((product_id IS NULL) = (activity = 'item')"
        " AND (item_type_id IS NULL) = (activity <> 'item'))",
        "Choose a product, or the type of items, that the rule is about.",
    )
    _amount_step_positive = models.Constraint(
        "CHECK(amount_step IS NULL OR amount_step >= 0)",
        "The amount for which points are given cannot be negative.",
    )

    @api.depends("activity", "product_id", "item_type_id")
    def _compute_display_name(self):
        for rule in self:
            subject = rule.product_id or rule.item_type_id
            rule.display_name = subject.display_name

    @api.depends("program_id", "product_id", "item_type_id", "active", "recorded_at")
    def _compute_is_effective(self):
        rules = self.search(
            [
                ("program_id", "in", self.program_id.ids),
                "|",
                ("product_id", "in", self.product_id.ids),
                ("item_type_id", "in", self.item_type_id.ids),
                ("active", "=", True),
            ],
            order="recorded_at, id",
        )
        effective = {rule._get_subject(): rule for rule in rules}
        for rule in self:
            rule.is_effective = rule._origin == effective.get(rule._get_subject())

    @api.constrains("item_type_id", "amount_step")
    def _check_amount_step(self):
        for rule in self:
            if rule.is_financial and not rule.amount_step:
                raise ValidationError(
                    self.env._(
                        "Say for every how much of the amount the points are given."
                    )
                )

    @api.constrains("activity", "product_id", "program_id")
    def _check_one_activity(self):
        for rule in self.filtered("product_id"):
            others = rule.with_context(active_test=False).search(
                [
                    ("program_id", "=", rule.program_id.id),
                    ("product_id", "=", rule.product_id.id),
                    ("activity", "!=", rule.activity),
                ],
                limit=1,
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(product)s cannot give points and be paid with points in one "
                        "program. Choose another product.",
                        product=rule.product_id.display_name,
                    )
                )

    @api.onchange("activity")
    def _onchange_activity(self):
        if self.activity == "item":
            self.product_id = False
        else:
            self.item_type_id = False
            self.amount_step = 0
        if self.activity == "redeem":
            self.points = 1

    def action_try(self):
        """Try the rule on the documents of the past."""
        self.ensure_one()
        names = ("activity", "amount_step", "item_type_id", "points", "product_id")
        defaults = self._read_format(["program_id", *names], load=None)[0]
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_loyalty_scoring.crm_loyalty_trial_action"
            ),
            "context": {
                f"default_{name}": defaults[name] for name in ("program_id", *names)
            },
        }

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._forget_cached()
        return rules

    def write(self, vals):
        changed = {name for name in SUBJECT & vals.keys() if self._changes(name, vals)}
        if changed:
            self._check_unused()
        if changed or {"points", "amount_step"} & vals.keys():
            vals = {**vals, "recorded_at": fields.Datetime.now()}
        if changed or "active" in vals:
            self._forget_cached()
        result = super().write(vals)
        if changed or "active" in vals:
            self._forget_cached()
        return result

    def unlink(self):
        self._forget_cached()
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    @api.model
    @tools.ormcache()
    def _get_redeem_products(self):
        """The products that invoices are paid with, archived rules included."""
        # sudo: the products of all companies
        rules = self.sudo().with_context(active_test=False)
        return tuple(rules.search([("activity", "=", "redeem")]).product_id.ids)

    def _forget_cached(self):
        """What is cached about rules concerns all but those of purchases."""
        if any(rule.activity != "purchase" for rule in self):
            self.env.registry.clear_cache()

    def _get_subject(self):
        return (
            self.program_id._origin,
            self.product_id._origin,
            self.item_type_id._origin,
        )

    def _changes(self, name, vals):
        value = self._fields[name].convert_to_write(vals[name] or False, self)
        return any(
            self._fields[name].convert_to_write(rule[name], rule) != value
            for rule in self
        )

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
