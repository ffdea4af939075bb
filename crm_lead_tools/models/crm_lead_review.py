from odoo import models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.merge.review"]

    def action_show_potential_duplicates(self):
        """The button opens all similar leads side by side."""
        return self.action_review_similar()

    def _merge_suggested(self):
        won = self.filtered(lambda lead: lead.won_status == "won")
        return (won or self._sort_by_confidence_level(reverse=True))[:1]

    def _preview_record(self):
        kind = dict(self._fields["type"]._description_selection(self.env))
        details = [
            kind.get(self.type),
            self.stage_id.name if self.type == "opportunity" else None,
            self.user_id.name,
        ]
        return {
            **super()._preview_record(),
            "details": " · ".join(filter(None, details)),
            "is_won": self.won_status == "won",
            "is_lost": self.won_status == "lost",
        }
