from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    # What the search box of contacts reads.
    _persian_search = ("complete_name", "email", "ref", "vat", "company_registry")

    def _get_reader_locales(self):
        """How these people, if they have users, chose to read dates in their language;
        False where that is what the language says."""
        # sudo: how somebody reads dates is no secret, though their user may be
        users = self.env["res.users"].sudo()
        choosers = users.search(
            Domain("partner_id", "in", self.ids)
            & (
                Domain("calendar_choice", "!=", "language")
                | Domain("digits_choice", "!=", "language")
            )
        )
        return dict.fromkeys(self.ids, False) | {
            user.partner_id.id: user._get_locale_tag() for user in choosers
        }

    def _get_common_reader_locale(self):
        """False as well for people who chose differently: their language decides."""
        locales = set(self._get_reader_locales().values())
        return locales.pop() if len(locales) == 1 else False
