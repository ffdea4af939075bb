from odoo import api, fields, models
from odoo.tools import SQL, format_list

from .crm_merge_log import MODELS


class CrmDedupeGroup(models.Model):
    """Records that a run takes for one person: a line of the list to review.

    Written by the run with statements, deleted when its records are merged or called
    different. Seen by sales managers.
    """

    _name = "crm.dedupe.group"
    _description = "Possible Duplicates"
    _order = "score desc, id"

    res_model = fields.Selection(MODELS, "Kind of Record", required=True, readonly=True)
    line_ids = fields.One2many("crm.dedupe.group.line", "group_id", readonly=True)
    size = fields.Integer("Records", readonly=True)
    score = fields.Integer(readonly=True, help="How many reasons there are.")
    kinds = fields.Json(readonly=True)
    reasons = fields.Char("In Common", compute="_compute_reasons")
    name = fields.Char("Records Found", compute="_compute_name")

    @api.depends("kinds")
    @api.depends_context("lang")
    def _compute_reasons(self):
        names = self.env["crm.identity.mixin"]._kind_names()
        for group in self:
            group.reasons = format_list(
                self.env, [names.get(kind, kind) for kind in group.kinds or []]
            )

    @api.depends("line_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_name(self):
        for model, groups in self.grouped("res_model").items():
            records = self.env[model].browse(groups.line_ids.mapped("res_id")).exists()
            visible = records._filtered_access("read")
            names = {record.id: record.display_name for record in visible}
            for group in groups:
                ids = group.line_ids.mapped("res_id")
                shown = [names[i] for i in ids if i in names]
                group.name = " | ".join(shown) or False

    def action_review(self):
        self.ensure_one()
        ids = self.line_ids.mapped("res_id")
        return self.env[self.res_model]._review_action(ids)

    def action_not_duplicates(self):
        """All of these are different; the lines go from the list."""
        for group in self:
            records = self.env[group.res_model].browse(group.line_ids.mapped("res_id"))
            records.mark_not_duplicates()

    @api.model
    def _insert(self, model, groups):
        """
        :param groups: [(ids, kinds)]
        """
        created = self.create(
            [
                {
                    "res_model": model,
                    "size": len(ids),
                    "score": len(kinds),
                    "kinds": sorted(kinds),
                }
                for ids, kinds in groups
            ]
        )
        pairs = [
            (group.id, record_id)
            for group, (ids, _kinds) in zip(created, groups, strict=True)
            for record_id in ids
        ]
        group_ids, record_ids = map(list, zip(*pairs, strict=True))
        # SQL: lines of thousands of groups at once
        self.env.cr.execute(
            SQL(
                "INSERT INTO crm_dedupe_group_line (group_id, res_id)"
                " SELECT * FROM unnest(%s::int[], %s::int[])",
                *(group_ids, record_ids),
            )
        )
        self.invalidate_model(["line_ids"])

    @api.model
    def _replace(self, model, ids, is_full):
        """The groups that a run makes take the place of those it found before."""
        # SQL: as above
        condition = SQL("true")
        if not is_full:
            condition = SQL(
                "id IN (SELECT group_id FROM crm_dedupe_group_line"
                " WHERE res_id = ANY(%s))",
                ids,
            )
        self.env.cr.execute(
            SQL(
                "DELETE FROM crm_dedupe_group WHERE res_model = %s AND %s",
                *(model, condition),
            )
        )
        self.invalidate_model()

    @api.model
    def _settle(self, model, ids):
        """These records are known to be different: they go from the list."""
        # SQL: whoever says so, and whether or not he sees the list
        self.env.cr.execute(self._settlement(model, ids))
        self.invalidate_model()

    @api.model
    def _settlement(self, model, ids):
        """The statement that takes records out of their groups, and the groups that
        have no two records any more from the list."""
        return SQL(
            """
            WITH gone AS (
                DELETE FROM crm_dedupe_group_line line
                 USING crm_dedupe_group grp
                 WHERE grp.id = line.group_id AND grp.res_model = %(model)s
                   AND line.res_id = ANY(%(ids)s)
             RETURNING line.group_id, line.res_id
            )
            DELETE FROM crm_dedupe_group grp
             WHERE id IN (SELECT group_id FROM gone)
               AND (SELECT COUNT(*) FROM crm_dedupe_group_line
                     WHERE group_id = grp.id AND res_id <> ALL(%(ids)s)) < 2
            """,
            model=model,
            ids=list(ids),
        )


class CrmDedupeGroupLine(models.Model):
    """One record of a group, which may be gone by now."""

    _name = "crm.dedupe.group.line"
    _description = "Possible Duplicate"
    _log_access = False

    group_id = fields.Many2one(
        "crm.dedupe.group", required=True, index=True, ondelete="cascade"
    )
    res_id = fields.Integer(required=True, index=True)
