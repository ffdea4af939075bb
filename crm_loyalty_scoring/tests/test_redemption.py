from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestRedemption(LoyaltyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.point_value = 10
        cls.voucher = cls._create_product(name="Points", lst_price=0)
        cls.redeem_rule = cls._create_rule(cls.voucher, 1, activity="redeem")
        cls.income = cls._invoice(20)  # 100 points

    def _draft(self, points, quantity=50):
        """A sale of things that give no points, paid with some."""
        move = self._invoice(quantity, product=self.stone, post=False)
        move._pay_with_points(self._account(), points)
        return move

    def _state(self):
        account = self._account()
        return account.balance, account.held, account.spent

    def test_pay(self):
        """LS-24: points take their value off an invoice; a draft holds them, posting
        spends them."""
        move = self._invoice(50, product=self.stone, post=False)
        total = move.amount_total
        wizard = Form(
            self.env["crm.loyalty.redeem"].with_context(default_move_id=move.id)
        )
        self.assertEqual(wizard.account_id, self._account())
        self.assertEqual(wizard.points, 5.75)  # 57.50 at 10 each
        wizard.points = 4
        self.assertEqual(wizard.value, 40)
        wizard.save().action_confirm()
        self.assertEqual(move.amount_total, total - 40)
        self.assertEqual(self._state(), (100, 4, 0))
        move.action_post()
        self.assertEqual(self._state(), (96, 0, 4))
        self.assertEqual(self._account().entry_ids[0].kind, "spend")
        self.assertPoints(96)

    def test_held_points_are_not_for_others(self):
        """LS-24: what a draft holds nobody else can spend; it is not gone either."""
        self._draft(4)
        self._account()._adjust(-96, "Prize", is_spending=True)
        with self.assertRaisesRegex(UserError, "Only 0.00 points are left"):
            self._account()._adjust(-0.01, "Prize", is_spending=True)
        with self.assertRaisesRegex(UserError, "Only 0.00 points are left"):
            self._draft(1)
        self.assertEqual(self._state(), (4, 4, 96))

    def test_line_written(self):
        """4.2: a line that is written or removed changes what is held."""
        move = self._draft(4)
        line = move.invoice_line_ids.filtered(
            lambda line: line.product_id == self.voucher
        )
        line.quantity = 3
        self.assertEqual(self._state(), (100, 3, 0))
        with (
            self.assertRaisesRegex(UserError, "Only 97.00 points are left"),
            self.env.cr.savepoint(),
        ):
            line.quantity = 101
        self.env.invalidate_all()
        line.unlink()
        self.assertEqual(self._state(), (100, 0, 0))

    def test_released(self):
        """LS-24: cancelled or deleted, a draft lets go of the points."""
        move = self._draft(4)
        move.button_cancel()
        self.assertEqual(self._state(), (100, 0, 0))
        move.button_draft()
        self.assertEqual(self._state(), (100, 4, 0))
        move.unlink()
        self.assertEqual(self._state(), (100, 0, 0))

    def test_reset_edit_repost(self):
        """4.3: in draft again, an invoice keeps what it spent; more is held, and the
        difference is spent or released when it is posted."""
        move = self._draft(4)
        move.action_post()
        move.button_draft()
        self.assertEqual(self._state(), (96, 0, 4))
        line = move.invoice_line_ids.filtered(
            lambda line: line.product_id == self.voucher
        )
        line.quantity = 5
        self.assertEqual(self._state(), (96, 1, 4))
        line.quantity = 2
        self.assertEqual(self._state(), (96, 0, 4))
        move.action_post()
        self.assertEqual(self._state(), (98, 0, 2))
        move.button_cancel()
        self.assertEqual(self._state(), (100, 0, 0))
        self.assertPoints(100)

    def test_credit_note(self):
        """LS-24: a credit note restores its share, to the lots it came from."""
        self.program.write({"expiry": "days", "expiry_days": 100})
        with freeze_time("2026-01-01"):
            self._invoice(4)
        with freeze_time("2026-01-02"):
            move = self._draft(5)
            move.action_post()
            self.assertEqual(self._state(), (115, 0, 5))
        with freeze_time("2026-02-02"):
            refund = self._refund(move, 50, post=False)
            line = refund.invoice_line_ids.filtered(
                lambda line: line.product_id == self.voucher
            )
            line.quantity = 2
            refund.action_post()
            self.assertEqual(self._state(), (117, 0, 3))
            self.assertPoints(117)
            refund.button_cancel()
            self.assertEqual(self._state(), (115, 0, 5))
            self._refund(move)
        self.assertEqual(self._state(), (120, 0, 0))
        lots = self._account().entry_ids.lot_id.sorted("id")
        self.assertEqual(lots.mapped("expires_on"), [False, date(2026, 4, 11)])
        self.assertEqual(lots.mapped("remaining"), [100, 20])

    def test_not_enough_at_posting(self):
        """LS-24: points that were taken back meanwhile cannot be spent."""
        move = self._draft(5)
        self._refund(self.income)
        self.assertEqual(self._state()[0], 0)
        with self.assertRaisesRegex(UserError, "Only 0.00 points are left"):
            move.action_post()

    def test_minimum(self):
        """LS-24: a program can ask for points to remain."""
        self.program.min_remaining = 30
        self.assertEqual(self._account().usable, 70)
        with self.assertRaisesRegex(UserError, "Only 70.00 points are left"):
            self._account()._adjust(-71, "Prize", is_spending=True)
        self._account()._adjust(-70, "Prize", is_spending=True)
        self.assertPoints(30)

    def test_earns_nothing(self):
        """3: what is paid with points gives no points by the amount."""
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        self._create_item_rule(item_type, 1, 10)
        move = self._draft(4)
        move.action_post()
        total = move.amount_total_signed
        self.assertPoints(96 + total // 10)

    def test_contact_changed(self):
        """4.3: another contact pays with its own points, or not at all."""
        self._invoice(1, partner=self.partner_b)
        move = self._draft(4)
        move.partner_id = self.partner_b
        self.assertEqual(self._state(), (100, 0, 0))
        self.assertEqual(self._account(self.partner_b).held, 4)
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        with self.assertRaisesRegex(UserError, "Stranger has no points"):
            move.partner_id = stranger

    def test_rule_archived(self):
        """LS-09: an archived rule offers no payment; drafts that hold still pay."""
        move = self._draft(4)
        self.assertTrue(move.can_pay_with_points)
        self.redeem_rule.active = False
        self.assertFalse(move._get_redeemable_accounts())
        move.action_post()
        self.assertEqual(self._state(), (96, 0, 4))

    def test_one_activity_per_product(self):
        """3: what is paid with points cannot give points in the same program."""
        with self.assertRaisesRegex(UserError, "Choose another product"):
            self._create_rule(self.voucher, 5)

    def test_worth_more_than_the_invoice(self):
        """LS-24: nobody pays more than there is to pay."""
        move = self._invoice(1, product=self.stone, post=False)
        with self.assertRaisesRegex(UserError, "worth more than the invoice"):
            move._pay_with_points(self._account(), 50)
        with self.assertRaisesRegex(UserError, "in draft"):
            self.income._pay_with_points(self._account(), 1)

    def test_levels_count_spent_points_or_not(self):
        """LS-23: by balance a contact falls below a level by spending; by what was
        earned only returns and expiry count."""
        self._account()._adjust(-1, "Prize", is_spending=True)
        self.assertEqual(self._cases().mapped("kind"), ["entry", "exit"])
        self.program.tier_basis = "earned"
        self.assertEqual(self._account().tier_id, self.tier)
        self._account()._adjust(-1, "Prize", is_spending=True)
        self.assertEqual(self._cases().mapped("kind"), ["entry", "exit", "entry"])
        self._refund(self.income, 1)
        self.assertEqual(self._cases()[-1].kind, "exit")
        self.assertPoints(93)

    def test_merged(self):
        """Invariant 13: holds and what was spent follow a merged contact."""
        self._draft(4)
        self._account()._adjust(-10, "Prize", is_spending=True)
        self._invoice(1, partner=self.partner_b)
        self.env["base.partner.merge.automatic.wizard"].sudo()._merge(
            (self.customer + self.partner_b).ids, self.partner_b
        )
        account = self._account(self.partner_b)
        self.assertEqual((account.balance, account.held, account.spent), (95, 4, 10))
        self.assertLedgerConsistent()
