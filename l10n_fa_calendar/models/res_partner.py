from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    # What the search box of contacts reads.
    _persian_search = ("complete_name", "email", "ref", "vat", "company_registry")

    def _get_reader_locale(self):
        """How this person, if they have a user, chose to read dates in their language;
        False if that is what the language says."""
        self.ensure_one()
        return self.user_ids[:1]._get_locale_tag() if self.user_ids else False
