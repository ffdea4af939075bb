import base64

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

    def test_calendar_groups(self):
        """FC-08 FC-10 FC-11 FC-13: the pipeline by Jalali months, in each view."""
        month = "{'group_by': 'create_date:month'}"
        shown = {"list": ".o_group_header", "pivot": ".o_pivot td", "graph": "canvas"}
        for view, selector in shown.items():
            url = self.pipeline(view, month)
            self.show(url, f"fa-months-{view}", selector, "manager")
        self.user("english").calendar_choice = "jalali"
        self.show(self.pipeline("pivot", month), "en-months-pivot", "td", "english")
        menu = "document.querySelector('.o_searchview_dropdown_toggler').click();"
        menu += "await new Promise((resolve) => setTimeout(resolve, 500));"
        menu += "document.querySelector('.o_filter_menu .o_accordion_toggle').click();"
        url = self.pipeline("list", month)
        self.show(url, "fa-months-filter", ".o_group_header", "manager", menu)
        forecast = "/odoo/action-crm.crm_lead_action_forecast"
        self.show(forecast, "fa-months-forecast", ".o_kanban_record", "manager")

    def pipeline(self, view, context):
        """The address of the pipeline in one view."""
        values = {"name": "فرصت‌ها", "res_model": "crm.lead", "view_mode": view}
        values["domain"] = "[('type', '=', 'opportunity')]"
        action = self.env["ir.actions.act_window"].create(
            {**values, "context": context}
        )
        return f"/odoo/action-{action.id}"

    def test_loyalty(self):
        """LS-23: forms by stage, and a contact with balance and level."""
        self.show("/odoo/loyalty-forms", "fa-forms", ".o_kanban_record", "sales")
        account = self.env["crm.loyalty.account"].search(
            [("tier_id", "!=", False)], order="balance desc", limit=1
        )
        contact = f"/odoo/contacts/{account.partner_id.id}"
        self.show(contact, "fa-contact", ".o_form_view .oe_stat_button", "manager")

    def test_lead_import(self):
        """LT-41: a workbook after the check, with faulty rows and their reasons."""
        lead_import = (
            self.env["crm.lead.import"]
            .with_user(self.user("sales"))
            .with_context(lang="fa_IR")
            .create({"name": "سرنخ‌ها.csv", "file": base64.b64encode(WORKBOOK.encode())})
        )
        lead_import.action_check()
        self.assertEqual((lead_import.ready_count, lead_import.error_count), (2, 2))
        url = f"/odoo/action-crm_lead_tools.crm_lead_import_action/{lead_import.id}"
        self.show(url, "fa-lead-import", ".o_form_view .o_data_row", "sales")
