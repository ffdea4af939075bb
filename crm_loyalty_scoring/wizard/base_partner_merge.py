from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # EXTENDS base: afterwards the accounts would collide, and be deleted
        self.env["crm.loyalty.account"]._merge_partners(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
