from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Merges of contacts, by whoever calls them, can be undone as well."""
        partners = self.env["res.partner"].browse(partner_ids).exists()
        logs = self.env["crm.merge.log"]
        if len(partners) < 2 or self.env.context.get("crm_lead_tools_journalled"):
            return super()._merge(partner_ids, dst_partner, extra_checks)
        journal = logs._begin(partners)
        names = {partner.id: partner.display_name for partner in partners}
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        survivor = partners.exists()
        names.pop(survivor.id, None)
        logs._finish(journal, survivor, list(names.values()), "odoo")
        return result

    def _merge_and_write(self, partners, survivor, values):
        """Merge, then write what the review has chosen: one merge, one undo."""
        logs = self.env["crm.merge.log"]
        journal = logs._begin(partners)
        names = (partners - survivor).mapped("display_name")
        self.with_context(crm_lead_tools_journalled=True)._merge(partners.ids, survivor)
        survivor.write(values)
        return logs._finish(journal, survivor, names, "review")
