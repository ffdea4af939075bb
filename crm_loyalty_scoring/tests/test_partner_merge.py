from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestPartnerMerge(LoyaltyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.twin = cls.env["res.partner"].create({"name": "Mina S."})

    def _merge(self, *others, target=None):
        target = target or self.customer
        partners = target.union(*others)
        # core lets only administrators merge contacts with different addresses
        self.env["base.partner.merge.automatic.wizard"].sudo()._merge(
            partners.ids, target
        )

    def test_two_accounts(self):
        """Invariant 13: one account remains, with the points and lots of both."""
        self._invoice(4)
        self._invoice(3, partner=self.twin)
        merged = self._account(self.twin)
        self._merge(self.twin)
        self.assertPoints(35)
        self.assertEqual(merged.balance, 0)
        self.assertEqual(merged.merged_into_id, self._account())
        self.assertEqual(merged.display_name, self._account().display_name)
        self.assertEqual(
            self._account().entry_ids.lot_id.sorted("id").mapped("remaining"), [20, 15]
        )

    def test_documents_follow(self):
        """4.2: after a merge, returns and edits reach the account that remains."""
        invoice = self._invoice(4, partner=self.twin)
        self._invoice(2)
        self._merge(self.twin)
        refund = self._refund(invoice, 3)
        self.assertPoints(15)
        self.assertEqual(
            self._account().entry_ids.lot_id.sorted("id").mapped("remaining"), [10, 5]
        )
        refund.button_cancel()
        self.assertPoints(30)
        self._change_quantity(invoice, 5)
        self.assertPoints(35)

    def test_returned_before(self):
        """4.2: a return from before the merge is undone on the account that remains."""
        invoice = self._invoice(4, partner=self.twin)
        refund = self._refund(invoice, 3)
        self._invoice(2)
        self._merge(self.twin)
        self.assertPoints(15)
        refund.button_draft()
        refund.unlink()
        self.assertPoints(30)

    def test_one_account(self):
        """4.2: if the contact that remains has no account, it takes the other one."""
        self._invoice(4, partner=self.twin)
        account = self._account(self.twin)
        self._merge(self.twin)
        self.assertEqual(self._account(), account)
        self.assertPoints(20)

    def test_three_contacts(self):
        """4.2: so it is with the accounts of two contacts."""
        third = self.env["res.partner"].create({"name": "M. S."})
        self._invoice(4, partner=self.twin)
        self._invoice(2, partner=third)
        self._merge(self.twin, third)
        self.assertPoints(30)

    def test_without_points(self):
        self._merge(self.twin)
        self.assertFalse(self._account())

    def test_debt(self):
        """Invariant 1: debts move as well, and are paid from the points at hand."""
        invoice = self._invoice(4, partner=self.twin)
        self._account(self.twin)._adjust(-15, "Redeemed")
        self._refund(invoice)
        self._invoice(2)
        self._invoice(2)
        self._merge(self.twin)
        self.assertPoints(5)
        self.assertEqual(self._account().shortfall, 0)

    def test_levels(self):
        """4.7: points that only moved reward nobody twice."""
        self._invoice(21, partner=self.twin)
        self._invoice(1)
        self._merge(self.twin)
        self.assertPoints(110)
        self.assertEqual(self._cases().mapped("kind"), ["entry"])
        self.assertEqual(self._cases().account_id, self._account())

    def test_level_reached_by_merging(self):
        """4.7: a level that only both reach together is entered."""
        self._invoice(10, partner=self.twin)
        self._invoice(10)
        self._merge(self.twin)
        self.assertEqual(self._cases().mapped("kind"), ["entry"])
        self.assertPoints(100)

    def test_levels_of_both(self):
        """4.7: a level both had reached is left once."""
        self._refund(self._invoice(20))
        first, second = self._invoice(20), self._invoice(20, partner=self.twin)
        self._merge(self.twin)
        self._refund(first)
        self.assertPoints(100)
        self._refund(second)
        self.assertPoints(0)
        self.assertEqual(
            self._cases().filtered(lambda c: c.kind == "exit").mapped("epoch"), [0, 1]
        )

    def test_merge_again(self):
        """4.2: an account that took over another can be taken over itself."""
        third = self.env["res.partner"].create({"name": "M. S."})
        self._invoice(4, partner=self.twin)
        self._invoice(2)
        self._invoice(1, partner=third)
        self._merge(self.twin)
        self._merge(self.customer, target=third)
        self.assertPoints(35, third)
