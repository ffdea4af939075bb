from odoo import api, fields, models


class AccountMoveReversal(models.TransientModel):
    _inherit = "account.move.reversal"

    loyalty_preview = fields.Text(
        string="Loyalty Points",
        compute="_compute_loyalty_preview",
        groups="crm_loyalty_scoring.group_user",
    )

    @api.depends("move_ids")
    def _compute_loyalty_preview(self):
        for wizard in self:
            wizard.loyalty_preview = wizard.move_ids._origin._preview_loyalty_return()
