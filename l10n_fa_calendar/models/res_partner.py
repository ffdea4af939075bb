from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # What the search box of contacts reads.
    _persian_search = ("complete_name", "email", "ref", "vat", "company_registry")
