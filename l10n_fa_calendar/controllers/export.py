import datetime
import json

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers import export

from .. import typed_dates, writing_system
from ..models.base import FLAG

# The Persian calendar (16) of Persian in Iran (0429), in the notation that every
# version of Excel reads. LibreOffice has no such calendar and shows the Gregorian date;
# in the newer notation, [$-fa-IR,16], it shows a bare number.
DATE_FORMAT = "[$-160429]yyyy/mm/dd;@"
DATETIME_FORMAT = "[$-160429]yyyy/mm/dd hh:mm:ss;@"


class JalaliDates:
    """Dates stay dates; only how they are shown changes. As texts they are for programs
    without the Persian calendar."""

    def __init__(self, *args):
        super().__init__(*args)
        self.date_style.set_num_format(DATE_FORMAT)
        self.datetime_style.set_num_format(DATETIME_FORMAT)

    def write_cell(self, row, column, cell_value):
        if request.env.context.get("jalali_export") == "text":
            cell_value = to_text(cell_value)
        return super().write_cell(row, column, cell_value)


class XlsxWriter(JalaliDates, export.ExportXlsxWriter):
    pass


class GroupXlsxWriter(JalaliDates, export.GroupExportXlsxWriter):
    pass


def to_text(value):
    return typed_dates.to_text(value) if isinstance(value, datetime.date) else value


class JalaliExport(export.ExportFormat):
    """FC-17: the calendar of whoever exports, except for files that are to be imported
    again: those are for machines.

    A grouped list is exported in the groups that the list shows. The names of its
    periods are in Latin digits, which other programs read.
    """

    def base(self, data):
        params = json.loads(data)
        if params["import_compat"] or not writes_jalali():
            request.update_context(jalali_export=False)
            return super().base(data)
        if not is_jalali():
            request.update_context(jalali_export="date")
        lang = request.env.context.get("lang") or request.env.user.lang
        tag = writing_system.locale_tag(lang, writing_system.JALALI_LATIN)
        params["context"] = {**params.get("context", {}), FLAG: True, "locale": tag}
        return super().base(json.dumps(params))


def writes_jalali():
    return request.env.user._get_calendar_system() == "jalali"


def is_jalali():
    return request.env.context.get("jalali_export")


class CSVExport(JalaliExport, export.CSVExport):
    def from_data(self, fields, columns_headers, rows):
        if is_jalali():
            rows = [[to_text(value) for value in row] for row in rows]
        return super().from_data(fields, columns_headers, rows)


class ExcelExport(JalaliExport, export.ExcelExport):
    @http.route("/web/export/xlsx_jalali_text", type="http", auth="user")
    def web_export_xlsx_jalali_text(self, data):
        request.update_context(jalali_export="text")
        return self.web_export_xlsx(data)

    def from_data(self, fields, columns_headers, rows):
        if not is_jalali():
            return super().from_data(fields, columns_headers, rows)
        with XlsxWriter(fields, columns_headers, len(rows)) as writer:
            for row, values in enumerate(rows, 1):
                for column, value in enumerate(values):
                    writer.write_cell(row, column, value)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        if not is_jalali():
            return super().from_group_data(fields, columns_headers, groups)
        with GroupXlsxWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class Export(export.Export):
    @http.route()
    def formats(self):
        formats = super().formats()
        if writes_jalali():
            label = request.env._("XLSX, dates as text")
            formats.append({"tag": "xlsx_jalali_text", "label": label})
        return formats
