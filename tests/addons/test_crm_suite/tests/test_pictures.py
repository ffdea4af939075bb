import base64
import io
import json

import openpyxl

from odoo.tests import tagged

from .common import SuiteBrowserCase

WORKBOOK = """عنوان سرنخ,نام شرکت,نام مخاطب,موبایل,ایمیل,استان,درآمد مورد انتظار
خرید لپ‌تاپ,بازرگانی دنا,مریم کریمی,۰۹۱۲۱۲۳۴۵۶۷,karimi@dena.example,تهران,۲٬۵۰۰٬۰۰۰٬۰۰۰
تجهیز دفتر,پخش البرز,رضا نوری,9121234568,nouri@alborz.example,البرز,850000000
چاپگر اداری,صنایع کویر,لیلا صادقی,03431234567,sadeghi.kavir,کرمان,120000000
شبکه انبار,حمل‌ونقل خزر,امیر رحیمی,01133445566,rahimi@khazar.example,مازندران شرقی,هفتاد
"""


@tagged("post_install", "-at_install", "browser")
class TestPictures(SuiteBrowserCase):
    """The screens in the documents, as users of the demo company see them."""

    def test_pipeline(self):
        """LT-02: the kanban pipeline of the sales manager, and of a user in English."""
        self.show("/odoo/crm", "fa-pipeline", ".o_kanban_record", "manager")
        self.show("/odoo/crm", "en-pipeline", ".o_kanban_record", "english")

    def test_groups(self):
        """TG-01 TG-07: the members beside the tree, private groups with a lock."""
        url, rows = "/odoo/target-group-members", ".o_data_row"
        self.show(url, "fa-groups", rows, "sales")
        self.show(url, "en-groups", rows, "english")

    def test_picker(self):
        """FC-05: the Jalali picker in a form."""
        lead = self.env["crm.lead"].search(
            [("type", "=", "opportunity"), ("date_deadline", "!=", False)], limit=1
        )
        field = ".o_field_widget[name=date_deadline] button, "
        field += ".o_field_widget[name=date_deadline] input"
        action = f"document.querySelector({field!r}).click();"
        self.show(f"/odoo/crm/{lead.id}", "fa-picker", field, "manager", action)

    def test_loyalty(self):
        """LS-23: forms by stage, and a contact with balance and level."""
        self.show("/odoo/loyalty-forms", "fa-forms", ".o_kanban_record", "sales")
        account = self.env["crm.loyalty.account"].search(
            [("tier_id", "!=", False)], order="balance desc", limit=1
        )
        contact = f"/odoo/contacts/{account.partner_id.id}"
        self.show(contact, "fa-contact", ".o_form_view .oe_stat_button", "manager")

    def test_lead_import(self):
        """LT-41: a workbook after the check, with faulty rows and their reasons; and in
        English, what its columns are taken for."""
        for login, lang, tab in (
            ("sales", "fa_IR", "errors"),
            ("english", "en_US", "columns"),
        ):
            lead_import = (
                self.env["crm.lead.import"]
                .with_user(self.user(login))
                .with_context(lang=lang)
                .create(
                    {"name": "leads.csv", "file": base64.b64encode(WORKBOOK.encode())}
                )
            )
            lead_import.action_check()
            self.assertEqual((lead_import.ready_count, lead_import.error_count), (2, 2))
            url = f"/odoo/action-crm_lead_tools.crm_lead_import_action/{lead_import.id}"
            opened = f".o_notebook a[name={tab}]"
            self.show(
                url,
                f"{lang[:2]}-lead-import",
                opened,
                login,
                f"document.querySelector('{opened}').click();",
            )

    def test_lead_export(self):
        """LT-16 LT-42: the export of a search, and what was changed when the workbook
        comes back."""
        user = self.user("manager")
        user.group_ids += self.env.ref("base.group_allow_export")
        env = self.env(user=user, context={"lang": "fa_IR"})
        leads = env["crm.lead"].search([("type", "=", "opportunity")], limit=4)
        export = env["crm.lead.export"].create(
            {"domain": json.dumps([("id", "in", leads.ids)]), "order": "id asc"}
        )
        with export._write_workbook() as file:
            book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        columns = [cell.value for cell in sheet[1]]
        phone = columns.index("lead1:phone") + 1
        city = columns.index("lead1:city") + 1
        for line, number in enumerate(("09121234567", "02188001122"), start=3):
            sheet.cell(line, phone).value = number
        for line in (4, 5):
            sheet.cell(line, city).value = "کاشان"
        leads.sorted("id")[2].street = "خیابان امیرکبیر"
        content = io.BytesIO()
        book.save(content)
        lead_import = env["crm.lead.import"].create(
            {"name": "سرنخ‌ها.xlsx", "file": base64.b64encode(content.getvalue())}
        )
        lead_import.action_check()
        url = f"/odoo/action-crm_lead_tools.crm_lead_import_action/{lead_import.id}"
        tab = "document.querySelector('.o_notebook a[name=changes]').click();"
        self.show(url, "fa-lead-changes", ".o_notebook a[name=changes]", "manager", tab)
        action = "/odoo/action-crm_lead_tools.crm_lead_export_action"
        self.show(action, "fa-lead-export", ".modal [name=action_download]", "manager")
