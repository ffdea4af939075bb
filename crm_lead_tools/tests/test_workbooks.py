import io

import openpyxl

from odoo.tests import tagged

from ..columns import COLUMNS
from ..workbooks import build_result_workbook, build_template
from .common import LeadImportCommon, make_xlsx


def load(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@tagged("post_install", "-at_install")
class TestWorkbooks(LeadImportCommon):
    def template(self, user=None, lang="fa_IR"):
        env = self.env(user=user or self.user_sales_manager, context={"lang": lang})
        return load(build_template(env))

    def choices(self, book, column):
        """What the drop-down list of a column offers."""
        sheet = book.worksheets[0]
        names = [cell.value for cell in sheet[1]]
        letter = sheet.cell(1, names.index(f"lead1:{column}") + 1).column_letter
        for validation in sheet.data_validations.dataValidation:
            if f"{letter}3" in validation.sqref:
                sheet_name, cells = validation.formula1.split("!")
                return [
                    row[0].value for row in book[sheet_name][cells.replace("$", "")]
                ]
        return None

    def test_direction_and_language(self):
        """LT-41: right to left in Persian with Persian labels, left to right in
        English."""
        persian, english = self.template(), self.template(lang="en_US")
        for book, is_rtl, label in (
            (persian, True, "عنوان سرنخ"),
            (english, None, "Lead Title"),
        ):
            for sheet in book.worksheets:
                self.assertEqual(sheet.sheet_view.rightToLeft, is_rtl)
            self.assertEqual(book.worksheets[0]["A2"].value, label)

    def test_columns(self):
        """LT-41: all columns with a hidden technical row, kept as text so that the
        spreadsheet changes no phone and no date."""
        sheet = self.template().worksheets[0]
        offered = [column.name for column in COLUMNS if column.is_offered]
        names = [cell.value for cell in sheet[1]]
        self.assertEqual(names, [f"lead1:{name}" for name in offered])
        self.assertTrue(sheet.row_dimensions[1].hidden)
        self.assertEqual(sheet.freeze_panes, "B3")
        for index, column in enumerate(c for c in COLUMNS if c.is_offered):
            style = sheet.column_dimensions[sheet.cell(1, index + 1).column_letter]
            self.assertEqual(style.number_format, column.number_format, column.name)

    def test_drop_down_lists(self):
        """LT-41: the lists hold what this database holds, for this user."""
        self.env["utm.source"].create({"name": "نمایشگاه تهران"})
        book = self.template()
        self.assertIn(self.user_sales_leads.name, self.choices(book, "user_id"))
        self.assertIn(self.sales_team_1.name, self.choices(book, "team_id"))
        self.assertIn("نمایشگاه تهران", self.choices(book, "source_id"))
        self.assertEqual(len(self.choices(book, "state_id")), 31)
        self.assertEqual(self.choices(book, "type"), ["سرنخ", "فرصت"])
        self.assertTrue(self.choices(book, "stage_id"))
        self.assertTrue(self.choices(book, "country_id"))
        self.assertIsNone(self.choices(book, "tag_ids"))
        own = self.template(user=self.user_sales_salesman)
        self.assertEqual(self.choices(own, "user_id"), [self.user_sales_salesman.name])

    def test_choices_are_accepted(self):
        """LT-41: whatever a list offers, the check takes."""
        book = self.template()
        for column in ("user_id", "team_id", "stage_id", "country_id", "priority"):
            for choice in self.choices(book, column)[:40]:
                rows = [["عنوان سرنخ", column], ["a", choice]]
                lead_import = self.check(rows)
                message = lead_import.row_ids.message or ""
                # A stage may belong to another team, a country has a name of its own.
                self.assertNotIn("does not exist", message, choice)
                self.assertNotIn("several", message, choice)

    def test_guide(self):
        """LT-41: the guide explains each column and carries the version."""
        _leads, _lists, guide = self.template().worksheets
        texts = [cell.value for row in guide.iter_rows() for cell in row if cell.value]
        self.assertIn("موبایل / تلفن", texts)
        self.assertIn("IRR", " ".join(texts))
        self.assertIn(self.env.company.name, " ".join(texts))

    def test_template_comes_back(self):
        """LT-41: a template filled in is understood in either language; an empty one is
        refused."""
        for lang in ("fa_IR", "en_US"):
            book = self.template(lang=lang)
            content = io.BytesIO()
            book.worksheets[0].append(["خرید", "پارس", "سارا", "09121234567"])
            book.save(content)
            lead_import = self.upload(content.getvalue())
            lead_import.action_check()
            self.assert_accounted(lead_import, ready=1, error=0, imported=0)
            self.assertFalse(lead_import.ignored_headers)

    def test_error_workbook(self):
        """LT-41: red cells with the reason in a comment and in a column of its own."""
        lead_import = self.check(
            [
                ["رنگ", "عنوان", "موبایل", "مبلغ"],
                ["آبی", "a", "ندارد", 100],
                ["زرد", "b", 9121234567, "abc"],
                ["سبز", "c", "", 5],
                ["سرخ", "", "", 7],
            ]
        ).with_context(lang="fa_IR")
        book = load(build_result_workbook(lead_import))
        self.assertEqual(len(book.worksheets), 2)
        sheet = book.active
        self.assertTrue(sheet.sheet_view.rightToLeft)
        labels = [cell.value for cell in sheet[2]]
        self.assertEqual(labels[1:], ["رنگ", "عنوان", "موبایل", "مبلغ"])
        self.assertEqual(
            [row[1].value for row in sheet.iter_rows(min_row=3)], ["آبی", "زرد", "سرخ"]
        )
        red = {
            cell.coordinate: cell.comment.text
            for row in sheet.iter_rows(min_row=3)
            for cell in row
            if cell.fill.fgColor.rgb == "FFF8B4B4"
        }
        self.assertEqual(sorted(red), ["C5", "D3", "E4"])
        self.assertIn("ندارد", red["D3"])
        self.assertIn("ندارد", sheet["A3"].value)
        self.assertEqual(sheet["D4"].value, 9121234567)

    def test_two_columns_of_phones(self):
        """LT-41: of two columns that feed one field the empty one is not red."""
        rows = [["عنوان", "موبایل", "تلفن"], ["a", "ندارد", ""], ["b", "", "ندارد"]]
        sheet = load(build_result_workbook(self.check(rows))).active
        cells = [cell for row in sheet["B3:D4"] for cell in row]
        blamed = [cell.coordinate for cell in cells if cell.comment]
        self.assertEqual(blamed, ["C3", "D4"])

    def test_errors_of_unnamed_columns(self):
        """LT-41: an error of a column that the file lacks stands in the reasons."""
        lead_import = self.upload(make_xlsx([["ایمیل"], ["a@b.ir"]]))
        lead_import.action_check()
        sheet = load(build_result_workbook(lead_import)).active
        self.assertIn("Lead Title", sheet["A3"].value)
