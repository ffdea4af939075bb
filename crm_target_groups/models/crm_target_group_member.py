from odoo import api, fields, models
from odoo.fields import Domain

from .. import statements
from ..selection import beyond_limit, notify

# The kinds of identity that can be in a group, and their columns here.
IDENTITY_FIELDS = {"res.partner": "partner_id", "crm.lead": "lead_id"}

SOURCES = [("manual", "Added by hand"), ("conversion", "Lead conversion")]


class CrmTargetGroupMember(models.Model):
    """One contact or one lead in one group. A row means: is a member.

    Written by `crm.target.group._add_identities` and `_remove_identities`, by the
    conversion of leads and by the merges of contacts and of leads; nobody has the right
    to create, write or unlink a row. Read through two boundaries, both record rules:
    the group must be visible to the reader, and the identity one that he may read
    (`is_accessible`).

    `res.partner.target_group_ids` and `crm.lead.target_group_ids` are Many2many fields
    over this table. Every statement below handles any number of rows at once.
    """

    _name = "crm.target.group.member"
    _description = "Target Group Member"
    _order = "id desc"
    _log_access = False

    group_id = fields.Many2one("crm.target.group", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Contact", ondelete="cascade")
    lead_id = fields.Many2one("crm.lead", ondelete="cascade")
    source = fields.Selection(SOURCES, required=True, default="manual", readonly=True)
    added_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    added_on = fields.Datetime(readonly=True, default=fields.Datetime.now)

    # Shown of the identity
    kind = fields.Selection(
        [("contact", "Contact"), ("lead", "Lead")], compute="_compute_identity"
    )
    name = fields.Char(compute="_compute_identity", search="_search_name")
    email = fields.Char(compute="_compute_identity", search="_search_email")
    phone = fields.Char(compute="_compute_identity", search="_search_phone")
    active = fields.Boolean(compute="_compute_identity", search="_search_active")
    is_accessible = fields.Boolean(
        compute="_compute_is_accessible", search="_search_is_accessible"
    )

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

    @api.depends("partner_id", "lead_id")
    def _compute_identity(self):
        for member in self:
            partner, lead = member.partner_id, member.lead_id
            member.kind = "contact" if partner else "lead"
            member.name = partner.display_name or (
                lead.contact_name or lead.partner_name or lead.name
            )
            member.email = partner.email or lead.email_from
            member.phone = partner.phone or lead.phone
            member.active = partner.active or lead.active

    def _search_name(self, operator, value):
        return self._search_identity(
            Domain("complete_name", operator, value),
            Domain.OR(
                Domain(fname, operator, value)
                for fname in ("contact_name", "partner_name", "name")
            ),
            operator,
        )

    def _search_email(self, operator, value):
        return self._search_identity(
            Domain("email", operator, value),
            Domain("email_from", operator, value),
            operator,
        )

    def _search_phone(self, operator, value):
        domain = Domain("phone_mobile_search", operator, value)
        return self._search_identity(domain, domain, operator)

    def _search_active(self, operator, value):
        domain = Domain("active", operator, value)
        return self._search_identity(domain, domain, operator)

    def _search_identity(self, partner_domain, lead_domain, operator):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        # any!: the record rule already keeps to the identities the reader may see, and
        # a reader without any right on leads may still search his contacts.
        return Domain("partner_id", "any!", partner_domain, internal=True) | Domain(
            "lead_id", "any!", lead_domain, internal=True
        )

    @api.depends("partner_id", "lead_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_accessible(self):
        # Record rules are evaluated as superuser: ask again as the user himself.
        readable = {
            fname: self[fname].sudo(False)._filtered_access("read")
            for fname in IDENTITY_FIELDS.values()
        }
        for member in self:
            member.is_accessible = any(
                member[fname] and member[fname].id in records._ids
                for fname, records in readable.items()
            )

    def _search_is_accessible(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(map(self._accessible_domain, IDENTITY_FIELDS))

    def _accessible_domain(self, model):
        fname = IDENTITY_FIELDS[model]
        # Record rules are evaluated as superuser: ask again as the user himself.
        identities = self.env[model].sudo(False).with_context(active_test=False)
        if not identities.has_access("read"):
            return Domain.FALSE
        query = identities._search(Domain.TRUE)
        if not query.where_clause:
            return Domain(fname, "!=", False)
        return Domain(fname, "any!", query, internal=True)

    def action_open_identity(self):
        self.ensure_one()
        identity = self.partner_id or self.lead_id
        return identity.get_formview_action()

    def action_remove(self):
        """Take the selected members out of their groups. The people stay."""
        domain = beyond_limit(self.env, self.ids)
        count = self._delete(domain or Domain("id", "in", self.ids))
        return notify(self.env._("Members taken out: %(count)s.", count=count))

    @api.model
    def search_panel_select_range(self, field_name, **kwargs):
        """Count a person once per group with its subgroups; say which are private.

        The stock panel adds up the counts of the subgroups, so that one who is in two
        of them counts double. Two queries more, whatever the number of groups.
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
        groups = self.group_id.search_fetch(
            [("id", "in", list(values))], ["visibility_user_id"]
        )
        for group in groups:
            values[group.id] |= {
                "__count": sum(counts.get(group.id, (0, 0))),
                "is_private": bool(group.visibility_user_id),
            }
        return result

    @api.model
    def _count_identities(self, group_ids, domain=Domain.TRUE):
        """Return {group id: (contacts, leads)} of the members that match `domain`.

        Members of active subgroups count, each person once. Rules of the user apply.
        """
        if not group_ids:
            return {}
        query = self._search(domain)
        self.env["crm.target.group"].flush_model(["active", "parent_id"])
        rows = self.env.execute_query(statements.count(group_ids, query))
        return {group_id: tuple(counts) for group_id, *counts in rows}

    @api.model
    def _insert(self, groups, model, identities, source):
        """Put the result of the query `identities` into each of `groups`.

        :return: the number of identities, the number of rows that were missing
        """
        # Statement instead of `create`: 100,000 rows at once, those there are skipped.
        [counts] = self.env.execute_query(
            statements.insert(
                IDENTITY_FIELDS[model],
                identities,
                groups.ids,
                source,
                self.env.uid,
                self.env.cr.now(),
            )
        )
        self._invalidate()
        return counts

    @api.model
    def _delete(self, domain):
        """Delete the rows that the user sees, in groups that he may change.

        :return: the number of rows
        """
        members = self.with_context(active_test=False)
        for [group] in members._read_group(domain, ["group_id"]):
            group.check_access("write")
        # Statement instead of `unlink`: the right to it is that to write on the group.
        query = members._search(domain)
        [(count,)] = self.env.execute_query(statements.delete(query))
        self._invalidate()
        return count

    @api.model
    def _merge_identities(self, sources, target):
        """Hook of the merges: `target` takes the place of `sources` in their groups."""
        # Statement: private groups of other users must not lose their members either.
        column = IDENTITY_FIELDS[target._name]
        self.env.execute_query(statements.merge(column, sources.ids, target.id))
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
    def _invalidate(self):
        self.invalidate_model(flush=False)
        self.env["crm.target.group"]._invalidate_counts()
        for model in IDENTITY_FIELDS:
            self.env[model].invalidate_model(["target_group_ids"], flush=False)
