from odoo import api, models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    # Core lets some of these be written on the lines of a posted invoice.

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._get_posted_moves()._reconcile_loyalty()
        return lines

    def write(self, vals):
        if not vals.keys() & self._get_loyalty_fields():
            return super().write(vals)
        moves = self._get_posted_moves()
        result = super().write(vals)
        (moves | self._get_posted_moves())._reconcile_loyalty()
        return result

    def unlink(self):
        moves = self._get_posted_moves()
        result = super().unlink()
        moves._reconcile_loyalty()
        return result

    def _get_loyalty_fields(self):
        return {"display_type", "move_id", "product_id", "product_uom_id", "quantity"}

    def _get_posted_moves(self):
        return self.filtered(lambda line: line.parent_state == "posted").move_id
