from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from .. import families
from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestEarning(LoyaltyCommon):
    """4.6: new documents are given their points by one statement; it does what the way
    for all others does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.voucher = cls._create_product(name="Points", lst_price=0)
        cls._create_rule(cls.voucher, 1, activity="redeem")
        item_type = cls.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        cls._create_item_rule(item_type, 7, 250)
        cls.operators = cls._get_program("operator")
        cls._create_rule(cls.pen, 1.255, cls.operators)
        cls.operators.write({"expiry": "year", "rounding": "up", "precision": 1})
        cls.program.write({"expiry": "days", "expiry_days": 9})
        cls.partner_b.loyalty_profile_type_ids = [
            Command.link(cls.operators.profile_type_id.id)
        ]

    def _read(self):
        """All that is known of points, but for the numbers of rows."""
        self.env.flush_all()
        queries = (
            """SELECT entry.account_id, entry.program_id, entry.kind,
                      entry.points::text, lot.expires_on, lot.remaining, source.res_id,
                      pin.product_id, pin.item_type_id, entry.revision, entry.user_id
                 FROM crm_loyalty_entry entry
            LEFT JOIN crm_loyalty_lot lot ON lot.id = entry.lot_id
            LEFT JOIN crm_loyalty_grant pin ON pin.id = entry.grant_id
            LEFT JOIN crm_loyalty_source source ON source.id = pin.source_id
                ORDER BY entry.id""",
            """SELECT source.res_id, product_id, item_type_id, rule_id, unit_points,
                      amount_step, precision, rounding, quantity, points::text,
                      pin.account_id
                 FROM crm_loyalty_grant pin
                 JOIN crm_loyalty_source source ON source.id = source_id
                ORDER BY pin.id""",
            """SELECT program_id, partner_id, balance, shortfall, held, spent, expired,
                      tier_id
                 FROM crm_loyalty_account ORDER BY id""",
            "SELECT kind, partner_id, tier_id, total_points FROM crm_loyalty_case"
            " ORDER BY partner_id, tier_id, kind",
        )
        results = []
        for query in queries:
            self.cr.execute(query)
            results.append(self.cr.fetchall())
        return results

    def _post(self, drafts, is_slow):
        """Post, the one way or the other; what came of it, and undo it."""
        enrol = families.enrol

        def with_relatives(*args):
            enrolled = enrol(*args)
            return enrolled._replace(roots=enrolled.roots | {None})

        with self.env.cr.savepoint() as savepoint:
            with patch.object(families, "enrol", with_relatives if is_slow else enrol):
                drafts.action_post()
            result = self._read()
            accounts = self.env["crm.loyalty.account"].search([])
            names = {account.id: account.partner_id.id for account in accounts}
            result[0] = sorted([names[row[0]], *map(str, row[1:])] for row in result[0])
            result[1] = sorted(
                [*map(str, row[:-1]), names.get(row[-1])] for row in result[1]
            )
            self.assertLedgerConsistent()
            self.ledger_seen = {}
            savepoint.close(rollback=True)
        self.env.invalidate_all()
        return result

    def test_same_as_ever(self):
        """4.3, 4.6: points, expiry, pins, sums, levels and forms are the same, for many
        documents at once: several programs, amounts, returns beyond the sale, points
        paid with and a debt that is settled first."""
        self._account_with_debt()
        drafts = self._invoice(30, 4, post=False)
        for product, quantity, partner in (
            (self.pen, 7, self.partner_b),
            (self.clip, 3, self.partner_b),
            (self.pen, 0, self.customer),
            (self.stone, 5, self.partner_a),
            (self.clip, 400, self.partner_a),
        ):
            drafts |= self._invoice(
                quantity, product=product, partner=partner, post=False
            )
        fast, slow = (self._post(drafts, is_slow) for is_slow in (False, True))
        for ours, theirs in zip(fast, slow, strict=True):
            self.assertEqual(ours, theirs)
        self.assertTrue(any("settle" in row for row in fast[0]))
        self.assertTrue(fast[3], "no level was reached")

    def _account_with_debt(self):
        """Points that were used before what gave them came back."""
        sold = self._invoice(10, partner=self.partner_b)
        self._account(self.partner_b)._adjust(-self._balance(self.partner_b), "Used")
        self._refund(sold, 9)
        self.assertTrue(self._account(self.partner_b).shortfall)

    def test_paid_with_points(self):
        """LS-25: an invoice that earns and is paid with points at once does both."""
        self.program.point_value = 1
        self._invoice(40)
        before = self._balance()
        draft = self._invoice(2, post=False)
        draft._pay_with_points(self._account(), 30)
        fast, slow = (self._post(draft, is_slow) for is_slow in (False, True))
        self.assertEqual(fast, slow)
        draft.action_post()
        account = self._account()
        self.assertEqual((account.spent, account.held), (30, 0))
        self.assertEqual(account.balance, before - 30 + 10)

    def test_returned_before_posted(self):
        """4.3: a credit note that was posted before its invoice is reckoned with it."""
        sold = self._invoice(10, post=False)
        refund = self._invoice(1, move_type="out_refund", post=False)
        refund.reversed_entry_id = sold
        refund.action_post()
        self.assertFalse(self._account())
        sold.action_post()
        self.assertPoints(45 + 7 * 4)  # 1035 with tax, in steps of 250
