from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_loyalty_programs(self.env.user)
        return companies

    def _create_loyalty_programs(self, owner):
        """One program per profile type: without rules they give nothing."""
        # sudo: who creates a company need not be a manager of loyalty
        types = self.env["crm.loyalty.profile.type"].sudo()
        types = types.search([])  # pylint: disable=no-search-all  # a handful
        self.env["crm.loyalty.program"].sudo().create(
            [
                {
                    "company_id": company.id,
                    "profile_type_id": profile_type.id,
                    "user_id": owner.id,
                }
                for company in self
                for profile_type in types
            ]
        )
