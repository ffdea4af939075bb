from odoo import api, models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    # Core lets some of these be written on the lines of a posted invoice.

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._get_posted_moves()._reconcile_loyalty()
        lines._get_moves_paid_with_points()._hold_loyalty_points()
        return lines

    def write(self, vals):
        if not vals.keys() & self._get_loyalty_fields():
            return super().write(vals)
        moves, drafts = self._get_posted_moves(), self._get_moves_paid_with_points()
        result = super().write(vals)
        (moves | self._get_posted_moves())._reconcile_loyalty()
        (drafts | self._get_moves_paid_with_points())._hold_loyalty_points()
        return result

    def unlink(self):
        moves, drafts = self._get_posted_moves(), self._get_moves_paid_with_points()
        result = super().unlink()
        moves._reconcile_loyalty()
        drafts.exists()._hold_loyalty_points()
        return result

    def _get_loyalty_fields(self):
        return {
            "discount",
            "display_type",
            "move_id",
            "price_unit",
            "product_id",
            "product_uom_id",
            "quantity",
            "tax_ids",
        }

    def _get_posted_moves(self):
        return self.filtered(lambda line: line.parent_state == "posted").move_id

    def _get_moves_paid_with_points(self):
        """The drafts among the moves of lines that stand for points."""
        products = self.env["crm.loyalty.rule"]._get_redeem_products()
        if not products:
            return self.env["account.move"]
        return self.filtered(
            lambda line: line.product_id.id in products and line.parent_state == "draft"
        ).move_id
