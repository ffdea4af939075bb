from werkzeug.wsgi import wrap_file

from odoo import fields
from odoo.http import Controller, Response, content_disposition, request, route
from odoo.tools.misc import format_date

from ..models.crm_lead_import_row import TO_IMPORT
from ..workbooks import build_result_workbook, build_template

OPEN_STATES = (*TO_IMPORT, "error", "skipped")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LeadWorkbooks(Controller):
    @route("/crm_lead_tools/template.xlsx", type="http", auth="user", readonly=True)
    def template(self, odoo=None):
        """:param odoo: for Odoo's own import, which knows no technical row"""
        request.env["crm.lead.import"].check_access("create")
        file_name = request.env._("Lead Import Template")
        content = build_template(request.env, for_odoo=bool(odoo))
        return self._download(content, f"{file_name}.xlsx")

    @route(
        "/crm_lead_tools/import/<int:import_id>/errors.xlsx",
        type="http",
        auth="user",
        readonly=True,
    )
    def errors(self, import_id):
        lead_import = request.env["crm.lead.import"].browse(import_id).exists()
        lead_import.check_access("read")
        domain = [("import_id", "=", import_id), ("state", "in", OPEN_STATES)]
        if not lead_import.row_ids.search_count(domain, limit=1):
            return request.not_found()
        file_name = request.env._("Result of %s", lead_import.name.rpartition(".")[0])
        return self._download(build_result_workbook(lead_import), f"{file_name}.xlsx")

    @route(
        "/crm_lead_tools/export/<int:export_id>.xlsx",
        type="http",
        auth="user",
        readonly=True,
    )
    def export(self, export_id):
        export = request.env["crm.lead.export"].browse(export_id).exists()
        if not export:
            return request.not_found()
        file = export._write_workbook()
        today = format_date(request.env, fields.Date.context_today(export))
        name = f"{request.env._('Leads')} {today.replace('/', '-')}.xlsx"
        # As a stream: what is in the file never is in memory as a whole.
        return Response(
            wrap_file(request.httprequest.environ, file),
            headers=[
                ("Content-Type", _XLSX),
                ("Content-Disposition", content_disposition(name)),
            ],
            direct_passthrough=True,
        )

    @staticmethod
    def _download(content, file_name):
        return request.make_response(
            content,
            [
                ("Content-Type", _XLSX),
                ("Content-Disposition", content_disposition(file_name)),
            ],
        )
