import io
from datetime import date, datetime

import openpyxl

from odoo.tests import tagged

from odoo.addons.crm_lead_tools.tests.common import LeadImportCommon
from odoo.addons.l10n_fa_calendar.controllers.export import DATE_FORMAT


@tagged("post_install", "-at_install")
class TestJalaliWorkbooks(LeadImportCommon):
    def test_typed_dates(self):
        """LT-41, B: a closing date may be Jalali or Gregorian, in any digits; what no
        calendar has is refused."""
        rows = [
            ["عنوان", "تاریخ بسته شدن"],
            ["a", "1404/05/12"],
            ["b", "۱۴۰۵-۱۲-۲۹"],
            ["c", "2026-05-12"],
            ["d", "1404/12/30"],
            ["e", "12/05/1404"],
        ]
        lead_import = self.check(rows)
        self.assert_accounted(lead_import, ready=4, error=1)
        self.assertIn("1404/12/30", lead_import.error_row_ids.message)
        self.do_import(lead_import)
        self.assertEqual(
            lead_import.row_ids.lead_id.mapped("date_deadline"),
            [date(2025, 8, 3), date(2027, 3, 20), date(2026, 5, 12), date(2025, 8, 3)],
        )

    def test_export(self):
        """LT-42: dates are dates, shown in the calendar of whoever exports, and come
        back unchanged."""
        user = self.user_sales_manager
        user.group_ids += self.env.ref("base.group_allow_export")
        lead = self.env["crm.lead"].create(
            {"name": "a", "date_deadline": "2026-05-12", "user_id": user.id}
        )
        for lang, wanted in (("fa_IR", DATE_FORMAT), ("en_US", "yyyy-mm-dd")):
            user.lang = lang
            export = self.env["crm.lead.export"].with_user(user).with_context(lang=lang)
            with export.create(
                {"domain": f'[["id", "=", {lead.id}]]'}
            )._write_workbook() as file:
                content = file.read()
            sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
            [cell] = [cell for cell in sheet[3] if cell.value == datetime(2026, 5, 12)]
            style = sheet.column_dimensions[cell.column_letter]
            self.assertEqual(style.number_format, wanted)
            lead_import = self.upload(content)
            lead_import.action_check()
            self.assert_accounted(lead_import, unchanged=1)
        # In an exported workbook a Jalali date may be typed, too.
        cell.value, cell.number_format = "1405/03/01", "@"
        book = sheet.parent
        target = io.BytesIO()
        book.save(target)
        lead_import = self.upload(target.getvalue())
        lead_import.action_check()
        self.assert_accounted(lead_import, update=1)
        self.do_import(lead_import)
        self.assertEqual(lead.date_deadline, date(2026, 5, 22))
