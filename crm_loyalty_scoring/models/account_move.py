from odoo import fields, models

from ..ledger import DIGITS


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

    def write(self, vals):
        result = super().write(vals)
        if {"state", "partner_id", "reversed_entry_id"} & vals.keys():
            # A draft is not decided yet: what it gave before stays until it is.
            self.filtered(lambda move: move.state != "draft")._reconcile_loyalty()
        return result

    def unlink(self):
        deleted = self.filtered(lambda move: move._is_loyalty_document()).ids
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

    def _is_loyalty_document(self):
        return self.move_type in ("out_invoice", "out_refund")

    def _reconcile_loyalty(self):
        documents = self.filtered(lambda move: move._is_loyalty_document())
        if documents:
            self.env["crm.loyalty.source"]._reconcile(
                documents.ids, documents.partner_id._get_loyalty_holders()
            )

    def _invalidate_loyalty(self):
        self.invalidate_model(["loyalty_points", "has_loyalty_points"])
