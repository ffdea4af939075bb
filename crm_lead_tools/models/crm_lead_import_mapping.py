import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..cells import cell_text, quote
from ..fa_text import squeeze
from .crm_lead_import_column import SAMPLES


class CrmLeadImportMapping(models.Model):
    """What somebody chose for the columns of a kind of file: next time it is known.

    Files with the same headers are of one kind.
    """

    _name = "crm.lead.import.mapping"
    _description = "Saved Columns of Lead Imports"

    user_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        required=True,
        index=True,
        ondelete="cascade",
    )
    signature = fields.Char(required=True)
    columns = fields.Json(required=True, help="Our column by place in the file.")

    _signature_uniq = models.Constraint(
        "UNIQUE(user_id, signature)", "These columns are saved already."
    )


class CrmLeadImport(models.Model):
    """The columns of a file: recognised, shown with the reason, chosen otherwise."""

    _inherit = "crm.lead.import"

    column_ids = fields.One2many(
        "crm.lead.import.column", "import_id", string="Columns"
    )
    similar_headers = fields.Char(compute="_compute_similar_headers")

    @api.depends("column_ids.reason", "column_ids.column")
    def _compute_similar_headers(self):
        for lead_import in self:
            similar = lead_import.column_ids.filtered(lambda c: c.reason == "similar")
            names = dict(similar._fields["column"]._description_selection(self.env))
            lead_import.similar_headers = ", ".join(
                self.env._(
                    "“%(header)s” as %(column)s",
                    header=column.header,
                    column=names.get(column.column, ""),
                )
                for column in similar
            )

    def action_check_again(self):
        """With the columns as they have been chosen; they are remembered."""
        self._ensure_state("checked")
        if self.imported_count or self.updated_count:
            raise UserError(
                self.env._("Some rows have been imported. Undo the import first.")
            )
        chosen = [column.column or None for column in self.column_ids]
        if len(chosen) != len(self.mapping) or not any(chosen):
            raise UserError(self.env._("Choose at least one column to import."))
        joinable = {c.name for c in self._get_columns() if c.joiner}
        twice = {n for n in chosen if n and n not in joinable and chosen.count(n) > 1}
        if twice:
            labels = dict(
                self.column_ids._fields["column"]._description_selection(self.env)
            )
            raise UserError(
                self.env._(
                    "Two columns of the file are imported as %s. Choose one of them.",
                    ", ".join(labels[name] for name in sorted(twice)),
                )
            )
        self._remember_columns(chosen)
        self.mapping = [
            {
                **field,
                "column": column.column or None,
                "create": column.create_missing and column.is_creatable,
            }
            for field, column in zip(self.mapping, self.column_ids, strict=True)
        ]
        self.row_ids.search([("import_id", "=", self.id)])._record(
            {"state": "pending", "messages": False, "keys": False, "changes": False}
        )
        return self._start("checking")

    def _show_columns(self, sheet):
        """Make the lines that the user sees."""
        # sudo: columns are written by the import alone
        lines = self.env["crm.lead.import.column"].sudo()
        lines.search([("import_id", "=", self.id)]).unlink()
        lines.create(
            [
                {
                    "import_id": self.id,
                    "sequence": index,
                    "header": field["header"],
                    "samples": " | ".join(_samples(sheet.rows, index)),
                    "column": field["column"],
                    "reason": field["reason"],
                }
                for index, field in enumerate(sheet.mapping)
            ]
        )

    def _apply_saved_columns(self, sheet):
        saved = self.env["crm.lead.import.mapping"].search(
            [
                ("user_id", "=", self.env.uid),
                ("signature", "=", _signature(sheet.mapping)),
            ],
            limit=1,
        )
        known = {column.name for column in self._get_columns()} | {None}
        for field, name in zip(sheet.mapping, saved.columns or (), strict=False):
            if name in known and name != field["column"]:
                field.update(column=name, reason="saved")

    def _remember_columns(self, chosen):
        mappings = self.env["crm.lead.import.mapping"]
        signature = _signature(self.mapping)
        saved = mappings.search(
            [("user_id", "=", self.env.uid), ("signature", "=", signature)], limit=1
        )
        if saved:
            saved.columns = chosen
        else:
            mappings.create({"signature": signature, "columns": chosen})


def _signature(mapping):
    headers = [squeeze(field["header"]) for field in mapping]
    return hashlib.sha256(json.dumps(headers).encode()).hexdigest()


def _samples(rows, index):
    cells = (row.cells[index] for row in rows if row.cells[index] != "")
    return [
        quote(cell_text(cell)) for cell, _n in zip(cells, range(SAMPLES), strict=False)
    ]
