from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_list

from .. import similar
from ..identity_sql import SOURCES

# What the form names of similar records; the rest is counted.
SHOWN = 3


class CrmIdentityMixin(models.AbstractModel):
    """What a lead and a contact have in common as the same person.

    Similar records are counted whoever may see them, and shown only to whom the rules
    let see them: to others, the form says that there is one, and why. One query for any
    number of records, whether they are counted, searched or explained.
    """

    _name = "crm.identity.mixin"
    _description = "Phones, E-mails and Names That Identify a Person"

    other_phones = fields.Char(
        help="More telephone numbers of the same person, parted by commas. Similar"
        " records are found by them, too.",
    )
    other_emails = fields.Char(
        help="More e-mail addresses of the same person, parted by commas. Similar"
        " records are found by them, too.",
    )
    similar_count = fields.Integer(
        "Similar", compute="_compute_similar_count", compute_sudo=True
    )
    has_similar = fields.Boolean(
        "Has Similar",
        compute="_compute_has_similar",
        search="_search_has_similar",
        compute_sudo=True,
    )
    similar_hint = fields.Html(
        "Similar Records", compute="_compute_similar_hint", sanitize=False
    )

    merge_count = fields.Integer("Merges", compute="_compute_merge_count")

    def _compute_merge_count(self):
        groups = self.env["crm.merge.log"]._read_group(
            [
                ("res_model", "=", self._name),
                ("survivor_id", "in", self.ids),
                ("state", "=", "done"),
            ],
            ["survivor_id"],
            ["__count"],
        )
        counts = dict(groups)
        for record in self:
            record.merge_count = counts.get(record._origin.id, 0)

    @api.depends(lambda self: self._identity_fields())
    def _compute_similar_count(self):
        rows = self.env.execute_query(similar.counts(self._similar_pairs()))
        counts = dict(rows)
        for record in self:
            record.similar_count = counts.get(record._origin.id, 0)

    @api.depends("similar_count")
    def _compute_has_similar(self):
        for record in self:
            record.has_similar = bool(record.similar_count)

    def _search_has_similar(self, operator, value):
        if operator != "in":
            return NotImplemented
        self._flush_identity()
        self._compile_nothing()
        kinds = self.env["crm.dedupe.rule"]._exact_kinds(self._name)
        return Domain("id", "in", similar.shared(self._name, *kinds))

    @api.depends(lambda self: self._identity_fields())
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_similar_hint(self):
        for record in self:
            record.similar_hint = record._similar_hint()

    def action_review_similar(self):
        """Open all similar records side by side."""
        self.ensure_one()
        return self._review_action(self.ids + list(self._similar_reasons()[self.id]))

    def action_review_selected(self):
        """Open the records that are ticked in a list side by side."""
        if len(self) < 2:
            raise UserError(self.env._("Select at least two records to compare them."))
        return self._review_action(self.ids)

    def action_show_merges(self):
        """The merges that made this record what it is, each with its undo."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_lead_tools.crm_merge_log_action"
        )
        action["domain"] = [
            ("res_model", "=", self._name),
            ("survivor_id", "in", self.ids),
        ]
        return action

    @api.model
    def _review_action(self, ids):
        return {
            "type": "ir.actions.client",
            "tag": "crm_lead_tools_review",
            "name": self.env._("Review and Merge"),
            "params": {"model": self._name, "record_ids": list(ids)},
        }

    # The engine

    @api.model
    def _identity_fields(self):
        """Hook: the fields that similarity depends on."""
        return ["phone", "other_phones", "other_emails", "city", "country_id"]

    def _identity_texts(self):
        """Hook: the texts of a record that make its keys, as `_keys_of` takes them."""
        return {
            "phones": [self.phone, self.other_phones],
            "emails": [self.other_emails],
        }

    def _flush_identity(self):
        fnames = [*self._identity_fields(), "active"]
        self.flush_model([name for name in fnames if self._fields[name].store])
        self.env["crm.dedupe.exclusion"].flush_model()

    def _compile_nothing(self):
        """For searches of the ORM's with one of our statements inside: see PLAIN. Once
        in a transaction."""
        flags = self.env.cr.precommit.data
        if not flags.get(similar.PLAIN.code):
            flags[similar.PLAIN.code] = True
            self.env.cr.execute(similar.PLAIN)

    def _similar_pairs(self, actions=None):
        """SELECT of (id, other id, kind) for these records, by the rules."""
        self._flush_identity()
        rules = self.env["crm.dedupe.rule"]
        ids = [record_id for record_id in self._origin.ids if record_id]
        return similar.pairs(
            self._name,
            SQL("%s::int[]", ids),
            *rules._exact_kinds(self._name, actions),
        )

    def _similar_reasons(self, actions=None):
        """{id: {id of a similar record: kinds}}, whoever may see them."""
        found = {record_id: {} for record_id in self._origin.ids}
        query = similar.grouped(self._similar_pairs(actions))
        for record_id, other_id, kinds in self.env.execute_query(query):
            found[record_id][other_id] = sorted(kinds)
        return found

    def _similar_typed(self, model):
        """{id: kinds} of the records of `model` that share a key with what is typed in
        here, saved or not."""
        keys_model = self.env["crm.identity.key"]
        kinds, city_kinds = self.env["crm.dedupe.rule"]._exact_kinds(model)
        keys = keys_model._keys_of(country=self.country_id, **self._identity_texts())
        keys = [key for key in keys if key.kind in (*kinds, *city_kinds)]
        found = {}
        for key, ids in keys_model._find(model, keys).items():
            for record_id in ids:
                found.setdefault(record_id, set()).add(key.kind)
        if model == self._name:
            found.pop(self._origin.id, None)
        return self._keep_in_city(model, found, set(city_kinds) - set(kinds))

    def _keep_in_city(self, model, found, city_kinds):
        doubtful = [i for i, kinds in found.items() if kinds & city_kinds]
        if not doubtful:
            return found
        _table, column = SOURCES[model]
        # SQL: of the keys, whoever may see the records; the hint keeps what is hidden
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT %(column)s FROM crm_identity_key"
                " WHERE %(column)s = ANY(%(ids)s)"
                " AND place = crm_identity_fold(%(city)s)",
                column=SQL.identifier(column),
                ids=doubtful,
                city=self.city or "",
            )
        )
        elsewhere = set(doubtful) - {record_id for [record_id] in rows}
        for record_id in elsewhere:
            found[record_id] -= city_kinds
        return {record_id: kinds for record_id, kinds in found.items() if kinds}

    def _similar_hint(self):
        """What the form says about similar records, or False."""
        parts = []
        for model in ("crm.lead", "res.partner"):
            found = self._similar_typed(model)
            if self._origin.id and model == self._name:
                excluded = self.env["crm.dedupe.exclusion"]._others(self._origin)
                found = {i: kinds for i, kinds in found.items() if i not in excluded}
            parts += self._hint_parts(model, self._without_own(model, found))
        return Markup("<br/>").join(parts) or False

    def _without_own(self, model, found):
        """Hook: leave out the records that belong to this one anyway."""
        return found

    def _hint_parts(self, model, found):
        if not found:
            return
        records = self.env[model].with_context(active_test=False)
        records = records.search([("id", "in", list(found))])
        kind_names = self._kind_names()
        for record in records[:SHOWN]:
            yield Markup('<a href="/odoo/%s/%s" target="_blank">%s</a>: %s') % (
                model,
                record.id,
                record._similar_name(),
                format_list(
                    self.env, [kind_names[k] for k in sorted(found[record.id])]
                ),
            )
        if len(records) > SHOWN:
            yield Markup("%s") % self.env._("and %s more", len(records) - SHOWN)
        hidden = set(found) - set(records.ids)
        if hidden:
            kinds = set().union(*(found[record_id] for record_id in hidden))
            text = (
                self.env._("%(count)s more that you may not see: %(reasons)s")
                if records
                else self.env._("%(count)s that you may not see: %(reasons)s")
            )
            yield Markup("%s") % (
                text
                % {
                    "count": len(hidden),
                    "reasons": format_list(
                        self.env, [kind_names[kind] for kind in sorted(kinds)]
                    ),
                }
            )

    def _similar_name(self):
        """Hook: how the form names this record as a similar one."""
        return self.display_name

    @api.model
    def _kind_names(self):
        """The reasons in words."""
        return {
            "phone": self.env._("same phone"),
            "email": self.env._("same e-mail"),
            "company": self.env._("same company"),
            "person": self.env._("same person's name"),
            "company_fuzzy": self.env._("similar company name"),
            "person_fuzzy": self.env._("similar person's name"),
            "domain": self.env._("same e-mail domain"),
            "customer": self.env._("same customer"),
        }
