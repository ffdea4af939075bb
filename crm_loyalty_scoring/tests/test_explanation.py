from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestExplanation(LoyaltyCommon):
    """Moonshot 1: from any entry to lot, document, rule, rate and arithmetic."""

    def _explain(self, entry, lang="en_US"):
        return entry.with_context(lang=lang).explanation

    def test_sale(self):
        """Moonshot 1: an entry of a sale."""
        invoice = self._invoice(4)
        text = self._explain(self._account().entry_ids)
        self.assertIn("Earned: \u200e+20 points", text)
        self.assertIn("which never expire", text)
        self.assertIn(f"{invoice.name} sells 4 Units of Pen", text)
        self.assertIn("4 × 5 = 20 points", text)
        self.assertIn("by the rule recorded on", text)

    def test_return(self):
        """Moonshot 1: an entry of a return, and what stood before it."""
        refund = self._refund(self._invoice(4), 1)
        text = self._explain(self._account().entry_ids[0])
        self.assertIn(f"{refund.name} returns 1 Units of Pen", text)
        self.assertIn("3 × 5 = 15 points", text)
        self.assertIn("came to 20, so this one makes \u200e−5", text)

    def test_amount(self):
        """Moonshot 1: an entry by amount names the steps."""
        self.pen_rule.active = False
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        self._create_item_rule(item_type, 3, 100)
        self._invoice(2)  # 230 with tax
        text = self._explain(self._account().entry_ids)
        self.assertIn("counts with $ 230.00", text.replace("\xa0", " "))
        self.assertIn("2 full steps", text)
        self.assertIn("2 × 3 = 6 points", text)

    def test_by_hand(self):
        """Moonshot 1: an entry by hand names its reason, a debt that it is one."""
        invoice = self._invoice(4)
        self._account()._adjust(-15, "Prize of the draw", is_spending=True)
        self.assertIn(
            "Spent: \u200e−15 points (Prize of the draw)",
            self._explain(self._account().entry_ids[0]),
        )
        self._refund(invoice)
        owed = self._account().entry_ids.filtered(lambda e: e.kind == "unfunded")
        self.assertIn("points that the contact owes", self._explain(owed))

    def test_expiring(self):
        """Moonshot 1: the lot says until when its points can be used."""
        self.program.write({"expiry": "days", "expiry_days": 10})
        self._invoice(4)
        self.assertIn("usable until", self._explain(self._account().entry_ids))

    def test_persian(self):
        """Moonshot 1: the same in Persian."""
        self.env["res.lang"]._activate_lang("fa_IR")
        self.env["ir.module.module"]._load_module_terms(
            ["crm_loyalty_scoring"], ["fa_IR"]
        )
        self._invoice(4)
        text = self._explain(self._account().entry_ids, "fa_IR")
        self.assertIn("امتیاز", text)
        self.assertNotIn("points", text)

    def test_in_the_form_of_the_invoice(self):
        """LS-12: the invoice shows its points, and why."""
        invoice = self._invoice(4)
        self.assertEqual(invoice.loyalty_grant_ids.points, 20)
        self.assertIn("4 × 5 = 20", invoice.loyalty_grant_ids.explanation)
        self.assertEqual(self.customer.loyalty_entry_ids, self._account().entry_ids)
