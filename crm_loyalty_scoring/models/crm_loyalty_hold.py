from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..ledger import DIGITS, ZERO, Change, to_points


class CrmLoyaltyHold(models.Model):
    """Points that an invoice in draft is going to be paid with: nobody else can use
    them.

    Written by: `_update`, which compares what the draft says with what is held, so it
    may run at any time. Posting turns held points into spent ones; cancelling and
    deleting releases them. Invariants: `held` of an account is the sum of its holds;
    only drafts hold.
    """

    _name = "crm.loyalty.hold"
    _description = "Held Loyalty Points"
    _log_access = False
    _rec_name = "move_id"

    move_id = fields.Many2one(
        "account.move", required=True, ondelete="cascade", readonly=True
    )
    account_id = fields.Many2one(
        "crm.loyalty.account",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    points = fields.Float(digits=DIGITS, required=True, readonly=True)

    _account_uniq = models.Constraint(
        "UNIQUE(move_id, account_id)", "This draft holds points already."
    )
    _points_positive = models.Constraint(
        "CHECK(points > 0)", "The points that a draft holds cannot be negative."
    )

    @api.model
    def _update(self, moves):
        """Hold what the drafts among these invoices are to be paid with, and nothing
        for any other."""
        # sudo: who writes invoices needs no rights on loyalty
        self, moves = self.sudo(), moves.sudo()
        holds = self.search([("move_id", "in", moves.ids)])
        wanted = self._find_wanted(moves)
        if not holds and not wanted:
            return
        held = {(h.move_id.id, h.account_id.id): to_points(h.points) for h in holds}
        changes = defaultdict(lambda: ZERO)
        for key in held.keys() | wanted.keys():
            changes[key] = wanted.get(key, ZERO) - held.get(key, ZERO)
        holds.unlink()
        self.create(
            [
                {"move_id": move, "account_id": account, "points": float(points)}
                for (move, account), points in wanted.items()
            ]
        )
        self.flush_model()
        self.env["crm.loyalty.account"]._apply(
            [
                Change(account, ZERO, held=points)
                for (_move, account), points in changes.items()
                if points
            ]
        )

    @api.model
    def _find_wanted(self, moves):
        """{(invoice, account): points} of the invoices in draft."""
        rules = self.env["crm.loyalty.rule"].with_context(active_test=False)
        rules = rules.search(
            [
                ("product_id", "in", self._get_products()),
                ("program_id.company_id", "in", moves.company_id.ids),
            ]
        )
        wanted = defaultdict(lambda: ZERO)
        drafts = moves.filtered(
            lambda move: move.state == "draft" and move.move_type == "out_invoice"
        )
        for move in drafts:
            for rule in rules:
                if rule.program_id.company_id == move.company_id:
                    points = self._get_points(move, rule)
                    if points > 0:
                        account = self._get_account(move, rule.program_id)
                        wanted[move.id, account.id] += points
        return wanted

    @api.model
    def _get_points(self, move, rule):
        """What the draft is paid with, without what it has spent already."""
        lines = move.invoice_line_ids.filtered(
            lambda line: (
                line.display_type == "product" and line.product_id == rule.product_id
            )
        )
        points = sum(
            line.product_uom_id._compute_quantity(
                line.quantity, rule.product_id.uom_id, round=False
            )
            for line in lines
        )
        spent = self.env["crm.loyalty.grant"].search(
            [
                ("source_id.res_model", "=", "account.move"),
                ("source_id.res_id", "=", move.id),
                ("rule_id", "=", rule.id),
            ]
        )
        return to_points(points) + to_points(sum(spent.mapped("points")))

    @api.model
    def _get_account(self, move, program):
        holder = move.partner_id._get_loyalty_holders().get(move.partner_id.id)
        account = self.env["crm.loyalty.account"].search(
            [("partner_id", "=", holder), ("program_id", "=", program.id)]
        )
        if not account:
            raise UserError(
                self.env._(
                    "%(contact)s has no points in the program %(program)s. Remove the "
                    "line that is paid with points.",
                    contact=move.partner_id.display_name or self.env._("Nobody"),
                    program=program.display_name,
                )
            )
        return account

    @api.model
    def _get_products(self):
        """The products whose units stand for points."""
        return self.env["crm.loyalty.rule"]._get_redeem_products()
