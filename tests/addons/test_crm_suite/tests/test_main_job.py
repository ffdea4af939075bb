from odoo.tests import tagged

from .common import SuiteBrowserCase


@tagged("post_install", "-at_install", "browser")
class TestMainJob(SuiteBrowserCase):
    """An accountant posts an invoice, the customer reaches a level, a form lands in the
    inbox of the salesperson; a credit note takes the points back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["mail.activity"].search([]).unlink()
        customers = cls.env.ref("crm_loyalty_scoring.crm_loyalty_profile_type_customer")
        rules = cls.env["crm.loyalty.rule"].search(
            [("program_id.profile_type_id", "=", customers.id)]
        )
        rule = rules.sorted(lambda rule: rule.product_id.lst_price)[0]
        cls.tier = rule.program_id.tier_ids.sorted("threshold")[0]
        cls.product = rule.product_id
        cls.quantity = 10
        # A campaign: the rule recorded last counts, and ten of these reach the level.
        rule.copy({"points": cls.tier.threshold / cls.quantity})
        sales = cls.env["res.users"].search([("login", "=", "sales")])
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "Dena Trading",
                "is_company": True,
                "user_id": sales.id,
            }
        )

    def play(self, lang, prefix, name_of_customer):
        users = self.env["res.users"].search([("login", "in", ("accountant", "sales"))])
        users.lang = lang
        self.customer.name = name_of_customer
        name = self.product.with_context(lang=lang).name
        self.tour("post", "accountant", product=name, prefix=prefix)
        invoice = self.env["account.move"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(invoice.state, "posted")
        account = self.env["crm.loyalty.account"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertGreaterEqual(account.balance, self.tier.threshold)
        self.assertEqual(account.tier_id, self.tier)
        self.assertEqual(account.case_ids.mapped("kind"), ["entry"])
        self.assertEqual(account.case_ids.user_id.login, "sales")

        form = self.env["ir.model"].with_context(lang=lang)._get("crm.loyalty.case")
        self.tour("follow_up", "sales", prefix=prefix, form=form.name)
        self.assertEqual(account.case_ids.stage, "done")

        self.tour("refund", "accountant", prefix=prefix, invoice=invoice.id)
        self.assertEqual((account.balance, account.shortfall), (0, 0))
        self.assertFalse(account.tier_id)
        kinds = account.case_ids.sorted("id").mapped("kind")
        self.assertEqual(kinds, ["entry", "exit"])
        for step in ("invoice", "inbox", "case", "credit-note"):
            self.assertPicture(f"{prefix}-{step}")

    def tour(self, name, login, **values):
        """The tours read what differs from language to language from the address."""
        values = {"customer": self.customer.name, "quantity": self.quantity, **values}
        query = "&".join(f"{key}={value}" for key, value in values.items())
        pages = {
            "post": "/odoo/customer-invoices",
            "follow_up": "/odoo/crm",
            "refund": f"/odoo/customer-invoices/{values.get('invoice')}",
        }
        self.start_tour(
            f"{pages[name]}?{query}", f"crm_suite_{name}", login=login, timeout=120
        )

    def test_main_job_in_persian(self):
        """LS-12 LS-13 LS-05 LS-06 LS-23: the main job in Persian, right to left."""
        self.play("fa_IR", "fa", "بازرگانی دنا")

    def test_main_job_in_english(self):
        """LS-12 LS-13 LS-05 LS-06 LS-23: the main job in English."""
        self.play("en_US", "en", "Dena Trading")
