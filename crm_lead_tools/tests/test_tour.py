import base64

from odoo.tests import HttpCase, tagged

from .common import LeadImportCommon
from .test_calc import fixture


@tagged("post_install", "-at_install", "browser")
class TestTour(HttpCase, LeadImportCommon):
    def play(self, lang):
        attachment = self.env["ir.attachment"].create(
            {
                "name": "typed_in_calc.xlsx",
                "datas": base64.b64encode(fixture("xlsx")),
                "public": True,
            }
        )
        self.env["ir.model.data"].create(
            {
                "module": "crm_lead_tools",
                "name": "tour_workbook",
                "model": "ir.attachment",
                "res_id": attachment.id,
            }
        )
        user = self.user_sales_manager
        user.lang = lang
        self.start_tour(
            "/odoo/action-crm_lead_tools.crm_lead_import_action",
            "crm_lead_tools_import",
            login=user.login,
        )
        lead_import = self.env["crm.lead.import"].search([("user_id", "=", user.id)])
        self.assert_accounted(lead_import, ready=0, error=3, imported=2)
        self.assertEqual(lead_import.row_ids.lead_id[0].phone, "09121234567")

    def test_in_persian(self):
        """LT-41: upload, check, see the errors, import, see the leads, in Persian."""
        self.play("fa_IR")

    def test_in_english(self):
        """LT-41: the same in English."""
        self.play("en_US")
