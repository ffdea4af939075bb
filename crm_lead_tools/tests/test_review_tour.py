from odoo.tests import HttpCase, tagged

from .merge_common import MergeCommon


@tagged("post_install", "-at_install", "browser")
class TestReviewTour(HttpCase, MergeCommon):
    def play(self, lang):
        self.salesman.lang = lang
        self.tail.phone = "۰۹۱۲ ۱۲۳ ۴۵۶۷"
        before = self.image()
        self.start_tour(
            f"/odoo/crm.lead/{self.head.id}",
            "crm_lead_tools_review",
            login=self.salesman.login,
        )
        self.assertEqual(self.last_merge().state, "undone")
        self.assertEqual(len((self.head | self.tail).exists()), 2)
        lost = {table for table, _image in before - self.image()}
        self.assertFalse(lost & {"crm_lead", "mail_message", "ir_attachment"})
        exclusion = self.env["crm.dedupe.exclusion"].search([])
        self.assertEqual(
            (exclusion.first_id, exclusion.second_id), (self.head.id, self.tail.id)
        )

    def test_in_persian(self):
        """LT-11, LT-37: see the warning, review side by side, merge, undo, call them
        different, in Persian."""
        self.env["res.lang"]._activate_lang("fa_IR")
        self.play("fa_IR")

    def test_in_english(self):
        """LT-11, LT-37: the same in English."""
        self.play("en_US")
