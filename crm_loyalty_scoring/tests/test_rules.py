from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestRules(LoyaltyCommon):
    @freeze_time("2026-01-01 10:00:00")
    def test_last_recorded(self):
        """LS-11: of several rules for a product, the one recorded last counts."""
        with freeze_time("2026-01-01 09:00:00"):
            self.pen_rule.points = 5.5
            newer = self._create_rule(
                self.pen, 7, recorded_at=datetime(2026, 1, 1, 9, 30)
            )
        self._invoice(1)
        self.assertPoints(7)
        self.assertEqual((self.pen_rule + newer).mapped("is_effective"), [False, True])

    @freeze_time("2026-01-01 10:00:00")
    def test_same_moment(self):
        """LS-11: of rules recorded at the same moment the later one counts."""
        self.pen_rule.points = 6
        self._create_rule(self.pen, 7)
        self._invoice(1)
        self.assertPoints(7)

    def test_archived_revives_the_one_before(self):
        """LS-11: when the last rule is archived, the one before it counts again."""
        newer = self._create_rule(self.pen, 7)
        newer.active = False
        self._invoice(1)
        self.assertPoints(5)
        self.assertTrue(self.pen_rule.is_effective)
        # in the form of the program, which shows archived rules
        shown = self.program.rule_ids.with_context(active_test=False)
        self.assertIn(newer, shown)
        self.assertEqual(shown.filtered("is_effective"), self.pen_rule + self.clip_rule)

    def test_change_records_anew(self):
        """LS-11: changing the points of a rule records it again."""
        with freeze_time("2026-01-01 09:00:00"):
            self.pen_rule.points = 6
            newer = self._create_rule(self.pen, 7)
        with freeze_time("2026-01-01 10:00:00"):
            self.pen_rule.points = 8
        self.assertTrue(self.pen_rule.is_effective)
        self.assertFalse(newer.is_effective)
        self._invoice(1)
        self.assertPoints(8)

    def test_inactive(self):
        """LS-09: an inactive rule gives nothing."""
        self.pen_rule.active = False
        self._invoice(4)
        self.assertFalse(self._account())

    def test_pinned(self):
        """Invariant 8: a changed rule reaches neither posted invoices nor returns."""
        invoice = self._invoice(4)
        self.pen_rule.points = 100
        self.assertPoints(20)
        self._change_quantity(invoice, 3)
        self.assertPoints(15)
        self._refund(invoice, 1)
        self.assertPoints(10)

    def test_returned_after_archiving(self):
        """3: points of a rule that was switched off are taken back all the same."""
        invoice = self._invoice(4)
        self.pen_rule.active = False
        self._refund(invoice)
        self.assertPoints(0)

    def test_product_added_later(self):
        """4.3: a product added to an invoice takes the rule of that moment."""
        invoice = self._invoice(4)
        rule = self._create_rule(self.stone, 2)
        rule.points = 3
        invoice.button_draft()
        invoice.invoice_line_ids = [
            self._prepare_invoice_line(product_id=self.stone, quantity=10)
        ]
        invoice.action_post()
        self.assertPoints(50)
        self._refund(invoice)
        self.assertPoints(0)

    def test_used_rule_keeps_its_product(self):
        """A rule that gave points stays the explanation of them."""
        self._invoice(4)
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.pen_rule.product_id = self.clip
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.pen_rule.unlink()
        self.clip_rule.product_id = self.stone
        self.clip_rule.unlink()
