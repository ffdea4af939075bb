from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # Before the generic update, which deletes all rows at the first duplicate.
        self.env["crm.target.group.member"]._merge_identities(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
