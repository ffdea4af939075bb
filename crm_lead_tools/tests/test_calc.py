import io

import openpyxl

from odoo.tests import tagged
from odoo.tools import file_open

from ..workbook_reader import read_rows
from ..workbooks import build_template
from .calc import LEADS, type_in_calc
from .common import LeadImportCommon


def fixture(extension):
    with file_open(
        f"crm_lead_tools/tests/data/typed_in_calc.{extension}", "rb"
    ) as file:
        return file.read()


@tagged("post_install", "-at_install")
class TestCalc(LeadImportCommon):
    """The proof: people type into LibreOffice Calc, not into our tests."""

    def assert_imported(self, content, name):
        lead_import = self.upload(content, name=name)
        lead_import.action_check()
        self.assert_accounted(lead_import, ready=2, error=3, imported=0)
        self.assertEqual(lead_import.ignored_headers, "رنگ")
        messages = lead_import.error_row_ids.mapped("messages")
        self.assertEqual(
            [sorted(set(message) - {"date_deadline"}) for message in messages],
            [
                ["name"],
                ["expected_revenue", "state_id"],
                ["expected_revenue", "phone", "probability"],
            ],
        )
        lead_import.action_import()
        first, second = lead_import.row_ids.lead_id
        self.assertEqual(first.name, "خرید انبار")
        self.assertEqual(first.phone, "09121234567")
        self.assertEqual(first.state_id, self.tehran)
        self.assertEqual(first.expected_revenue, 1_500_000)
        self.assertEqual(str(first.date_deadline), "2026-05-12")
        self.assertEqual(first.probability, 30)
        self.assertEqual(second.phone, "09351112233")
        self.assertEqual(second.email_from, "sara@example.com")
        self.assertEqual(second.expected_revenue, 1_500_000)
        self.assertEqual(second.probability, 50)
        lead_import.action_undo()

    def test_typed_now(self):
        """LT-41: a workbook typed and saved by this machine's Calc is imported, as xlsx
        and as ods, and is the same as the one kept in tests/data."""
        for extension, content in type_in_calc(LEADS).items():
            with self.subTest(extension=extension):
                self.assertEqual(
                    read_rows(content, f"a.{extension}"),
                    read_rows(fixture(extension), f"a.{extension}"),
                )
                self.assert_imported(content, f"typed.{extension}")

    def test_typed_before(self):
        """LT-41: the kept workbooks are imported."""
        for extension in ("xlsx", "ods"):
            with self.subTest(extension=extension):
                self.assert_imported(fixture(extension), f"typed.{extension}")

    def test_template_in_calc(self):
        """LT-41, C.16: the template, filled in and saved by Calc, keeps its direction,
        hidden row and lists, and what is typed arrives as typed."""
        persian = self.env(user=self.user_sales_manager, context={"lang": "fa_IR"})
        typed = ["خرید", "پارس‌یار", "", "09121234567", "a@b.ir"]
        files = type_in_calc([typed], build_template(persian), first_row=3)
        sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
        self.assertTrue(sheet.sheet_view.rightToLeft)
        self.assertTrue(sheet.row_dimensions[1].hidden)
        lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
        self.assertGreaterEqual(len(lists), 8)
        for extension, content in files.items():
            with self.subTest(extension=extension):
                lead_import = self.upload(content, name=f"template.{extension}")
                lead_import.action_check()
                self.assert_accounted(lead_import, ready=1, error=0, imported=0)
                lead_import.action_import()
                lead = lead_import.row_ids.lead_id
                self.assertEqual(lead.partner_name, "پارس‌یار")
                self.assertEqual(lead.phone, "09121234567")
                lead_import.action_undo()
