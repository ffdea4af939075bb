from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


@tagged("post_install", "-at_install", "browser")
class TestTour(AccountTestInvoicingCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env,
            "value_seller",
            "sales_team.group_sale_salesman",
            company_id=cls.company_data["company"].id,
        )
        cls.buyer = cls.env["res.partner"].create({"name": "Tour Buyer"})
        cls.init_invoice(
            "out_invoice",
            partner=cls.buyer,
            invoice_date=fields.Date.today() - relativedelta(days=10),
            amounts=[500],
            post=True,
        )

    def _play(self):
        self.start_tour(
            "/odoo/customer-value", "crm_customer_value", login="value_seller"
        )

    def test_customer_value(self):
        """TG-30, TG-31: refresh, look at the segments, open a customer's purchases; as
        a salesperson, in English."""
        self._play()

    def test_customer_value_in_persian(self):
        """TG-30, TG-31: the same from right to left."""
        self.env["res.lang"]._activate_lang("fa_IR")
        module = self.env["ir.module.module"]._get("crm_customer_value")
        module._update_translations(["fa_IR"])
        self.seller.lang = "fa_IR"
        self._play()
