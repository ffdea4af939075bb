from odoo.tests import TransactionCase, tagged

from ..columns import COLUMNS, index_headers
from ..fa_text import squeeze
from ..lead_sheet import LeadSheet, SheetRow, cells_by_column, technical_id
from ..workbook_reader import WorkbookError


@tagged("post_install", "-at_install")
class TestLeadSheet(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.index = index_headers(cls.env, COLUMNS)

    def parse(self, *rows):
        return LeadSheet.parse(list(enumerate(rows, start=1)), self.index)

    def names(self, *headers):
        return [field["column"] for field in self.parse(list(headers)).mapping]

    def test_both_languages(self):
        """LT-41: the labels of every column are known, in Persian and in English,
        wherever the workbook was made."""
        self.assertEqual(
            self.names("استان", "عنوان", "موبايل", "پست‌الکترونیک", "تاریخ بسته‌شدن"),
            ["state_id", "name", "phone", "email_from", "date_deadline"],
        )
        self.assertEqual(
            self.names("E-MAIL", "lead title", "Sales Team", "expected_revenue"),
            ["email_from", "name", "team_id", "expected_revenue"],
        )
        persian = self.env(context={"lang": "fa_IR"})
        for column in COLUMNS:
            label = persian._(column.label)
            self.assertNotEqual(label, str(column.label), column.name)
            self.assertIn(
                squeeze(label), map(squeeze, column.accepted_headers), column.name
            )

    def test_headers_are_unambiguous(self):
        """LT-41: no header may mean two columns."""
        owners = {}
        for column in COLUMNS:
            headers = (*column.accepted_headers, self.env._(column.label))
            for header in {squeeze(header) for header in headers}:
                self.assertNotIn(header, owners, f"{column.name}: {header}")
                owners[header] = column.name

    def test_everyday_persian_headers(self):
        """LT-17: the fourteen headers of everyday, of which Odoo's own import leaves
        eight unmapped."""
        headers = {
            "عنوان سرنخ": "name",
            "نام شرکت": "partner_name",
            "نام مخاطب": "contact_name",
            "موبایل": "phone",
            "تلفن": "phone",
            "ایمیل": "email_from",
            "استان": "state_id",
            "شهر": "city",
            "آدرس": "street",
            "فروشنده": "user_id",
            "تیم فروش": "team_id",
            "درآمد مورد انتظار": "expected_revenue",
            "برچسب": "tag_ids",
            "منبع": "source_id",
        }
        self.assertEqual(self.names(*headers), list(headers.values()))

    def test_similar_headers(self):
        """LT-17: a header written a little otherwise is recognised, and said to be so;
        one that is short or means something else is not."""
        sheet = self.parse(
            ["عنوان سرنخ", "پست الکترونیکي مشتری", "شماره موبایلش", "شهرک"]
        )
        self.assertEqual(
            [(field["column"], field["reason"]) for field in sheet.mapping],
            [
                ("name", "label"),
                (None, "unknown"),
                ("phone", "similar"),
                (None, "unknown"),
            ],
        )

    def test_names_of_odoo(self):
        """LT-17: the names that Odoo has for its fields, in each language."""
        for lang in ("fa_IR", "en_US"):
            env = self.env(context={"lang": lang})
            for column in COLUMNS:
                field = env["crm.lead"]._fields.get(column.field_name)
                if field:
                    label = field._description_string(env)
                    self.assertIn(squeeze(label), self.index, label)

    def test_unknown_and_second_columns(self):
        """LT-41: columns that are not known, or are there already, are left out;
        several for phones and notes go together."""
        sheet = self.parse(
            ["عنوان", "رنگ", "موضوع", "موبایل", "تلفن ثابت", ""],
            ["a", "b", "c", 9121234567, "021", "z"],
        )
        names = [field["column"] for field in sheet.mapping]
        self.assertEqual(names, ["name", None, None, "phone", "phone", None])
        [row] = sheet.rows
        found = cells_by_column(sheet.mapping, COLUMNS, row.cells)
        self.assertEqual(
            {column.name: cell for column, cell in found.items()},
            {"name": "a", "phone": "9121234567 / 021"},
        )

    def test_technical_row(self):
        """LT-41: our own workbooks map by their hidden row, whatever the labels say;
        columns that the user adds map by their labels."""
        sheet = self.parse(
            [technical_id("error"), technical_id("phone"), "", technical_id("name")],
            ["دلیل", "قابل تماس", "شهر", "عنوان سرنخ"],
            ["", "021", "قم", "a"],
        )
        self.assertEqual(
            [(field["header"], field["column"]) for field in sheet.mapping],
            [("قابل تماس", "phone"), ("شهر", "city"), ("عنوان سرنخ", "name")],
        )
        self.assertEqual(sheet.rows, [SheetRow(3, ["021", "قم", "a"])])

    def test_deleted_rows_of_the_template(self):
        """LT-41: without its labels or its hidden row a template loses no lead."""
        technical = [technical_id("name"), technical_id("city")]
        labels, lead = ["Lead Title", "City"], ["a", "b"]
        for rows in ((technical, lead), (labels, lead), (technical, labels, lead)):
            sheet = self.parse(*rows)
            self.assertEqual([row.cells for row in sheet.rows], [lead])
            self.assertEqual([f["column"] for f in sheet.mapping], ["name", "city"])

    def test_continuation(self):
        """LT-41: a note longer than a cell of Excel comes back in one piece."""
        sheet = self.parse(
            [technical_id("description"), technical_id("+"), technical_id("name")],
            ["Notes", "Notes …", "Lead Title"],
            ["one", "two", "a"],
            ["short", "", "b"],
        )
        rows = [row.cells for row in sheet.rows]
        self.assertEqual(rows, [["onetwo", "a"], ["short", "b"]])

    def test_refused(self):
        """LT-41: a sheet without headers, and a template of another version."""
        for rows, words in (
            ([], "empty"),
            ([["1", "2"], ["3", "4"]], "No column"),
            ([["lead9:name"], ["Lead Title"]], "another version"),
        ):
            with self.assertRaises(WorkbookError) as caught:
                self.parse(*rows)
            self.assertIn(words, str(caught.exception.message))
