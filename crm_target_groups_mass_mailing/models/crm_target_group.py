from odoo import api, models

from .. import statements


class CrmTargetGroup(models.Model):
    """Addresses of mailing lists as a source of people.

    A group has contacts and leads; an address brings in whom it belongs to. For those
    whom nobody knows nothing is created: the message says how many they are.
    """

    _inherit = "crm.target.group"

    @api.model
    def _people_models(self):
        return super()._people_models() | {"mailing.contact"}

    def _picker_sources(self):
        source = self._picker_source(
            "mailing.contact",
            "crm_target_groups_mass_mailing.mailing_contact_view_list_picker",
        )
        return [
            *super()._picker_sources(),
            source
            | {
                "id": "mailing_list",
                "name": self.env._("A mailing list"),
                "chooser": {
                    "model": "mailing.list",
                    "placeholder": self.env._("Choose a mailing list"),
                    "domain": [],
                    "filter": "[('subscription_ids', 'any', ["
                    "('list_id', '=', chosen), ('opt_out', '=', False)])]",
                },
            },
        ]

    @api.model
    def _identity_selects(self, model, domain, record_ids):
        if model != "mailing.contact":
            return super()._identity_selects(model, domain, record_ids)
        addresses = self._identity_query(model, domain, record_ids)
        behind = self.env[model]._people_behind(addresses)
        return [
            (column, statements.people(column, behind))
            for column in ("partner_id", "lead_id")
        ]

    def _add_identities(self, model, domain=None, record_ids=None, **options):
        counts = super()._add_identities(model, domain, record_ids, **options)
        if model == "mailing.contact":
            addresses = self._identity_query(model, domain, record_ids)
            behind = self.env[model]._people_behind(addresses)
            [row] = self.env.execute_query(statements.count_strangers(behind))
            counts |= {"strangers": row[0], "no_access": 0}
        return counts
