from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lazy_text import shown
from ..lead_sheet import cells_by_column

# What makes the creation of leads slow and has no use in a batch: the import logs one
# message for all, and nobody is told of each.
_BATCH_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
}


class CrmLeadImportRow(models.Model):
    """One row of the file of an import, as it stands there, and what became of it.

    Written by the check and by the import alone. `payload` keeps the cells; the values
    of the lead are made from them twice, for the check and for the import, so that a
    salesperson archived in between is noticed. It holds personal data: seen by whom
    sees the import.
    """

    _name = "crm.lead.import.row"
    _description = "Row of a Lead Import"
    _order = "import_id desc, row_no"
    _log_access = False

    import_id = fields.Many2one(
        "crm.lead.import", required=True, index=True, ondelete="cascade"
    )
    row_no = fields.Integer("Row", required=True, help="Its number in the workbook.")
    name = fields.Char("Lead")
    payload = fields.Json(required=True)
    state = fields.Selection(
        string="Status",
        selection=[("ready", "Ready"), ("error", "Error"), ("imported", "Imported")],
        required=True,
    )
    messages = fields.Json(help="What is wrong, by column.")
    message = fields.Text("What Is Wrong", compute="_compute_message")
    lead_id = fields.Many2one(
        "crm.lead", string="Imported Lead", index="btree_not_null", ondelete="set null"
    )

    @api.depends("messages")
    def _compute_message(self):
        columns = self.env["crm.lead.import"]._get_columns()
        labels = {column.name: shown(self.env, column.label) for column in columns}
        for row in self:
            messages = row.messages or {}
            # In the order of the columns; last what no single column is to blame for.
            lines = [f"{labels[n]}: {messages[n]}" for n in labels if n in messages]
            lines += [messages[name] for name in messages if name not in labels]
            row.message = "\n".join(lines)

    @api.model
    def _create_checked(self, lead_import, checker, rows):
        """
        :param rows: (row number, cells) of the file of `lead_import`
        """
        vals_list = []
        for row_no, cells in rows:
            found = cells_by_column(lead_import.mapping, checker.columns, cells)
            vals, messages = checker.check(row_no, found)
            vals_list.append(
                {
                    "import_id": lead_import.id,
                    "row_no": row_no,
                    "name": vals.get("name"),
                    "payload": cells,
                    "state": "error" if messages else "ready",
                    "messages": messages,
                }
            )
        return self.create(vals_list)

    def _import(self, checker):
        """Create the leads of these rows, checked once more against the database."""
        vals_by_row = {}
        for row in self:
            mapping = row.import_id.mapping
            found = cells_by_column(mapping, checker.columns, row.payload)
            vals, messages = checker.check(row.row_no, found)
            if messages:
                row._refuse(messages)
            else:
                vals_by_row[row] = {**vals, "import_id": row.import_id.id}
        self.browse().concat(*vals_by_row)._create_leads(list(vals_by_row.values()))

    def _create_leads(self, vals_list):
        """What the database refuses costs the rest of the batch nothing: the halves are
        tried apart, down to the row that is at fault."""
        if not self:
            return
        leads = self.env["crm.lead"].with_context(**_BATCH_CONTEXT)
        try:
            with self.env.cr.savepoint():
                leads = leads.create(vals_list)
        except (UserError, IntegrityError) as error:
            if len(self) == 1:
                is_raw = isinstance(error, IntegrityError)
                reason = leads._sql_error_to_message(error) if is_raw else str(error)
                self._refuse({"": reason})
                return
            half = len(self) // 2
            self[:half]._create_leads(vals_list[:half])
            self[half:]._create_leads(vals_list[half:])
            return
        for row, lead in zip(self, leads, strict=True):
            row.write({"state": "imported", "lead_id": lead.id})

    def _refuse(self, messages):
        self.write({"state": "error", "messages": messages})
