from odoo import models


class CrmTargetGroup(models.Model):
    """Where the picker takes people from."""

    _inherit = "crm.target.group"

    def picker_sources(self):
        """The sources that the user may read, in the order they are offered."""
        self.ensure_one()
        self.check_access("write")
        return [
            source
            for source in self._picker_sources()
            if self.env[source["model"]].has_access("read")
        ]

    def _picker_sources(self):
        """Hook: each source is a model and a domain on it.

        `missing` is the domain of those who are not in this very group. With `chooser`
        the user first chooses a record, such as an earlier group: `filter` is the
        domain of its people, where `chosen` stands for its id.
        """
        choose = self.env._("Choose a group")
        contacts = self._picker_source(
            "res.partner", "crm_target_groups.res_partner_view_list_picker"
        )
        leads = self._picker_source(
            "crm.lead", "crm_target_groups.crm_lead_view_list_picker"
        )
        return [
            contacts | {"id": "contacts", "name": self.env._("Contacts")},
            contacts
            | {
                "id": "customers",
                "name": self.env._("Customers"),
                "domain": self._customer_domain(),
            },
            leads
            | {
                "id": "leads",
                "name": self.env._("Leads and opportunities"),
                "search_view_id": self.env.ref(
                    "crm.view_crm_case_opportunities_filter"
                ).id,
            },
            contacts
            | {
                "id": "history",
                "name": self.env._("With CRM history"),
                "domain": self._history_domain(),
            },
            self._picker_source(
                "crm.target.group.member",
                "crm_target_groups.crm_target_group_member_view_list_picker",
            )
            | {
                "id": "group",
                "name": self.env._("An earlier group"),
                "chooser": {
                    "model": "crm.target.group",
                    "domain": [("id", "!=", self.id)],
                    "filter": "[('group_id', 'child_of', chosen)]",
                    "placeholder": choose,
                },
                "missing": [
                    *("|", "&", ("partner_id", "!=", False)),
                    ("partner_id.target_group_ids", "not in", self.ids),
                    *("&", ("lead_id", "!=", False)),
                    ("lead_id.target_group_ids", "not in", self.ids),
                ],
            },
        ]

    def _picker_source(self, model, view):
        return {
            "model": model,
            "domain": [],
            "missing": [("target_group_ids", "not in", self.ids)],
            "view_id": self.env.ref(view).id,
            "search_view_id": False,
            "chooser": False,
        }

    def _history_domain(self):
        """Hook: contacts with whom something has happened."""
        return ["|", ("opportunity_ids", "!=", False), ("meeting_ids", "!=", False)]

    def _customer_domain(self):
        """Hook: contacts who have bought something."""
        won = ("opportunity_ids.stage_id.is_won", "=", True)
        if "customer_rank" in self.env["res.partner"]._fields:  # accounting is there
            return ["|", ("customer_rank", ">", 0), won]
        return [won]
