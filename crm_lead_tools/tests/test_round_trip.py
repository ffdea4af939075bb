import io
import json
import re

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..workbooks import build_result_workbook
from .calc import type_in_calc
from .common import LeadImportCommon


@tagged("post_install", "-at_install")
class TestRoundTrip(LeadImportCommon):
    """What goes out comes back, and only what somebody changed is written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.user_sales_manager
        cls.manager.group_ids += cls.env.ref("base.group_allow_export")
        cls.tags = cls.env["crm.tag"].create([{"name": "VIP"}, {"name": "نمایشگاه"}])
        cls.leads = cls.env["crm.lead"].create(
            [
                {
                    "name": f"lead {n}",
                    "partner_name": '=HYPERLINK("http://evil")',
                    "phone": "not a phone",
                    "other_phones": "021-88001122",
                    "email_from": "Ali <a@b.ir>",
                    "description": "<p>note &amp; more<br>second</p>" + "<p>x</p>" * n,
                    "expected_revenue": 1000.25 + n,
                    "date_deadline": "2026-05-12",
                    "tag_ids": cls.tags.ids,
                    "user_id": cls.user_sales_leads.id,
                    "team_id": cls.sales_team_1.id,
                    "state_id": cls.tehran.id,
                    "country_id": cls.tehran.country_id.id,
                }
                for n in range(6)
            ]
        )

    def export(self, **values):
        domain = json.dumps([("id", "in", self.leads.ids)])
        exports = self.env["crm.lead.export"].with_user(self.manager)
        export = exports.with_context(lang="fa_IR").create(
            {"domain": domain, "order": "id asc", **values}
        )
        with export._write_workbook() as file:
            return file.read()

    def send_back(self, content, user=None, name="leads.xlsx"):
        lead_import = self.upload(content, user, name)
        lead_import.action_check()
        return lead_import

    def edit(self, content, edits, sheet=0):
        """:param edits: {(row, name of column): value}"""
        book = openpyxl.load_workbook(io.BytesIO(content))
        lines = book.worksheets[sheet]
        names = [cell.value for cell in lines[1]]
        for (row, name), value in edits.items():
            lines.cell(row, names.index(f"lead1:{name}") + 1).value = value
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    def test_unchanged(self):
        """LT-42, C.9: what goes out unchanged comes back as unchanged, whatever stands
        in it, with a sheet per stage, too; nothing is written."""
        self.leads[0].description = f"<p>{'یادداشت بلند ' * 4000}</p>"
        stages = self.env["crm.stage"].search([("is_won", "=", False)], limit=2)
        self.leads[:3].stage_id, self.leads[3:].stage_id = stages
        for values in ({}, {"by_stage": True}):
            lead_import = self.send_back(self.export(**values))
            self.assert_accounted(lead_import, unchanged=6)
            with self.assertRaises(UserError):
                lead_import.action_import()
        sheets = set(lead_import.row_ids.mapped("sheet"))
        self.assertEqual(len(sheets), 2)

    def test_through_calc(self):
        """LT-42, C.16: opened and saved by LibreOffice, as xlsx and as ods, an export
        comes back unchanged but for the cell that was typed."""
        files = type_in_calc([["", "", "شرکت نو"]], self.export(), first_row=4)
        for extension, content in files.items():
            with self.subTest(extension=extension):
                lead_import = self.send_back(content, name=f"a.{extension}")
                self.assert_accounted(lead_import, unchanged=5, update=1)
                [row] = lead_import.change_row_ids
                self.assertEqual(row.lead_id, self.leads[1])
                self.assertEqual(list(row.changes), ["partner_name"])
        sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
        self.assertTrue(sheet.sheet_view.rightToLeft)
        self.assertTrue(sheet.row_dimensions[1].hidden)
        self.assertEqual({cell.data_type for cell in sheet["B"][3:]}, {"s"})

    def test_changes(self):
        """LT-42: changed cells are shown before anything is written; a row changed in
        Odoo meanwhile is a conflict; then exactly those cells are written."""
        content = self.edit(
            self.export(),
            {
                (3, "phone"): "۰۹۱۲۱۲۳۴۵۶۷",
                (3, "expected_revenue"): 5000,
                (3, "tag_ids"): "VIP",
                (4, "email_from"): None,
                (5, "phone"): "broken",
                (6, "city"): "قم",
                (7, "city"): "ری",
                (8, "name"): None,
            },
        )
        self.leads[3].expected_revenue = 7
        self.leads[4].street = "خیابان"
        self.leads[5].partner_name = "changed in Odoo"
        lead_import = self.send_back(content)
        self.assert_accounted(lead_import, update=2, error=2, conflict=2)
        first, second = lead_import.change_row_ids
        self.assertEqual(
            first.changes,
            {
                "phone": ["not a phone / 021-88001122", "۰۹۱۲۱۲۳۴۵۶۷"],
                "expected_revenue": ["1000.25", "5000"],
                "tag_ids": ["VIP, نمایشگاه", "VIP"],
            },
        )
        self.assertIn(
            "Mobile / Phone: not a phone / 021-88001122 → ۰۹۱۲۱۲۳۴۵۶۷",
            re.sub("[\u2068\u2069]", "", first.change_text),
        )
        self.assertIn("(empty)", second.change_text)
        conflicts = lead_import.duplicate_row_ids
        self.assertIn("Expected Revenue", conflicts[0].message)
        self.assertEqual(self.leads[0].phone, "not a phone")

        conflicts[1].decision = "overwrite"
        self.do_import(lead_import)
        self.assert_accounted(lead_import, updated=3, error=2, skipped=1)
        self.assertEqual(self.leads[0].phone, "09121234567")
        self.assertFalse(self.leads[0].other_phones)
        self.assertEqual(self.leads[0].expected_revenue, 5000)
        self.assertEqual(self.leads[0].tag_ids, self.tags[0])
        self.assertFalse(self.leads[1].email_from)
        self.assertEqual(self.leads[2].phone, "not a phone")
        self.assertEqual(self.leads[3].expected_revenue, 7)
        self.assertFalse(self.leads[3].city)
        self.assertEqual((self.leads[4].city, self.leads[4].street), ("ری", "خیابان"))
        # Nothing that nobody touched has lost its form.
        self.assertIn("<br>", self.leads[0].description)
        # The rest can be corrected in the result workbook, and is still recognised.
        result = self.edit(
            build_result_workbook(lead_import), {(3, "phone"): "021 88001122"}
        )
        again = self.send_back(result)
        self.assertEqual(again.change_row_ids.lead_id, self.leads[2])

        lead_import.action_undo()
        self.assert_accounted(lead_import, undone=3, error=2, skipped=1)
        self.assertEqual(self.leads[0].phone, "not a phone")
        self.assertEqual(self.leads[0].other_phones, "021-88001122")
        self.assertEqual(self.leads[0].tag_ids, self.tags)
        self.assertEqual(self.leads[1].email_from, "Ali <a@b.ir>")

    def test_conflict_after_the_check(self):
        """LT-42: what changes in Odoo between check and import is noticed."""
        content = self.edit(self.export(), {(3, "city"): "قم", (4, "city"): "قم"})
        lead_import = self.send_back(content)
        self.leads[0].street = "خیابان"
        lead_import.action_import()
        self.assert_accounted(lead_import, updated=1, skipped=1, unchanged=4)
        self.assertFalse(self.leads[0].city)

    def test_rights(self):
        """LT-42, 4.7: each lead is asked for the right, on the way in, too: what the
        user does not see does not exist, and tells nothing."""
        salesman = self.user_sales_salesman
        self.leads[0].user_id = salesman
        content = self.edit(self.export(), {(3, "city"): "قم", (4, "city"): "قم"})
        lead_import = self.send_back(content, salesman)
        self.assert_accounted(lead_import, update=1, error=5)
        self.assertNotIn("lead 1", lead_import.error_row_ids[0].message)
        self.assertFalse(lead_import.error_row_ids.lead_id)
        lead_import.action_import()
        self.assertEqual(self.leads.mapped("city"), ["قم", *[False] * 5])
        # A salesman may not hand his lead to another by the workbook either.
        content = self.edit(
            self.export(), {(3, "user_id"): self.user_sales_manager.name}
        )
        lead_import = self.send_back(content, salesman)
        self.assertIn("user_id", lead_import.row_ids[0].messages)

    def test_read_only_leads(self):
        """LT-42: a lead that may be seen but not changed is an error, and says so."""
        self.env["ir.rule"].create(
            {
                "name": "lead 0 is finished",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "domain_force": "[('name', '!=', 'lead 0')]",
                "perm_read": False,
            }
        )
        content = self.edit(self.export(), {(3, "city"): "قم"})
        lead_import = self.send_back(content)
        self.assert_accounted(lead_import, unchanged=5, error=1)
        self.assertIn("may not change", lead_import.error_row_ids.message)

    def test_stamps(self):
        """LT-42: rows without a stamp are new leads; a stamp of another database, a
        broken one and one that stands twice are refused."""
        content = self.export()
        stamps = [
            cell.value
            for cell in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A"]
        ]
        head = stamps[0].removeprefix("lead1:")
        edits = {
            (3, head): None,
            (3, "email_from"): "new@b.ir",
            (3, "phone"): None,
            (4, head): "12:?",
            (5, head): stamps[5],
            (6, "city"): "قم",
        }
        lead_import = self.send_back(self.edit(content, edits))
        self.assert_accounted(lead_import, ready=1, error=2, update=1, unchanged=2)
        self.assertIn("row 5", lead_import.error_row_ids[1].message)
        self.env["ir.config_parameter"].set_param("database.uuid", "another")
        foreign = self.send_back(content)
        self.assert_accounted(foreign, error=6)
        self.assertIn("another database", foreign.row_ids[0].message)

    def test_deleted_columns(self):
        """LT-42: columns that were deleted change nothing."""
        book = openpyxl.load_workbook(io.BytesIO(self.export()))
        sheet = book.worksheets[0]
        sheet.delete_cols(4, 20)
        target = io.BytesIO()
        book.save(target)
        lead_import = self.send_back(target.getvalue())
        self.assert_accounted(lead_import, unchanged=6)
