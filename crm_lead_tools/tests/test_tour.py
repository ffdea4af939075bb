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
        user.group_ids += self.env.ref("base.group_allow_export")
        user.lang = lang
        self.start_tour(
            "/odoo/action-crm_lead_tools.crm_lead_import_action",
            "crm_lead_tools_import",
            login=user.login,
        )
        lead_import = self.env["crm.lead.import"].search([("user_id", "=", user.id)])
        self.assert_accounted(lead_import, error=3, undone=2)
        self.assertEqual(lead_import.state, "undone")
        export = self.env["crm.lead.export"].search([("create_uid", "=", user.id)])
        self.assertTrue(export.by_stage)

    def test_in_persian(self):
        """LT-41, LT-42: upload, check, see errors and columns, import, see the leads,
        export them, undo the import, in Persian."""
        self.play("fa_IR")

    def test_in_english(self):
        """LT-41: the same in English."""
        self.play("en_US")
