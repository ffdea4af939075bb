from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..cells import quote
from ..lazy_text import is_rtl, shown

# What is to be done with a row that matches a lead, or with all of them.
DECISIONS = [
    ("skip", "Leave out"),
    ("fill", "Fill the blanks of the existing lead"),
    ("overwrite", "Overwrite the existing lead"),
    ("flag", "Create a lead and flag it"),
    ("contact", "Create a lead of the existing contact"),
]
STATES = [
    ("pending", "To Check"),
    ("ready", "Ready"),
    ("update", "Changed"),
    ("conflict", "Conflict"),
    ("duplicate", "Duplicate"),
    ("error", "Error"),
    ("imported", "Imported"),
    ("updated", "Updated"),
    ("unchanged", "Unchanged"),
    ("skipped", "Left Out"),
    ("undone", "Undone"),
]
_ISOLATE, _END = "\u2068", "\u2069"
# What an import has not settled yet.
TO_IMPORT = ("ready", "update", "conflict", "duplicate")


class CrmLeadImportRow(models.Model):
    """One row of the file of an import, as it stands there, and what became of it.

    Written by the check and by the import; of a duplicate or a conflict, the user
    decides what is done. `payload` keeps the cells; the values of the lead are made
    from them twice, for the check and for the import, so that what has changed in
    between is noticed. It holds personal data: seen by whom sees the import. Whom a row
    matches is stored only if the owner of the import may see him.
    """

    _name = "crm.lead.import.row"
    _description = "Row of a Lead Import"
    _order = "import_id desc, id"
    _log_access = False

    import_id = fields.Many2one(
        "crm.lead.import", required=True, index=True, ondelete="cascade"
    )
    row_no = fields.Integer("Row", required=True, help="Its number in the workbook.")
    sheet = fields.Char(help="The sheet of the workbook, if there are several.")
    name = fields.Char("Lead")
    payload = fields.Json(required=True)
    record = fields.Char(help="The stamp of an exported lead.")
    keys = fields.Json(help="By what the row is recognised.")
    state = fields.Selection(
        string="Status", selection=STATES, required=True, default="pending"
    )
    messages = fields.Json(help="What is wrong, by column.")
    message = fields.Text("What Is Wrong", compute="_compute_message")
    changes = fields.Json(help="Old and new cell, by column.")
    change_text = fields.Text("What Changes", compute="_compute_change_text")
    # Of a duplicate
    match_kind = fields.Char()
    match_lead_id = fields.Many2one(
        "crm.lead", string="Matching Lead", index="btree_not_null", ondelete="set null"
    )
    match_partner_id = fields.Many2one(
        "res.partner",
        string="Matching Contact",
        index="btree_not_null",
        ondelete="set null",
    )
    match_name = fields.Char()
    match_row_id = fields.Many2one(
        "crm.lead.import.row", string="Matching Row", index="btree_not_null"
    )
    match_text = fields.Char("Matches", compute="_compute_match_text")
    decision = fields.Selection(
        DECISIONS,
        help="What the import does with this row. Empty: what is chosen for all"
        " duplicates; a conflict is left out then.",
    )
    # Of what has been imported
    lead_id = fields.Many2one(
        "crm.lead", string="Imported Lead", index="btree_not_null", ondelete="set null"
    )
    before = fields.Json(help="The values that an update replaced, by field.")
    written_at = fields.Datetime(help="When the lead was last written by the import.")

    _import_state_idx = models.Index("(import_id, state)")

    @api.depends("messages")
    def _compute_message(self):
        labels = self._column_labels()
        for row in self:
            messages = row.messages or {}
            # In the order of the columns; last what no single column is to blame for.
            lines = [f"{labels[n]}: {messages[n]}" for n in labels if n in messages]
            lines += [messages[name] for name in messages if name not in labels]
            row.message = "\n".join(lines)

    @api.depends("changes")
    def _compute_change_text(self):
        labels = self._column_labels()
        arrow = "←" if is_rtl(self.env) else "→"
        empty = self.env._("(empty)")
        for row in self:
            row.change_text = "\n".join(
                f"{labels[name]}: {_shown(old) or empty} {arrow} {_shown(new) or empty}"
                for name, (old, new) in (row.changes or {}).items()
                if name in labels
            )

    @api.depends("match_kind", "match_name", "match_row_id")
    def _compute_match_text(self):
        kinds = {
            "external_id": self.env._("the same external ID"),
            "email": self.env._("the same e-mail"),
            "phone": self.env._("the same phone"),
            "company": self.env._("the same company"),
            "person": self.env._("the same name"),
        }
        for row in self:
            if not row.match_kind:
                row.match_text = False
                continue
            if row.match_row_id:
                whom = self.env._("Row %s", row.match_row_id._place())
            elif row.match_name:
                whom = row.match_name
            else:
                whom = self.env._("A lead that you may not see")
            row.match_text = self.env._(
                "%(whom)s (%(reason)s)",
                whom=whom,
                reason=kinds.get(row.match_kind, row.match_kind),
            )

    def write(self, vals):
        if not self.env.su and not vals.keys() <= {"decision"}:
            raise AccessError(self.env._("Rows are written by the import alone."))
        return super().write(vals)

    def _place(self):
        return f"{self.sheet}: {self.row_no}" if self.sheet else str(self.row_no)

    def _column_labels(self):
        columns = self.env["crm.lead.import"]._get_columns()
        return {column.name: shown(self.env, column.label) for column in columns}

    def _store(self, verdicts):
        """Keep what the check found."""
        for row, verdict in zip(self, verdicts, strict=True):
            match = verdict.match
            lead_id = match and match.lead_id
            partner_id = match and match.partner_id
            lead = self.env["crm.lead"].browse(lead_id or ())
            contact = self.env["res.partner"].browse(partner_id or ())
            row._record(
                {
                    "name": verdict.name,
                    "state": verdict.state,
                    "messages": verdict.messages or False,
                    "changes": verdict.changes or False,
                    "keys": verdict.keys or False,
                    "lead_id": verdict.lead_id,
                    "match_kind": match and match.kind,
                    "match_lead_id": lead.id,
                    "match_partner_id": contact.id,
                    "match_name": (lead or contact).display_name,
                    "match_row_id": match and match.row_id,
                }
            )

    def _refuse(self, messages):
        self._record({"state": "error", "messages": messages})

    def _record(self, vals):
        # sudo: rows are written by the import alone; a user may decide on them
        self.sudo().write(vals)


def _shown(cell):
    """The start of a cell, in its own direction: a phone in a Persian line, too."""
    text = quote(" ".join(cell.split()))
    return text and f"{_ISOLATE}{text}{_END}"
