from odoo import api, models
from odoo.exceptions import UserError

# What the review lets choose from; all else is settled by Odoo's own merge of contacts.
FIELDS = (
    *("name", "is_company", "parent_id", "company_name", "email", "phone", "vat"),
    *("function", "website", "street", "street2", "zip", "city", "state_id"),
    *("country_id", "lang", "user_id", "ref", "comment", "other_phones"),
    *("other_emails", "category_id"),
)


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.identity.mixin", "crm.merge.review"]

    def merge_similar(self, survivor_id, choices=None):
        """Merge these contacts into one of them, as Odoo merges contacts.

        :param choices: {field: id of the contact whose value is kept}
        """
        partners = self.with_context(active_test=False).exists()
        survivor = partners.filtered(lambda partner: partner.id == survivor_id)
        if len(partners) < 2 or len(survivor) != 1:
            raise UserError(
                self.env._(
                    "There is nothing to merge: a contact may have been deleted or"
                    " merged in the meantime. Reload the page."
                )
            )
        partners.check_access("write")
        partners.lock_for_update()
        values = partners._chosen_values(choices or {})
        wizard = self.env["base.partner.merge.automatic.wizard"]
        log = wizard._merge_and_write(partners, survivor, values)
        return log._report()

    def _chosen_values(self, choices):
        values = {}
        for fname, partner_id in choices.items():
            if fname not in FIELDS or partner_id not in self.ids:
                raise UserError(self.env._("This choice does not exist (%s).", fname))
            partner = self.browse(partner_id)
            field = self._fields[fname]
            values[fname] = field.convert_to_write(partner[fname], partner)
        return values

    def _merge_suggested(self):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        return wizard._get_ordered_partner(self.ids)[-1:]

    @api.model
    def _merge_field_names(self):
        return FIELDS

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
