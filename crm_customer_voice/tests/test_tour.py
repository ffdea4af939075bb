from odoo.tests import HttpCase, tagged

from .common import VoiceCommon


@tagged("post_install", "-at_install", "browser")
class TestTour(VoiceCommon, HttpCase):
    def _play(self):
        self.start_tour(
            "/odoo/complaints", "crm_customer_voice_complaint", login="voice_seller"
        )
        complaint = self.env["crm.complaint"].search([("name", "=", "Tour Complaint")])
        self.assertEqual(complaint.partner_id, self.customer)
        self.assertTrue(complaint.is_closed)

    def test_complaint(self):
        """TG-33: write a complaint down and settle it; in English."""
        self._play()

    def test_complaint_in_persian(self):
        """TG-33: the same from right to left."""
        self.env["res.lang"]._activate_lang("fa_IR")
        module = self.env["ir.module.module"]._get("crm_customer_voice")
        module._update_translations(["fa_IR"])
        self.seller.lang = "fa_IR"
        self._play()
