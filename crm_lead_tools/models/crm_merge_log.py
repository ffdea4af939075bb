from datetime import timedelta

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_list, sql

from .. import merge_references
from ..merge_journal import Journal, Undo

MODELS = [("crm.lead", "Leads"), ("res.partner", "Contacts")]
KEPT_DAYS = 180
# Journals of merges whose records are deleted later in this transaction.
OPEN_JOURNALS = "crm_lead_tools.open_journals"


class CrmMergeLog(models.Model):
    """A merge that can be undone: what it did to the database, row by row.

    Opened before the first row is touched (`_begin`), closed when the merged records
    are gone (`_finish`). The rows hold personal data: nobody reads them but the undo,
    and they are deleted after KEPT_DAYS days. An undo puts each row back as it was, or
    refuses and says which one has changed since.
    """

    _name = "crm.merge.log"
    _description = "Merge"
    _order = "id desc"

    name = fields.Char("Kept", required=True, readonly=True)
    res_model = fields.Selection(MODELS, "Kind of Record", required=True, readonly=True)
    survivor_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    merged_names = fields.Char("Merged Into It", readonly=True)
    merged_ids = fields.Json("IDs That Were Merged", readonly=True)
    merged_count = fields.Integer("Merged", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Merged By", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", readonly=True)
    state = fields.Selection(
        [("open", "Not finished"), ("done", "Merged"), ("undone", "Undone")],
        string="Status",
        default="open",
        required=True,
        readonly=True,
    )
    origin = fields.Selection(
        [
            ("review", "Review"),
            ("run", "Deduplication run"),
            ("odoo", "Conversion, assignment, merge wizard"),
        ],
        required=True,
        readonly=True,
    )
    undone_on = fields.Datetime(readonly=True)
    lost = fields.Char(
        "Rows That Gave Way",
        readonly=True,
        help="Both records had such a row of their own, and that of the merged one is"
        " gone, with all that belonged to it.",
    )

    _survivor_idx = models.Index("(res_model, survivor_id)")

    @api.model
    @tools.ormcache("model")
    def _references(self, model):
        return merge_references.find(self.env, model)

    @api.model
    @tools.ormcache("table")
    def _columns_of(self, table):
        return tuple(sql.table_columns(self.env.cr, table))

    @api.model
    def _begin(self, records):
        """Remember how the database looks before these records are merged."""
        self.env.flush_all()
        return Journal(records, self._references(records._name))

    @api.model
    def _finish(self, journal, origin):
        """Store what has changed since `_begin`, and how to take it back."""
        self.env.flush_all()
        changes = journal.close()
        tables, row_ids, old, new = map(list, zip(*changes, strict=True))
        merged_ids = [i for i in journal.ids if i != journal.survivor_id]
        # SQL: merges are recorded for users, never written by them; images as
        # PostgreSQL wrote them, all rows at once
        [(log_id,)] = self.env.execute_query(
            SQL(
                """
                %(settle)s;
                WITH log AS (
                    INSERT INTO crm_merge_log
                           (name, res_model, survivor_id, merged_names, merged_ids,
                            merged_count, user_id, company_id, state, origin, lost,
                            create_uid, create_date, write_uid, write_date)
                    SELECT %(name)s, %(model)s, %(survivor)s, %(names)s,
                           to_jsonb(%(ids)s), cardinality(%(ids)s), %(uid)s,
                           %(company)s, 'done', %(origin)s, %(lost)s,
                           %(uid)s, %(now)s, %(uid)s, %(now)s
                 RETURNING id),
                rows AS (
                    INSERT INTO crm_merge_log_row
                           (log_id, table_name, row_id, before, after)
                    SELECT log.id, change.name, row_id, before::jsonb, after::jsonb
                      FROM log, unnest(
                           %(tables)s::text[], %(row_ids)s::int[], %(old)s::text[],
                           %(new)s::text[]) AS change(name, row_id, before, after)
                )
                SELECT id FROM log
                """,
                settle=self.env["crm.dedupe.group"]._settlement(
                    journal.model, merged_ids
                ),
                name=journal.name,
                model=journal.model,
                survivor=journal.survivor_id,
                names=format_list(self.env, journal.merged_names),
                ids=merged_ids,
                uid=self.env.uid,
                company=journal.company_id,
                origin=origin,
                lost=", ".join(journal.lost(changes)) or None,
                now=self.env.cr.now(),
                tables=tables,
                row_ids=row_ids,
                old=old,
                new=new,
            )
        )
        return self.browse(log_id)

    def _report(self):
        """What the page shows after a merge, with its button to undo."""
        return {
            "log_id": self.id,
            "res_id": self.survivor_id,
            "message": self.env._(
                "%(count)s merged into “%(name)s”.",
                count=self.merged_count,
                name=self.name,
            ),
        }

    def action_undo(self):
        self.ensure_one()
        self._check_undo()
        # sudo: the rows are for the undo alone, whose right has been checked
        log = self.sudo()
        log.lock_for_update()
        if log.state != "done":
            raise UserError(self.env._("This merge is undone already."))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, table_name, row_id, before::text, after::text
                  FROM crm_merge_log_row WHERE log_id = %s ORDER BY id
                """,
                self.id,
            )
        )
        self.env.flush_all()
        table = self.env[self.res_model]._table
        undo = Undo(self.env, table, self.survivor_id, rows)
        if conflicts := undo.conflicts():
            raise UserError(self._conflict_message(conflicts))
        undo.run()
        log.write({"state": "undone", "undone_on": fields.Datetime.now()})
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "name": self.env._("Separated Again"),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", [self.survivor_id, *self.merged_ids])],
            "context": {"active_test": False},
        }

    def _check_undo(self):
        """Whoever merged may undo, and sales managers; both must be able to change
        what is left of the merge."""
        if self.lost:
            raise UserError(
                self.env._(
                    "This merge cannot be undone: both had rows of their own in"
                    " %(tables)s, and only those of “%(name)s” are left.",
                    tables=", ".join(map(self._table_label, self.lost.split(", "))),
                    name=self.name,
                )
            )
        is_manager = self.env.user.has_group("sales_team.group_sale_manager")
        if self.user_id != self.env.user and not is_manager:
            raise AccessError(
                self.env._("Only who merged, or a sales manager, can undo a merge.")
            )
        survivor = self.env[self.res_model].browse(self.survivor_id).exists()
        if not survivor:
            raise UserError(
                self.env._(
                    "“%s” has been deleted or merged into another one since. Undo that"
                    " merge first.",
                    self.name,
                )
            )
        survivor.check_access("write")

    def _conflict_message(self, conflicts):
        lines = [
            f"- {self._table_label(table)} {row_id}" for table, row_id in conflicts[:20]
        ]
        return self.env._(
            "The merge of “%(name)s” cannot be undone, as this has changed since:\n"
            "%(changes)s",
            name=self.name,
            changes="\n".join(lines),
        )

    def _table_label(self, table):
        labels = self.env["crm.lead"]._reference_labels()
        return labels.get(table, table)

    def action_open_survivor(self):
        self.ensure_one()
        return self.env[self.res_model].browse(self.survivor_id).get_formview_action()

    @api.autovacuum
    def _gc_merges(self):
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", limit)], limit=10000).unlink()


class CrmMergeLogRow(models.Model):
    """One row of the database that a merge has changed, deleted or added.

    Written by `crm.merge.log` with statements, read by its undo, and by nobody else.
    """

    _name = "crm.merge.log.row"
    _description = "Row Changed by a Merge"
    _log_access = False

    log_id = fields.Many2one(
        "crm.merge.log", required=True, index=True, ondelete="cascade"
    )
    table_name = fields.Char(required=True)
    row_id = fields.Integer()
    before = fields.Json()
    after = fields.Json()
