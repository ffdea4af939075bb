from odoo import models


class CrmLead2opportunityPartner(models.TransientModel):
    _inherit = "crm.lead2opportunity.partner"

    def _compute_duplicated_lead_ids(self):
        """All leads with a key of this one's are offered; whoever converts looks at
        them and chooses."""
        result = super()._compute_duplicated_lead_ids()
        for wizard in self.filtered("lead_id"):
            wizard.duplicated_lead_ids |= wizard.lead_id._similar_open()
        return result
