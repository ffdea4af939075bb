from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install", "browser")
class TestTour(LoyaltyCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.company_data["company"]
        cls.accountant = new_test_user(
            cls.env,
            "loyalty_accountant",
            "account.group_account_invoice,sales_team.group_sale_salesman",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.customer.user_id = cls.accountant

    def _play(self, lang):
        self.accountant.lang = lang
        invoice = self._invoice(20, post=False)
        self.start_tour(
            f"/odoo/customer-invoices/{invoice.id}",
            "crm_loyalty_scoring_main",
            login=self.accountant.login,
        )
        self.assertPoints(100)
        case = self._cases()
        self.assertEqual((case.kind, case.stage), ("entry", "done"))
        self.assertFalse(case.activity_ids)

    def test_tour(self):
        """The main job: an accountant posts an invoice, the customer gets points and
        reaches a level, and the form in the inbox is followed up."""
        self._play("en_US")

    def test_tour_persian(self):
        """The same in Persian, from right to left."""
        self._play("fa_IR")
