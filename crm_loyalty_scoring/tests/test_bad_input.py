import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestBadInput(LoyaltyCommon):
    """What cannot work says so, and nothing is half-written."""

    def _refused(self, function, error=UserError):
        with (
            self.assertRaises(error),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            function()
            self.env.flush_all()
        self.env.invalidate_all()

    def test_program_without_a_rule(self):
        """A program without a rule gives nothing, and opens no account."""
        self.program.rule_ids.unlink()
        self.assertEqual(self._invoice(4).state, "posted")
        self.assertFalse(self._account())

    def test_deleted_product(self):
        """A product that gave points stays, as it explains them; archived, its returns
        still take them back. One that gave none goes, with its rules."""
        invoice = self._invoice(4)
        # sudo: deleting products takes rights of another app
        pen, clip = self.pen.sudo(), self.clip.sudo()
        self._refused(pen.unlink, psycopg2.Error)
        pen.active = False
        self._refund(invoice, 1)
        self.assertPoints(15)
        clip.unlink()
        self.assertFalse(self.clip_rule.exists())

    def test_points_of_a_rule(self):
        """A rule gives neither negative points nor more than the ledger can hold."""
        for points in (-1, 2e9):
            self._refused(
                lambda points=points: self.pen_rule.write({"points": points}),
                psycopg2.errors.CheckViolation,
            )
        self.assertEqual(self.pen_rule.points, 5)

    def test_subject_of_a_rule(self):
        """A rule is about a product or about a type of items, as its activity says."""
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_lead")
        for values in (
            {"product_id": False},
            {"item_type_id": item_type.id},
            {"activity": "item"},
        ):
            self._refused(
                lambda values=values: self._create_rule(self.stone, 1, **values),
                psycopg2.errors.CheckViolation,
            )

    def test_settings_of_a_program(self):
        """Decimals beyond what points have and negative minimums are refused."""
        for values in ({"precision": 3}, {"precision": -1}, {"min_remaining": -1}):
            self._refused(
                lambda values=values: self.program.write(values),
                psycopg2.errors.CheckViolation,
            )

    def test_large_amounts(self):
        """Points of large amounts stay exact."""
        self.pen_rule.active = False
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        self._create_item_rule(item_type, 0.01, 0.01)
        self._create_invoice(
            partner_id=self.customer,
            invoice_line_ids=[
                self._prepare_invoice_line(
                    product_id=self.stone,
                    quantity=1,
                    price_unit=9007199254.93,
                    tax_ids=[],
                )
            ],
            post=True,
        )
        self.env.flush_all()
        self.cr.execute(
            "SELECT SUM(points)::text FROM crm_loyalty_entry WHERE account_id = %s",
            [self._account().id],
        )
        self.assertEqual(self.cr.fetchone()[0], "9007199254.93")

    def test_twice(self):
        """A double click posts, and gives, once."""
        invoice = self._invoice(4, post=False)
        invoice.action_post()
        self._refused(invoice.action_post)
        self.assertPoints(20)
