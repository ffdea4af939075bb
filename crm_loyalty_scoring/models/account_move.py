from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_round

from ..ledger import DIGITS, ZERO, Change, to_points


class AccountMove(models.Model):
    _inherit = "account.move"

    loyalty_points = fields.Float(
        compute="_compute_loyalty_points",
        digits=DIGITS,
        groups="crm_loyalty_scoring.group_user",
        help="Points this document gave; negative when it took them back.",
    )
    has_loyalty_points = fields.Boolean(
        compute="_compute_loyalty_points", groups="crm_loyalty_scoring.group_user"
    )

    loyalty_grant_ids = fields.Many2many(
        "crm.loyalty.grant",
        string="Points of the Document",
        compute="_compute_loyalty_grant_ids",
        groups="crm_loyalty_scoring.group_user",
    )
    can_pay_with_points = fields.Boolean(
        compute="_compute_can_pay_with_points",
        groups="crm_loyalty_scoring.group_user",
    )

    @api.depends("state", "move_type", "partner_id")
    def _compute_can_pay_with_points(self):
        has_rules = bool(self.env["crm.loyalty.rule"]._get_redeem_products())
        for move in self:
            is_draft = move.state == "draft" and move.move_type == "out_invoice"
            move.can_pay_with_points = bool(
                has_rules and is_draft and move._get_redeemable_accounts()
            )

    def _compute_loyalty_points(self):
        groups = self.env["crm.loyalty.grant"]._read_group(
            [
                ("source_id.res_model", "=", self._name),
                ("source_id.res_id", "in", self.ids),
            ],
            ["source_id"],
            ["points:sum"],
        )
        points = {}
        for source, total in groups:
            points[source.res_id] = points.get(source.res_id, 0) + total
        for move in self:
            move.loyalty_points = points.get(move.id, 0)
            move.has_loyalty_points = move.id in points

    def _compute_loyalty_grant_ids(self):
        grants = self.env["crm.loyalty.grant"].search(
            [
                ("source_id.res_model", "=", self._name),
                ("source_id.res_id", "in", self.ids),
            ]
        )
        by_move = grants.grouped(lambda grant: grant.source_id.res_id)
        for move in self:
            move.loyalty_grant_ids = by_move.get(move.id)

    def write(self, vals):
        result = super().write(vals)
        if {"state", "partner_id"} & vals.keys():
            self._hold_loyalty_points()
        if {"state", "partner_id", "reversed_entry_id"} & vals.keys():
            # A draft is not decided yet: what it gave before stays until it is.
            self.filtered(lambda move: move.state != "draft")._reconcile_loyalty()
        return result

    def unlink(self):
        deleted = self.filtered(lambda move: move._is_loyalty_document()).ids
        self._release_loyalty_points()
        result = super().unlink()
        if deleted:
            self.env["crm.loyalty.source"]._reconcile(deleted)
        return result

    def action_view_loyalty_entries(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_loyalty_scoring.crm_loyalty_entry_action"
            ),
            "domain": [
                ("grant_id.source_id.res_model", "=", self._name),
                ("grant_id.source_id.res_id", "=", self.id),
            ],
            "context": {},
        }

    def action_pay_with_points(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_loyalty_scoring.crm_loyalty_redeem_action"
            ),
            "context": {"default_move_id": self.id},
        }

    def _get_redeemable_accounts(self):
        """The accounts of the contact whose points can pay this invoice."""
        holder = self.partner_id._get_loyalty_holders().get(self.partner_id.id)
        rules = self.env["crm.loyalty.rule"].search([("activity", "=", "redeem")])
        return self.env["crm.loyalty.account"].search(
            [
                ("partner_id", "=", holder),
                ("company_id", "=", self.company_id.id),
                ("program_id", "in", rules.program_id.ids),
                ("program_id.point_value", ">", 0),
                ("balance", ">", 0),
            ]
        )

    def _get_points_worth(self, account):
        """As many points as are usable and needed to pay the whole invoice."""
        rate = self._get_point_price(account)
        if not rate:
            return 0
        digits = account.program_id.precision
        needed = float_round(self.amount_total / rate, digits, rounding_method="DOWN")
        return max(0, min(account.usable, needed))

    def _get_point_price(self, account):
        """The value of a point in the currency of the invoice."""
        return account.currency_id._convert(
            account.program_id.point_value,
            self.currency_id,
            self.company_id,
            self.invoice_date or fields.Date.context_today(self),
            round=False,
        )

    def _pay_with_points(self, account, points):
        """Add a line that takes the value of the points off the invoice, and hold
        them until it is posted."""
        self.ensure_one()
        if self.state != "draft" or self.move_type != "out_invoice":
            raise UserError(
                self.env._("Only customer invoices in draft can be paid with points.")
            )
        price = self._get_point_price(account)
        if self.currency_id.compare_amounts(points * price, self.amount_total) > 0:
            raise UserError(
                self.env._(
                    "The points are worth more than the invoice. Use %(points)s or "
                    "fewer.",
                    points=self._get_points_worth(account),
                )
            )
        rule = self.env["crm.loyalty.rule"].search(
            [
                ("activity", "=", "redeem"),
                ("program_id", "=", account.program_id.id),
            ],
            order="recorded_at desc, id desc",
            limit=1,
        )
        self.invoice_line_ids = [
            Command.create(
                {
                    "product_id": rule.product_id.id,
                    "product_uom_id": rule.product_id.uom_id.id,
                    "quantity": points,
                    "price_unit": -price,
                    "tax_ids": False,
                }
            )
        ]

    def _hold_loyalty_points(self):
        """Let drafts hold the points they are to be paid with."""
        documents = self.filtered(lambda move: move._is_loyalty_document())
        if documents and self.env["crm.loyalty.rule"]._get_redeem_products():
            self.env["crm.loyalty.hold"]._update(documents)

    def _release_loyalty_points(self):
        """Let go of what drafts hold that are about to be deleted."""
        if self.env["crm.loyalty.rule"]._get_redeem_products():
            # sudo: who deletes invoices needs no rights on loyalty
            holds = self.env["crm.loyalty.hold"].sudo()
            holds = holds.search([("move_id", "in", self.ids)])
            changes = [
                Change(hold.account_id.id, ZERO, held=-to_points(hold.points))
                for hold in holds
            ]
            holds.unlink()
            if changes:
                self.env["crm.loyalty.account"].sudo()._apply(changes)  # see above

    def _is_loyalty_document(self):
        return self.move_type in ("out_invoice", "out_refund")

    def _reconcile_loyalty(self):
        documents = self.filtered(lambda move: move._is_loyalty_document())
        if documents:
            holders = documents.partner_id._get_loyalty_holders()
            self.env["crm.loyalty.source"]._reconcile(
                documents.ids,
                {move.id: holders.get(move.partner_id.id) for move in documents},
            )

    def _invalidate_loyalty(self):
        self.invalidate_model(
            ["loyalty_points", "has_loyalty_points", "loyalty_grant_ids"]
        )
