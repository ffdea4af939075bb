from odoo import models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.identity.mixin"]

    def _identity_fields(self):
        return [
            *super()._identity_fields(),
            "email",
            "name",
            "company_name",
            "is_company",
        ]

    def _identity_texts(self):
        texts = super()._identity_texts()
        texts["emails"].append(self.email)
        names = {"companies": [self.company_name], "persons": []}
        names["companies" if self.is_company else "persons"].append(self.name)
        return texts | names

    def _without_own(self, model, found):
        """The leads of a contact are no surprise, nor is its own company."""
        if model == "crm.lead":
            return {}
        relatives = self._origin.commercial_partner_id | self._origin.child_ids
        return {i: kinds for i, kinds in found.items() if i not in relatives.ids}
