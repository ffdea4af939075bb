import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..workbooks import build_template
from .common import LeadImportCommon, make_xlsx


@tagged("post_install", "-at_install")
class TestColumns(LeadImportCommon):
    """Which columns a file may have, and what those of a file are taken for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model_id = cls.env["ir.model"]._get_id("crm.lead")
        fields = cls.env["ir.model.fields"]
        for values in (
            {"name": "x_branch", "field_description": "Branch", "ttype": "char"},
            {"name": "x_agreed", "field_description": "Agreed", "ttype": "boolean"},
            {"name": "x_visit", "field_description": "Visit", "ttype": "date"},
            {
                "name": "x_size",
                "field_description": "Size",
                "ttype": "selection",
                "selection_ids": [
                    (0, 0, {"value": "s", "name": "Small"}),
                    (0, 0, {"value": "l", "name": "Large"}),
                ],
            },
            {
                "name": "x_industry",
                "field_description": "Industry of Ours",
                "ttype": "many2one",
                "relation": "res.partner.industry",
            },
        ):
            fields.create({"model_id": model_id, "state": "manual", **values})
        cls.industry = cls.env["res.partner.industry"].create({"name": "فولاد"})
        cls.sales_team_1.lead_properties_definition = [
            {"name": "budget", "string": "Budget", "type": "integer"},
            {
                "name": "mood",
                "string": "Mood",
                "type": "selection",
                "selection": [["g", "Good"], ["b", "Bad"]],
            },
            {"name": "due", "string": "Due", "type": "date"},
        ]

    def test_custom_fields_and_properties(self):
        """LT-41: what the company has added is in the template, is checked, imported,
        exported and recognised when it comes back."""
        env = self.env(user=self.user_sales_manager)
        book = openpyxl.load_workbook(io.BytesIO(build_template(env)))
        labels = [cell.value for cell in book.worksheets[0][2]]
        team = self.sales_team_1.name
        added = ["Branch", "Agreed", "Visit", "Size", "Industry of Ours"]
        added += [f"{name} ({team})" for name in ("Budget", "Mood", "Due")]
        self.assertEqual(labels[-8:], added)

        headers = ["عنوان", "تیم", *added]
        good = ["a", team, "B1", "بله", "2026-05-12", "large", "فولاد", "۵", "good"]
        rows = [
            headers,
            [*good, "2026-06-01"],
            ["b", team, "B1", "شاید", "x", "huge", "none", "1.5", "so so", ""],
            ["c", "", "", "", "", "", "", "7"],
        ]
        lead_import = self.check(rows, salesperson_id=False)
        self.assert_accounted(lead_import, ready=1, error=2)
        names = {f"x_{name}" for name in ("agreed", "visit", "size", "industry")}
        names |= {"property.budget", "property.mood"}
        self.assertEqual(set(lead_import.error_row_ids[0].messages), names)
        self.assertEqual(
            set(lead_import.error_row_ids[1].messages), {"property.budget"}
        )
        self.do_import(lead_import)
        lead = lead_import.row_ids.lead_id
        self.assertEqual((lead.x_branch, lead.x_agreed, lead.x_size), ("B1", True, "l"))
        self.assertEqual(str(lead.x_visit), "2026-05-12")
        self.assertEqual(lead.x_industry, self.industry)
        self.assertEqual(lead.lead_properties["budget"], 5)
        self.assertEqual(lead.lead_properties["mood"], "Good")

        self.user_sales_manager.group_ids += self.env.ref("base.group_allow_export")
        exports = env["crm.lead.export"].create(
            {"domain": f"[['id', '=', {lead.id}]]".replace("'", '"')}
        )
        with exports._write_workbook() as file:
            content = file.read()
        again = self.upload(content)
        again.action_check()
        self.assert_accounted(again, unchanged=1)
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        names = [cell.value for cell in sheet[1]]
        sheet.cell(3, names.index("lead1:property.mood") + 1).value = "Bad"
        sheet.cell(3, names.index("lead1:x_agreed") + 1).value = None
        target = io.BytesIO()
        book.save(target)
        again = self.upload(target.getvalue())
        again.action_check()
        self.assert_accounted(again, update=1)
        again.action_import()
        self.assertEqual(lead.lead_properties["mood"], "Bad")
        self.assertEqual(lead.lead_properties["budget"], 5)
        self.assertFalse(lead.x_agreed)
        again.action_undo()
        self.assertEqual(lead.lead_properties["mood"], "Good")
        self.assertTrue(lead.x_agreed)

    def test_choose_columns(self):
        """LT-17, LT-41: each column is shown with its first cells and the reason; the
        user chooses otherwise, the rows are checked anew, and next time it is known."""
        rows = [["عنوان", "مخاطب اصلی", "شماره موبایلش"]]
        rows += [[f"lead {n}", f"person {n}", f"0912000000{n}"] for n in range(7)]
        lead_import = self.check(rows)
        title, person, phone = lead_import.column_ids
        self.assertEqual((title.column, title.reason), ("name", "label"))
        self.assertEqual((person.column, person.reason), (False, "unknown"))
        self.assertEqual((phone.column, phone.reason), ("phone", "similar"))
        self.assertEqual(title.samples, "lead 0 | lead 1 | lead 2 | lead 3 | lead 4")
        self.assertIn("شماره موبایلش", lead_import.similar_headers)

        person.column = "name"
        with self.assertRaises(UserError):
            lead_import.action_check_again()
        person.column = "contact_name"
        lead_import.action_check_again()
        self.assertEqual(person.reason, "chosen")
        self.assert_accounted(lead_import, ready=7)
        self.do_import(lead_import)
        self.assertEqual(lead_import.row_ids.lead_id[3].contact_name, "person 3")

        again = self.check([rows[0], ["x", "y", ""]])
        self.assertEqual(again.column_ids[1].column, "contact_name")
        self.assertEqual(again.column_ids[1].reason, "saved")
        # Somebody else's choice is not mine.
        other = self.check([rows[0], ["x", "y", ""]], user=self.user_sales_salesman)
        self.assertFalse(other.column_ids[1].column)
        with self.assertRaises(AccessError):
            other.column_ids[1].header = "forged"
        with self.assertRaises(AccessError):
            again.column_ids[1].with_user(self.user_sales_salesman).column = "city"

    def test_create_missing(self):
        """LT-41, B: tags and sources that do not exist are errors, unless the user has
        them created, column by column; the check creates nothing."""
        rows = [
            ["عنوان", "برچسب", "منبع"],
            ["a", "New tag, other", "Fair"],
            ["b", "new tag", "fair"],
        ]
        lead_import = self.check(rows)
        self.assert_accounted(lead_import, error=2)
        _title, tags, source = lead_import.column_ids
        tags.create_missing = True
        lead_import.action_check_again()
        self.assertEqual(set(lead_import.error_row_ids[0].messages), {"source_id"})
        source.create_missing = True
        lead_import.action_check_again()
        self.assert_accounted(lead_import, ready=2)
        names = ["New tag", "other"]
        self.assertFalse(self.env["crm.tag"].search([("name", "in", names)]))
        lead_import.action_import()
        first, second = lead_import.row_ids.lead_id
        self.assertEqual(first.tag_ids.mapped("name"), names)
        self.assertEqual(second.tag_ids, first.tag_ids[0])
        self.assertEqual(first.source_id, second.source_id)
        self.assertEqual(first.source_id.name, "Fair")

    def test_template_for_odoo(self):
        """LT-17: the button of Odoo's own import offers our template, with names that
        both imports know."""
        for lang in ("fa_IR", "en_US"):
            env = self.env(user=self.user_sales_manager, context={"lang": lang})
            [offered] = env["crm.lead"].get_import_templates()
            self.assertEqual(
                offered["template"], "/crm_lead_tools/template.xlsx?odoo=1"
            )
            content = build_template(env, for_odoo=True)
            book = openpyxl.load_workbook(io.BytesIO(content))
            sheet = book.worksheets[0]
            headers = [cell.value for cell in sheet[1]]
            labels = {
                field._description_string(env)
                for field in env["crm.lead"]._fields.values()
            }
            self.assertLessEqual(set(headers), labels)
            lead_import = self.upload(make_xlsx([headers, ["a"]]))
            lead_import.action_check()
            self.assertFalse(lead_import.ignored_headers)
            sheet.append(["a"])
            target = io.BytesIO()
            book.save(target)
            wizard = env["base_import.import"].create(
                {
                    "res_model": "crm.lead",
                    "file": target.getvalue(),
                    "file_type": "application/vnd.openxmlformats-officedocument"
                    ".spreadsheetml.sheet",
                }
            )
            options = {"has_headers": True, "quoting": '"', "keep_matches": False}
            preview = wizard.parse_preview(options)
            self.assertFalse(preview.get("error"))
            self.assertEqual(len(preview["matches"]), len(headers))
