import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_list

from ..columns import COLUMNS, index_headers
from ..custom_columns import custom_columns
from ..lazy_text import shown
from ..lead_sheet import LeadSheet, is_ours
from ..row_checker import RowChecker
from ..row_judge import RowJudge
from ..workbook_reader import WorkbookError, read_sheets
from .crm_lead_import_row import DECISIONS, TO_IMPORT

# In a state of the second kind, something is being done in the background.
STATES = [
    ("draft", "To Check"),
    ("checking", "Being Checked"),
    ("checked", "Checked"),
    ("importing", "Being Imported"),
    ("done", "Imported"),
    ("undoing", "Being Undone"),
    ("undone", "Undone"),
]


class CrmLeadImport(models.Model):
    """One workbook of leads: uploaded, checked, imported.

    Written by the user who uploads it, seen by him and by the sales managers. The check
    stores one `crm.lead.import.row` for each row of the file and writes no lead; the
    import creates and changes leads, as the user and with his rights alone. At any time
    the rows of all states are the rows of the file.
    Cost: a fixed number of queries per check and per batch; what takes longer than two
    seconds runs in the background (crm_lead_import_work.py).
    """

    _name = "crm.lead.import"
    _description = "Lead Import"
    _inherit = "mail.thread"
    _order = "id desc"

    name = fields.Char("File Name")
    file = fields.Binary(
        "Workbook",
        attachment=True,
        help="An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a .csv"
        " file, with the names of the columns in its first row.",
    )
    state = fields.Selection(
        STATES,
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Imported By",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        required=True,
        readonly=True,
    )
    policy = fields.Selection(
        DECISIONS,
        string="If a Lead Exists",
        default="skip",
        required=True,
        help="What is done with a row whose external ID, e-mail or phone a lead has"
        " already. You can decide otherwise for each of them before you import.",
    )
    # Result of the check
    mapping = fields.Json(
        readonly=True, help="Per column of the file: its header and our column."
    )
    stamp = fields.Char(readonly=True, help="Of a workbook that was exported.")
    ignored_headers = fields.Char(
        "Columns Not Imported", compute="_compute_ignored_headers"
    )
    row_ids = fields.One2many("crm.lead.import.row", "import_id", readonly=True)
    error_row_ids = fields.One2many(
        "crm.lead.import.row",
        "import_id",
        string="Rows With Errors",
        domain=[("state", "=", "error")],
        readonly=True,
    )
    duplicate_row_ids = fields.One2many(
        "crm.lead.import.row",
        "import_id",
        string="Duplicate Rows",
        domain=[("state", "in", ("duplicate", "conflict"))],
    )
    change_row_ids = fields.One2many(
        "crm.lead.import.row",
        "import_id",
        string="Changed Rows",
        domain=[("state", "in", ("update", "updated"))],
        readonly=True,
    )
    total_count = fields.Integer("Rows", compute="_compute_counts")
    pending_count = fields.Integer("Rows To Check", compute="_compute_counts")
    ready_count = fields.Integer("Ready", compute="_compute_counts")
    update_count = fields.Integer("Changed", compute="_compute_counts")
    conflict_count = fields.Integer("Conflicts", compute="_compute_counts")
    duplicate_count = fields.Integer("Duplicates", compute="_compute_counts")
    error_count = fields.Integer("Errors", compute="_compute_counts")
    imported_count = fields.Integer("Leads", compute="_compute_counts")
    updated_count = fields.Integer("Updated", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    skipped_count = fields.Integer("Left Out", compute="_compute_counts")
    undone_count = fields.Integer("Undone Rows", compute="_compute_counts")
    to_import_count = fields.Integer("To Import", compute="_compute_counts")

    @api.depends("mapping")
    def _compute_ignored_headers(self):
        for lead_import in self:
            headers = [
                field["header"]
                for field in lead_import.mapping or []
                if not field["column"] and field["header"]
            ]
            lead_import.ignored_headers = (
                format_list(self.env, headers) if headers else False
            )

    @api.depends("row_ids.state")
    def _compute_counts(self):
        groups = self.env["crm.lead.import.row"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "state"], ["__count"]
        )
        counts = {(lead_import, state): count for lead_import, state, count in groups}
        states = self.row_ids._fields["state"].get_values(self.env)
        for lead_import in self:
            found = {
                state: counts.get((lead_import._origin, state), 0) for state in states
            }
            for state, count in found.items():
                lead_import[f"{state}_count"] = count
            lead_import.total_count = sum(found.values())
            lead_import.to_import_count = sum(found[state] for state in TO_IMPORT)

    @api.constrains("user_id")
    def _check_user(self):
        """Long work is done with his rights: nobody lends himself those of another."""
        if any(job.user_id != job.create_uid for job in self):
            raise ValidationError(
                self.env._("An import belongs to whom uploads the workbook.")
            )

    def action_check(self):
        self._ensure_state("draft")
        if not self.file:
            raise UserError(self.env._("Choose a workbook first."))
        return self._start("checking")

    def action_import(self):
        self._ensure_state("checked")
        if not self.to_import_count:
            raise UserError(
                self.env._(
                    "No row is ready. Download the error workbook, correct its rows and"
                    " upload it again."
                )
            )
        self._check_assignment()
        return self._start("importing")

    def action_restart(self):
        """Choose another file; nothing has been imported yet."""
        self._ensure_state("checked")
        if self.imported_count or self.updated_count:
            raise UserError(
                self.env._("Some rows have been imported. Undo the import first.")
            )
        self._forget_rows()
        self.write({"state": "draft", "file": False, "name": False})

    def action_download_errors(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/crm_lead_tools/import/{self.id}/errors.xlsx",
            "target": "download",
        }

    def _ensure_state(self, *states):
        """Nobody else is at it, and it has not been done before."""
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update(allow_referencing=True)
        if self.state not in states:
            raise UserError(
                self.env._("This import has changed in the meantime. Reload the page.")
            )

    def _forget_rows(self):
        # sudo: rows are written by the import alone
        self.row_ids.sudo().search([("import_id", "=", self.id)]).unlink()
        self.column_ids.sudo().unlink()
        self.write({"mapping": False, "stamp": False})

    def _read_rows(self):
        """Store the rows of the file, to be checked."""
        sheet = self._read_sheet()
        self._apply_saved_columns(sheet)
        self._show_columns(sheet)
        self.write({"mapping": sheet.mapping, "stamp": sheet.stamp})
        decisions = self._decision_names()
        # sudo: rows are written by the import alone
        self.env["crm.lead.import.row"].sudo().create(
            [
                {
                    "import_id": self.id,
                    "row_no": row.row_no,
                    "sheet": row.sheet,
                    "payload": row.cells,
                    "record": row.record,
                    "decision": decisions.get(row.decision.strip().lower(), False),
                    "state": "pending",
                }
                for row in sheet.rows
            ]
        )

    def _read_sheet(self):
        content = base64.b64decode(self.with_context(bin_size=False).file)
        try:
            sheets = read_sheets(content, self.name or "", is_ours)
            index = index_headers(self.env, self._get_columns())
            sheet = LeadSheet.parse_all(sheets, index)
        except WorkbookError as error:
            raise UserError(shown(self.env, error.message)) from error
        if not sheet.rows:
            raise UserError(self.env._("The workbook has no row below its headers."))
        return sheet

    def _decision_names(self):
        """What may stand in the column of decisions, in any language."""
        field = self.env["crm.lead.import.row"]._fields["decision"]
        names = {key: key for key, _label in DECISIONS}
        for lang, _name in self.env["res.lang"].get_installed():
            env = self.with_context(lang=lang).env
            for key, label in field._description_selection(env):
                names[label.lower()] = key
        return names

    def _get_row_judge(self):
        self = self.with_company(self.company_id)
        names = {field["column"] for field in self.mapping}
        columns = [column for column in self._get_columns() if column.name in names]
        checker = RowChecker(
            self.env,
            self.company_id,
            columns,
            self._get_salesperson(),
            self.team_id,
            {field["column"] for field in self.mapping if field.get("create")},
            self.state == "importing",
        )
        return RowJudge(self, checker)

    def _get_columns(self):
        """Hook: the columns that a workbook may have."""
        return [*COLUMNS, *custom_columns(self.env)]

    @api.model
    def _read_jalali_date(self, text):
        """Hook: the day that a Jalali date means, None if it cannot be read."""
        return None
