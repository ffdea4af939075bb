import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_list, split_every

from ..cells import code_key
from ..columns import COLUMNS, index_headers
from ..lazy_text import shown
from ..lead_sheet import LeadSheet
from ..row_checker import RowChecker
from ..workbook_reader import WorkbookError, read_rows

BATCH_SIZE = 500


class CrmLeadImport(models.Model):
    """One workbook of leads: uploaded, checked, imported.

    Written by the user who uploads it, seen by him and by the sales managers. The check
    stores one `crm.lead.import.row` for each row of the file and creates no lead; the
    import creates the leads of the rows that are ready, as the user and with his rights
    alone. At any time ready + error + imported rows = rows of the file.
    Cost: a fixed number of queries per check, one batch of BATCH_SIZE leads at a time
    per import, both inside the request.
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
        string="Status",
        selection=[("draft", "To Check"), ("checked", "Checked"), ("done", "Imported")],
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
    # Defaults
    salesperson_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets the leads of the rows that name no salesperson. Empty: they stay"
        " unassigned.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        domain="[('company_id', 'in', (False, company_id))]",
        help="Gets the leads of the rows that name no team. Empty: the team of the"
        " salesperson.",
    )
    # Result of the check
    mapping = fields.Json(
        readonly=True, help="Per column of the file: its header and our column."
    )
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
    total_count = fields.Integer("Rows", compute="_compute_counts")
    ready_count = fields.Integer("Ready", compute="_compute_counts")
    error_count = fields.Integer("Errors", compute="_compute_counts")
    imported_count = fields.Integer("Leads", compute="_compute_counts")

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
        for lead_import in self:
            ready, error, imported = (
                counts.get((lead_import._origin, state), 0)
                for state in ("ready", "error", "imported")
            )
            lead_import.ready_count = ready
            lead_import.error_count = error
            lead_import.imported_count = imported
            lead_import.total_count = ready + error + imported

    def action_check(self):
        self._ensure_state("draft")
        sheet = self._read_sheet()
        self.mapping = sheet.mapping
        checker = self._get_row_checker([cells for _row_no, cells in sheet.rows])
        self.env["crm.lead.import.row"]._create_checked(self, checker, sheet.rows)
        self.state = "checked"

    def action_import(self):
        self._ensure_state("checked")
        rows = self.row_ids.search(
            [("import_id", "=", self.id), ("state", "=", "ready")]
        )
        if not rows:
            raise UserError(
                self.env._(
                    "No row is ready. Download the error workbook, correct its rows and"
                    " upload it again."
                )
            )
        checker = self._get_row_checker(rows.mapped("payload"))
        for ids in split_every(BATCH_SIZE, rows.ids):
            rows.browse(ids)._import(checker)
        self.state = "done"
        self.message_post(
            body=self.env._(
                "%(leads)s leads imported, %(errors)s of %(rows)s rows left out.",
                leads=self.imported_count,
                errors=self.error_count,
                rows=self.total_count,
            )
        )

    def action_restart(self):
        """Choose another file; nothing has been imported yet."""
        self._ensure_state("checked")
        self.row_ids.unlink()
        self.write({"state": "draft", "mapping": False, "file": False, "name": False})

    def action_download_errors(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/crm_lead_tools/import/{self.id}/errors.xlsx",
            "target": "download",
        }

    def _ensure_state(self, state):
        """Nobody else is at it, and it has not been done before."""
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        if self.state != state:
            raise UserError(
                self.env._("This import has changed in the meantime. Reload the page.")
            )

    def _read_sheet(self):
        if not self.file:
            raise UserError(self.env._("Choose a workbook first."))
        content = base64.b64decode(self.with_context(bin_size=False).file)
        try:
            rows = read_rows(content, self.name or "")
            sheet = LeadSheet.parse(rows, index_headers(self.env, self._get_columns()))
        except WorkbookError as error:
            raise UserError(shown(self.env, error.message)) from error
        if not sheet.rows:
            raise UserError(self.env._("The workbook has no row below its headers."))
        return sheet

    def _get_row_checker(self, rows):
        """
        :param rows: the cells of all rows that will be checked
        """
        self = self.with_company(self.company_id)
        names = {field["column"] for field in self.mapping}
        return RowChecker(
            self.env,
            self.company_id,
            [column for column in self._get_columns() if column.name in names],
            self.salesperson_id,
            self.team_id,
            self._taken_external_ids(rows),
        )

    def _taken_external_ids(self, rows):
        names = [field["column"] for field in self.mapping]
        if "external_id" not in names:
            return []
        index = names.index("external_id")
        # sudo: an ID is taken also by a lead that this user may not see; he learns no
        # more of it than that.
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        return leads.search_fetch(
            [
                ("import_external_id", "in", [code_key(row[index]) for row in rows]),
                ("company_id", "in", (False, self.company_id.id)),
            ],
            ["import_external_id"],
        ).mapped("import_external_id")

    def _get_columns(self):
        """Hook: the columns that a workbook may have."""
        return COLUMNS
