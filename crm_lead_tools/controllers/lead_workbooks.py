from odoo.http import Controller, content_disposition, request, route

from ..workbooks import build_error_workbook, build_template

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LeadWorkbooks(Controller):
    @route("/crm_lead_tools/template.xlsx", type="http", auth="user", readonly=True)
    def template(self):
        request.env["crm.lead.import"].check_access("create")
        file_name = request.env._("Lead Import Template")
        return self._download(build_template(request.env), f"{file_name}.xlsx")

    @route(
        "/crm_lead_tools/import/<int:import_id>/errors.xlsx",
        type="http",
        auth="user",
        readonly=True,
    )
    def errors(self, import_id):
        lead_import = request.env["crm.lead.import"].browse(import_id).exists()
        lead_import.check_access("read")
        if not lead_import.error_count:
            return request.not_found()
        file_name = request.env._("Errors in %s", lead_import.name.rpartition(".")[0])
        return self._download(build_error_workbook(lead_import), f"{file_name}.xlsx")

    @staticmethod
    def _download(content, file_name):
        return request.make_response(
            content,
            [
                ("Content-Type", _XLSX),
                ("Content-Disposition", content_disposition(file_name)),
            ],
        )
