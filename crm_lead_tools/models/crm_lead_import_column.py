from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..lazy_text import shown
from ..lookups import CREATABLE

SAMPLES = 5
REASONS = [
    ("technical", "Our own workbook"),
    ("saved", "As you chose before"),
    ("label", "Name of the column"),
    ("similar", "Similar name"),
    ("chosen", "Chosen by you"),
    ("unknown", "Not known"),
    ("double", "Another column has it already"),
]


class CrmLeadImportColumn(models.Model):
    """A column of the file of an import: what stands in it, and what it is taken for.

    Made when the file is read. The user may choose another column of ours, or none; the
    rows are then checked anew.
    """

    _name = "crm.lead.import.column"
    _description = "Column of a Lead Import"
    _order = "import_id desc, sequence"
    _log_access = False

    import_id = fields.Many2one(
        "crm.lead.import", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(readonly=True)
    header = fields.Char("Column of the File", readonly=True)
    samples = fields.Char("First Cells", readonly=True)
    column = fields.Selection(
        selection="_selection_column",
        string="Imported As",
        help="Empty: the column is not imported.",
    )
    is_creatable = fields.Boolean(compute="_compute_is_creatable")
    create_missing = fields.Boolean(
        help="Names in this column that do not exist are created by the import: tags,"
        " sources, media and campaigns. Else they are errors.",
    )
    reason = fields.Selection(REASONS, string="Why", readonly=True)

    @api.model
    def _selection_column(self):
        columns = self.env["crm.lead.import"]._get_columns()
        return [(column.name, shown(self.env, column.label)) for column in columns]

    @api.depends("column")
    def _compute_is_creatable(self):
        for column in self:
            column.is_creatable = column.column in CREATABLE

    def write(self, vals):
        if not self.env.su and not vals.keys() <= {"column", "create_missing"}:
            raise AccessError(self.env._("Columns are written by the import alone."))
        if "column" in vals and "reason" not in vals:
            self.check_access("write")
            # sudo: that the user has chosen the column is the reason for it now
            self.sudo().write({**vals, "reason": "chosen"})
            return True
        return super().write(vals)
