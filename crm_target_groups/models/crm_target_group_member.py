from odoo import api, fields, models
from odoo.fields import Domain

from .. import history_statements, statements
from ..selection import beyond_limit, notify
from .crm_target_group_person import IDENTITY_FIELDS

FORGETS_NAMES = "crm_target_groups.forgets_deleted_names"
SOURCES = [
    ("manual", "Added by hand"),
    ("import", "Imported from a file"),
    ("rule", "By the rule"),
    ("conversion", "Lead conversion"),
]


class CrmTargetGroupMember(models.Model):
    """One contact or one lead in one group. A row means: is a member.

    Written by `crm.target.group._add_identities` and `_remove_identities`, by the
    refresh of smart groups, by the conversion of leads and by the merges of contacts
    and of leads; nobody has the right to create, write or unlink a row.

    `res.partner.target_group_ids` and `crm.lead.target_group_ids` are Many2many fields
    over this table. Every statement below handles any number of rows at once.
    """

    _name = "crm.target.group.member"
    _description = "Target Group Member"
    _inherit = ["crm.target.group.person"]
    _order = "id desc"
    _log_access = False

    active = fields.Boolean(compute="_compute_active", search="_search_active")
    source = fields.Selection(SOURCES, required=True, default="manual", readonly=True)
    added_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    added_on = fields.Datetime(readonly=True, default=fields.Datetime.now)
    # The operation that brought the row; no foreign key, which would cost an index.
    batch_id = fields.Integer(readonly=True)

    _one_identity = models.Constraint(
        "CHECK (num_nonnulls(partner_id, lead_id) = 1)",
        "A member of a group is either a contact or a lead.",
    )
    _partner_uniq = models.UniqueIndex(
        "(group_id, partner_id) WHERE partner_id IS NOT NULL",
        "This contact is already in the group.",
    )
    _lead_uniq = models.UniqueIndex(
        "(group_id, lead_id) WHERE lead_id IS NOT NULL",
        "This lead is already in the group.",
    )
    _partner_group_idx = models.Index(
        "(partner_id, group_id) WHERE partner_id IS NOT NULL"
    )
    _lead_group_idx = models.Index("(lead_id, group_id) WHERE lead_id IS NOT NULL")
    # Newest first inside a group, and the deletion of a group.
    _group_idx = models.Index("(group_id, id)")

    def init(self):
        # Statement: what the planner is told about the table has no place in the ORM.
        self.env.execute_query(statements.advise_planner())

    def action_remove(self):
        """Take the selected members out of their groups. The people stay."""
        domain = beyond_limit(self.env, self.ids)
        batch = self._take_out(domain or Domain("id", "in", self.ids))
        return notify(batch._message())

    def action_explain(self):
        """Why this person is in the group."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_target_groups.crm_target_group_explain_action"
        )
        return action | {
            "context": {
                "default_group_id": self.group_id.id,
                "default_partner_id": self.partner_id.id,
                "default_lead_id": self.lead_id.id,
            }
        }

    @api.model
    def take_out(self, domain=None, record_ids=None):
        """Take members out of their groups, as the window asks for it."""
        domain = Domain("id", "in", record_ids) if domain is None else Domain(domain)
        return self._take_out(domain)._report()

    @api.model
    def _take_out(self, domain):
        groups = self._groups_of(domain)
        groups.check_access("write")
        batch = self.env["crm.target.group.batch"]._open("remove", groups)
        return batch._close(removed=self._delete(domain, batch))

    @api.model
    def search_panel_select_range(self, field_name, **kwargs):
        """Count a person once per group with its subgroups; say what each group is.

        The stock panel adds up the counts of the subgroups, so that one who is in two
        of them counts double. The number of queries does not depend on that of groups.
        """
        if field_name != "group_id" or not kwargs.get("enable_counters"):
            return super().search_panel_select_range(field_name, **kwargs)
        result = super().search_panel_select_range(
            field_name, **kwargs | {"enable_counters": False}
        )
        domain = Domain.AND(
            Domain(kwargs.get(key) or Domain.TRUE)
            for key in ("search_domain", "category_domain", "filter_domain")
        )
        values = {value["id"]: value for value in result.get("values", [])}
        counts = self._count_identities(list(values), domain)
        for group_id, node in self.group_id.browse(values)._tree_nodes().items():
            _partners, _leads, people = counts.get(group_id, (0, 0, 0))
            values[group_id] |= {"__count": people, **node}
        return result

    @api.model
    def _count_identities(self, group_ids, domain=Domain.TRUE):
        """Return {group id: (contacts, leads, people)} of members that match `domain`.

        Members of active subgroups count, each once; a lead and its customer are one
        person. Rules of the user apply.
        """
        if not group_ids:
            return {}
        query = self._search(domain)
        self.env["crm.target.group"].flush_model(["active", "parent_id"])
        self.env["crm.lead"].flush_model(["partner_id"])
        rows = self.env.execute_query(statements.count(group_ids, query))
        return {group_id: tuple(counts) for group_id, *counts in rows}

    @api.model
    def _insert(self, groups, column, identities, source, batch):
        """Put the result of the SELECT `identities` into each of `groups`.

        :return: how many identities there are, were missing, are left out for good
        """
        # Statement instead of `create`: 100,000 rows at once, those there are skipped.
        [counts] = self.env.execute_query(
            statements.insert(
                column,
                identities,
                groups.ids,
                source,
                self.env.uid,
                self.env.cr.now(),
                batch.id or None,
            )
        )
        self._invalidate()
        return counts

    @api.model
    def _delete(self, domain, batch=None):
        """Delete the rows that the user sees, in groups that he may change.

        Whoever leaves a smart group this way is left out of it for good: its rule must
        not bring back what a person took out.

        :return: the number of rows
        """
        members = self.with_context(active_test=False)
        groups = self._groups_of(domain)
        groups.check_access("write")
        # Statement instead of `unlink`: the right to it is that to write on the group.
        query = members._search(domain)
        [(count,)] = self.env.execute_query(
            statements.delete(
                query,
                groups.filtered("is_smart").ids,
                self.env.uid,
                self.env.cr.now(),
                "moved" if batch and batch.operation == "move" else "removed",
                (batch and batch.id) or None,
            )
        )
        self._invalidate()
        return count

    @api.model
    def _duplicate(self, copies):
        """Put the members of each group that the user sees into its copy.

        :param copies: {group id: id of the copy}
        """
        query = self.with_context(active_test=False)._search(
            [("group_id", "in", list(copies))]
        )
        self.env.execute_query(
            statements.duplicate(query, copies, self.env.uid, self.env.cr.now())
        )
        self._invalidate()

    @api.model
    def _groups_of(self, domain):
        members = self.with_context(active_test=False)
        rows = members._read_group(domain, ["group_id"])
        return self.env["crm.target.group"].union(*(group for [group] in rows))

    @api.model
    def _merge_identities(self, sources, target):
        """Hook of the merges: `target` takes the place of `sources` in their groups."""
        # Statements: private groups of other users must not lose their members either.
        column = IDENTITY_FIELDS[target._name]
        for statement in statements.merge(column, sources.ids, target.id):
            self.env.execute_query(statement)
        self._invalidate()

    @api.model
    def _copy_to_customers(self, leads):
        """Hook of the conversion: the customers join the groups of their leads."""
        # Statement: private groups of other users must know the new customer too.
        leads.flush_recordset(["partner_id"])
        self.env.execute_query(
            statements.copy_to_customers(leads.ids, self.env.uid, self.env.cr.now())
        )
        self._invalidate()

    @api.model
    def _remember_deleted(self, identities):
        """Hook of the deletion of contacts and leads: the history keeps their stays."""
        column = IDENTITY_FIELDS[identities._name]
        # sudo: a parameter of the system
        forgets = self.env["ir.config_parameter"].sudo().get_param(FORGETS_NAMES)
        identities.flush_recordset()
        # Statements: private groups of other users keep their history, too.
        for statement in history_statements.remember_deleted(
            column, identities.ids, self.env.uid, self.env.cr.now(), not forgets
        ):
            self.env.execute_query(statement)
        self._invalidate()

    @api.model
    def _invalidate(self):
        self.invalidate_model(flush=False)
        for name in ("exclusion", "stay", "presence", "event"):
            self.env[f"crm.target.group.{name}"].invalidate_model(flush=False)
        self.env["crm.target.group"]._invalidate_counts()
        for model in IDENTITY_FIELDS:
            self.env[model].invalidate_model(["target_group_ids"], flush=False)
