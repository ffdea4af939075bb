from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestAmountRules(LoyaltyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pen_rule.active = False
        cls.item_type = cls.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        cls.amount_rule = cls._create_item_rule(cls.item_type, 3, 1000)

    def _sell(self, amount, **values):
        values = {"price_unit": amount, "quantity": 1, "tax_ids": [], **values}
        return self._create_invoice(
            partner_id=self.customer,
            invoice_line_ids=[
                self._prepare_invoice_line(product_id=self.stone, **values)
            ],
            post=True,
        )

    def test_full_steps(self):
        """LS-18: for every X of the amount Y points, by full steps of each document."""
        self._sell(999)
        self.assertFalse(self._balance())
        self._sell(600)
        self._sell(600)
        self.assertFalse(self._balance())
        self._sell(2999)
        self.assertPoints(6)

    def test_splitting_never_earns_more(self):
        """Invariant 14: the parts of an amount earn no more than the whole."""
        for amount in (1500, 500, 999.99):
            self._sell(amount)
        parts = self._balance()
        self._sell(2999.99)
        self.assertPoints(parts + 6)
        self.assertEqual(parts, 3)

    def test_returned(self):
        """LS-13, LS-18: a credit note takes the steps that the rest no longer fills."""
        invoice = self._sell(1000, quantity=3)
        self.assertPoints(9)
        refunds = [self._refund(invoice, 0.5) for _ in range(2)]
        self.assertPoints(6)
        self.assertEqual([r.loyalty_points for r in refunds], [-3, 0])
        self._refund(invoice, 2)
        self.assertPoints(0)
        refunds[0].button_cancel()
        self.assertPoints(0)

    def test_edited(self):
        """LS-19: an edited amount gives or takes the difference, at the old rate."""
        invoice = self._sell(1000, quantity=3)
        self.amount_rule.write({"points": 50, "amount_step": 10})
        self._change_quantity(invoice, 5)
        self.assertPoints(15)
        self._change_quantity(invoice, 1)
        self.assertPoints(3)

    def test_used_rule_keeps_its_step(self):
        """Invariant 8: a rule that gave points keeps what explains them."""
        rule = self.amount_rule
        self._sell(1000)
        rule.points = 4
        self._sell(1000)
        self.assertPoints(7)

    def test_currency(self):
        """3: amounts count in the currency of the company, at the rate of the day."""
        currency = self.setup_other_currency("EUR", rates=[("2016-01-01", 2.0)])
        invoice = self._create_invoice(
            partner_id=self.customer,
            currency_id=currency,
            invoice_line_ids=[
                self._prepare_invoice_line(
                    product_id=self.stone, price_unit=4000, quantity=1, tax_ids=[]
                )
            ],
            post=True,
        )
        self.assertEqual(invoice.amount_total_signed, 2000)
        self.assertPoints(6)
        self._refund(invoice)
        self.assertPoints(0)

    def test_tax(self):
        """Decision (h): the final amount counts, or the untaxed one if wanted."""
        tax = self.percent_tax(20)
        self._sell(900, tax_ids=tax.ids)
        self.assertPoints(3)
        untaxed = self.item_type.copy({"amount_field": "amount_untaxed_signed"})
        self.amount_rule.active = False
        self._create_item_rule(untaxed, 10, 900)
        self._sell(900, tax_ids=tax.ids)
        self.assertPoints(13)

    def test_with_products(self):
        """LS-22: products and amount of one invoice score side by side."""
        self.pen_rule.active = True
        invoice = self._invoice(20)  # at 100 each, 15 % tax
        self.assertPoints(100 + 6)
        self.assertEqual(invoice.loyalty_points, 106)
        self._refund(invoice, 19)
        self.assertPoints(5)

    def test_last_recorded(self):
        """LS-11: of several rules for an item type the one recorded last counts."""
        newer = self._create_item_rule(self.item_type, 7, 1000)
        self.assertEqual(
            (self.amount_rule + newer).mapped("is_effective"), [False, True]
        )
        self._sell(1000)
        self.assertPoints(7)

    def test_step_needed(self):
        """LS-18: without a step, an amount rule says what is missing."""
        with self.assertRaisesRegex(ValidationError, "for every how much"):
            self._create_item_rule(self.item_type, 3, 0)

    def test_posted_line(self):
        """4.4: a quantity written on a posted line counts as far as the books say."""
        invoice = self._sell(1000)
        invoice.invoice_line_ids.quantity = 3
        self.assertPoints(3 * (invoice.amount_total_signed // 1000))

    def test_rounding(self):
        """LS-25: points are rounded once per document, as the program says, and a
        change of that reaches no document that is there."""
        self.amount_rule.active = False
        for rounding, precision, points in (
            ("nearest", 2, 0.33),
            ("nearest", 1, 0.3),
            ("down", 1, 0.3),
            ("up", 1, 0.4),
            ("nearest", 0, 0),
            ("up", 0, 1),
        ):
            with self.subTest(rounding=rounding, precision=precision):
                before = self._balance()
                self.program.write({"rounding": rounding, "precision": precision})
                self._invoice(1, product=self.clip)
                self.assertPoints(round(before + points, 2))
