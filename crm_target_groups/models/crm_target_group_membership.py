from odoo import api, fields, models
from odoo.fields import Domain

from .. import statements
from .crm_target_group_person import IDENTITY_FIELDS


class CrmTargetGroup(models.Model):
    """The members of groups: who is in, how they come in and go out.

    The members of a group are its own and those of its active subgroups. Every consumer
    (search, counts, campaigns) asks `_effective_groups` which groups that are, and
    `_inside_domain` for the identities; nothing else reads the tree.

    `_add_identities` is the way in. It takes the right to write on the group and to
    read the identity. Each method is one statement for any number of groups and people.
    """

    _inherit = "crm.target.group"

    partner_count = fields.Integer(
        string="Contacts",
        compute="_compute_counts",
        help="Contacts in this group or in one of its subgroups.",
    )
    lead_count = fields.Integer(
        string="Leads",
        compute="_compute_counts",
        help="Leads and opportunities in this group or in one of its subgroups.",
    )
    member_count = fields.Integer(string="Members", compute="_compute_counts")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_counts(self):
        counts = self.env["crm.target.group.member"]._count_identities(self.ids)
        for group in self:
            group.partner_count, group.lead_count, group.member_count = counts.get(
                group._origin.id, (0, 0, 0)
            )

    def action_open_members(self):
        """The window of members, at this group."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_target_groups.crm_target_group_member_action"
        )
        return action | {
            "context": {"searchpanel_default_group_id": self.id},
            "target": "main",
        }

    def _add_identities(
        self, model, domain=None, record_ids=None, source="manual", batch=None
    ):
        """Add the records of `model` that match `domain`, or `ids`, to each group.

        `model` is that of contacts, of leads, or that of members: then the people of
        these members are added. Rules of the user apply to the identities, also to
        those named by their ids. Whoever is left out of a group for good stays out.

        :return: numbers of {"added", "already" in, "excluded", "no_access" to these
        ids}
        """
        self.check_access("write")
        members = self.env["crm.target.group.member"]
        batch = batch or self.env["crm.target.group.batch"]
        smart = self.filtered("is_smart")
        found = added = excluded = 0
        for column, identities in self._identity_selects(model, domain, record_ids):
            if smart:
                self.env.execute_query(
                    statements.pin(column, identities, smart.ids, source)
                )
            counts = members._insert(self, column, identities, source, batch)
            found, added, excluded = (
                total + count
                for total, count in zip((found, added, excluded), counts, strict=True)
            )
        known = found if model in IDENTITY_FIELDS else len(set(record_ids or ()))
        return {
            "added": added,
            "already": found * len(self) - added - excluded,
            "excluded": excluded,
            "no_access": 0 if record_ids is None else len(set(record_ids)) - known,
        }

    def _remove_identities(self, model, domain=None, record_ids=None):
        """Opposite of `_add_identities`. Return the number of members removed."""
        self.check_access("write")
        identities = self._identity_query(model, domain, record_ids)
        return self.env["crm.target.group.member"]._delete(
            Domain("group_id", "in", self.ids)
            & Domain(IDENTITY_FIELDS[model], "in", identities)
        )

    @api.model
    def _identity_selects(self, model, domain, record_ids):
        """(column, SELECT of ids) for each kind of identity that is meant."""
        query = self._identity_query(model, domain, record_ids)
        if model in IDENTITY_FIELDS:
            return [(IDENTITY_FIELDS[model], query.select())]
        return [
            (column, statements.people(column, query))
            for column in IDENTITY_FIELDS.values()
        ]

    @api.model
    def _identity_query(self, model, domain, record_ids):
        if record_ids is None:
            return self.env[model]._search(Domain(domain))
        identities = self.env[model].with_context(active_test=False)
        return identities._search(Domain("id", "in", record_ids))

    def _count_people(self):
        """The number of people in these very groups, each counted once: a lead and its
        customer are one person."""
        members = self.env["crm.target.group.member"]
        query = members._search([("group_id", "in", self.ids)])
        self.env["crm.lead"].flush_model(["partner_id"])
        [(count,)] = self.env.execute_query(statements.count_people(query))
        return count

    def _effective_groups(self):
        """These groups and those whose members are members of them.

        Rules of the user apply: private subgroups of others add nothing for him.
        """
        return self | self.search([("id", "child_of", self.ids)])

    def _inside_domain(self, model):
        """The records of `model` in these very groups, which the user sees."""
        if not self:
            return Domain.FALSE
        return Domain("id", "in", statements.inside(IDENTITY_FIELDS[model], self.ids))

    def _outside_domain(self, model):
        """The records of `model` in none of these very groups."""
        if not self:
            return Domain.TRUE
        table = self.env[model]._table
        return Domain(
            "id", "in", statements.outside(table, IDENTITY_FIELDS[model], self.ids)
        )

    @api.model
    def _invalidate_counts(self):
        self.invalidate_model(
            ["partner_count", "lead_count", "member_count"], flush=False
        )
