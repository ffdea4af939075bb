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
        # What is tracked is told at the end of the transaction: an undo would leave it.
        untracked = self.with_context(tracking_disable=True)
        kept = dst_partner and dst_partner.with_context(tracking_disable=True)
        result = super(BasePartnerMergeAutomaticWizard, untracked)._merge(
            partner_ids, kept, extra_checks
        )
        survivor = partners.exists()
        names.pop(survivor.id, None)
        journal.describe(survivor, list(names.values()))
        logs._finish(journal, "odoo")
        return result

    def _merge_and_write(self, partners, survivor, values):
        """Merge, then write what the review has chosen: one merge, one undo."""
        logs = self.env["crm.merge.log"]
        journal = logs._begin(partners)
        names = (partners - survivor).mapped("display_name")
        untracked = {"crm_lead_tools_journalled": True, "tracking_disable": True}
        survivor = survivor.with_context(**untracked)
        self.with_context(**untracked)._merge(partners.ids, survivor)
        survivor.write(values)
        journal.describe(survivor, names)
        return logs._finish(journal, "review")
