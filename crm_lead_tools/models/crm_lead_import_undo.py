from odoo import models
from odoo.exceptions import RedirectWarning, UserError
from odoo.tools import SQL

from .crm_lead_import_work import BATCH_SIZE
from .crm_lead_import_write import WRITE_CONTEXT

IMPORTED = ("imported", "updated")
# How many leads a refusal names.
NAMED = 20
# Documents that name their record by model and id.
_ATTACHED = ("mail_message", "mail_activity", "ir_attachment")


class CrmLeadImport(models.Model):
    """Undo: exactly the leads of an import go, and what it changed is changed back,
    unless somebody has worked on them since."""

    _inherit = "crm.lead.import"

    def action_undo(self):
        """All or nothing: what has been touched is named."""
        self._ensure_state("done", "checked")
        rows = self._imported_rows()
        if not rows:
            raise UserError(self.env._("Nothing of this import is left to undo."))
        touched = rows._touched()
        if touched:
            names = [row.name for row in touched[:NAMED]]
            raise RedirectWarning(
                self.env._(
                    "Since the import somebody has worked on %(count)s of its leads:\n"
                    "%(names)s",
                    count=len(touched),
                    names="\n".join(names + (["…"] if len(touched) > NAMED else [])),
                ),
                self.env.ref("crm_lead_tools.crm_lead_import_action_undo_rest").id,
                self.env._("Undo the others"),
                {
                    "active_id": self.id,
                    "active_ids": self.ids,
                    "active_model": self._name,
                },
            )
        self._start("undoing")

    def action_undo_rest(self):
        """Leave the leads that somebody has worked on."""
        self._ensure_state("done", "checked")
        self._start("undoing")

    def _imported_rows(self):
        domain = [("import_id", "=", self.id), ("state", "in", IMPORTED)]
        return self.row_ids.search(domain)

    def _undo_batches(self):
        # Backwards, as a lead may have been changed by a later row.
        last_id = None
        while True:
            domain = [("import_id", "=", self.id), ("state", "in", IMPORTED)]
            if last_id:
                domain.append(("id", "<", last_id))
            rows = self.row_ids.search(domain, order="id desc", limit=BATCH_SIZE)
            if not rows:
                break
            last_id = rows[-1].id
            (rows - rows._touched())._undo()
            yield
        kept = self._imported_rows()
        self.state = "done" if kept else "undone"
        self.message_post(
            body=self.env._(
                "Undone: %(undone)s rows. Kept, as somebody has worked on them:"
                " %(kept)s.",
                undone=self.undone_count,
                kept=len(kept),
            )
        )


class CrmLeadImportRow(models.Model):
    _inherit = "crm.lead.import.row"

    def _undo(self):
        updated = self.filtered(lambda row: row.state == "updated" and row.lead_id)
        for row in updated:
            row.lead_id.with_context(**WRITE_CONTEXT).write(row.before)
        updated._record({"state": "undone"})
        updated._remember_written()
        created = self - updated
        leads = created.lead_id
        leads.check_access("write")
        created._record({"state": "undone"})
        # sudo: a salesperson may not delete leads, but take back what he imported
        leads.sudo().unlink()

    def _touched(self):
        """The rows whose leads somebody has worked on since they were written."""
        self.env.flush_all()
        # SQL: times to the microsecond; the rows are of an import of the user. What was
        # imported before times were kept counts as touched.
        query = SQL(
            """
            SELECT imported.id FROM crm_lead_import_row AS imported
              JOIN crm_lead AS lead ON lead.id = imported.lead_id
             WHERE imported.id = ANY(%s)
               AND (imported.written_at IS NULL
                    OR lead.write_date > imported.written_at)
            """,
            self.ids,
        )
        touched = {row_id for [row_id] in self.env.execute_query(query)}
        created = self.filtered(lambda row: row.state == "imported")
        used = self._used_leads(created.lead_id.ids)
        return self.filtered(
            lambda row: row.id in touched or (row in created and row.lead_id.id in used)
        )

    def _used_leads(self, lead_ids):
        """The leads that something belongs to: messages, files, meetings, orders."""
        queries = [
            SQL(
                "SELECT res_id FROM %s WHERE model = 'crm.lead' AND res_id = ANY(%s)"
                if table == "mail_message"
                else "SELECT res_id FROM %s WHERE res_model = 'crm.lead'"
                " AND res_id = ANY(%s)",
                SQL.identifier(table),
                lead_ids,
            )
            for table in _ATTACHED
        ]
        queries += [
            SQL(
                "SELECT %(column)s FROM %(table)s WHERE %(column)s = ANY(%(ids)s)",
                column=SQL.identifier(column),
                table=SQL.identifier(table),
                ids=lead_ids,
            )
            for table, column in self._tables_that_use_leads()
        ]
        # SQL: any table may have a foreign key to leads, whoever may read it
        found = self.env.execute_query(SQL(" UNION ").join(queries))
        return {lead_id for [lead_id] in found}

    def _tables_that_use_leads(self):
        own = {"crm_lead_import_row", "crm_lead", "crm_identity_key"}
        own |= {
            field.relation
            for field in self.env["crm.lead"]._fields.values()
            if field.type == "many2many" and field.store
        }
        merge = self.env["base.partner.merge.automatic.wizard"]
        return [
            (table, column)
            for table, column in merge._get_fk_on("crm_lead")
            if table not in own
        ]
