from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestCreditNotePoints(LoyaltyCommon):
    def test_full(self):
        """LS-13: a full credit note takes back everything."""
        invoice = self._invoice(4)
        refund = self._refund(invoice)
        self.assertPoints(0)
        self.assertEqual(invoice.loyalty_points, 20)
        self.assertEqual(refund.loyalty_points, -20)

    def test_draft(self):
        """LS-13: a credit note in draft takes nothing."""
        self._refund(self._invoice(4), post=False)
        self.assertPoints(20)

    def test_reverse_and_cancel(self):
        """4.4: a reversal that core posts itself counts as well."""
        invoice = self._invoice(4)
        invoice._reverse_moves(cancel=True)
        self.assertPoints(0)

    def test_reverse_and_modify(self):
        """4.4: the corrected invoice scores when it is posted."""
        invoice = self._invoice(4)
        corrected = self._reverse_invoice(invoice, is_modify=True)
        self.assertPoints(0)
        self.assertEqual(corrected.move_type, "out_invoice")
        corrected.invoice_line_ids.quantity = 3
        corrected.action_post()
        self.assertPoints(15)

    def test_parts(self):
        """Invariant 6: parts add up to the whole, however each would be rounded; the
        deletion of all brings back the original."""
        for parts in ((1, 1, 1), (2, 1), (0.5, 0.5, 0.7, 1.3)):
            with self.subTest(parts=parts):
                invoice = self._invoice(3, product=self.clip)
                self.assertPoints(0.99)
                refunds = invoice.browse()
                for part in parts:
                    refunds += self._refund(invoice, part)
                    self.assertLedgerConsistent()
                self.assertPoints(0)
                refunds.button_draft()
                refunds.unlink()
                self.assertPoints(0.99)
                invoice.button_cancel()
                self.assertPoints(0)

    def test_more_than_sold(self):
        """4.3: more returned than sold takes no more than was given."""
        invoice = self._invoice(4)
        self._invoice(2)
        first, second = self._refund(invoice, 3), self._refund(invoice, 3)
        self.assertPoints(10)
        self.assertEqual((first + second).mapped("loyalty_points"), [-15, -5])
        first.button_cancel()
        self.assertPoints(15)

    def test_edit(self):
        """LS-14: an edited credit note takes or gives the difference."""
        refund = self._refund(self._invoice(4), 1)
        self._change_quantity(refund, 3)
        self.assertPoints(5)
        self._change_quantity(refund, 2)
        self.assertPoints(10)
        refund.invoice_line_ids.quantity = 4
        self.assertPoints(0)

    def test_delete(self):
        """LS-16: what a deleted credit note took is given again by a new entry."""
        refund = self._refund(self._invoice(4), 3)
        refund.button_draft()
        self.assertPoints(5)
        refund.unlink()
        self.assertPoints(20)
        entries = self._account().entry_ids.sorted("id")
        self.assertEqual(entries.mapped("points"), [20, -15, 15])
        self.assertEqual(entries.mapped("kind"), ["earn", "reverse", "restore"])
        self.assertEqual(len(entries.lot_id), 1)

    def test_cancel(self):
        """LS-16: a cancelled credit note gives back as a deleted one does."""
        refund = self._refund(self._invoice(4), 3)
        refund.button_cancel()
        self.assertPoints(20)
        refund.button_draft()
        refund.action_post()
        self.assertPoints(5)

    def test_invoice_deleted_before_its_credit_note(self):
        """4.3: core forgets which invoice a credit note belonged to; we do not."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, 3)
        invoice.button_draft()
        invoice.unlink()
        self.assertFalse(refund.reversed_entry_id)
        self.assertPoints(0)
        self._change_quantity(refund, 2)
        self.assertPoints(0)
        refund.button_draft()
        refund.unlink()
        self.assertPoints(0)

    def test_invoice_in_draft(self):
        """4.3: a return of an invoice in draft takes its part of what is held."""
        invoice = self._invoice(4)
        invoice.button_draft()
        invoice.invoice_line_ids.quantity = 9
        self._refund(invoice, 1)
        self.assertPoints(15)
        invoice.action_post()
        self.assertPoints(40)

    def test_invoice_cancelled(self):
        """4.3: with its invoice cancelled, a credit note takes nothing more."""
        invoice = self._invoice(4)
        self._invoice(2)
        self._refund(invoice, 3)
        invoice.button_cancel()
        self.assertPoints(10)

    def test_standalone(self):
        """Decision (d): a credit note that belongs to no invoice is ignored."""
        self._invoice(4)
        self._invoice(4, move_type="out_refund")
        self.assertPoints(20)

    def test_linked_later(self):
        """4.4: linked to an invoice, or to another one, it counts there."""
        first, second = self._invoice(4), self._invoice(2, partner=self.partner_b)
        refund = self._invoice(1, move_type="out_refund")
        refund.reversed_entry_id = first
        self.assertPoints(15)
        refund.reversed_entry_id = second
        self.assertPoints(20)
        self.assertPoints(5, self.partner_b)
        refund.reversed_entry_id = False
        self.assertPoints(20)
        self.assertPoints(10, self.partner_b)

    def test_linked_in_draft(self):
        """4.4: a link that changes in draft counts when the document is posted."""
        first, second = self._invoice(4), self._invoice(2, partner=self.partner_b)
        refund = self._refund(first, 1)
        refund.button_draft()
        refund.reversed_entry_id = second
        self.assertPoints(15)
        refund.action_post()
        self.assertPoints(20)
        self.assertPoints(5, self.partner_b)

    def test_credit_note_reversed(self):
        """4.3: the reversal of a credit note gives back what that one took, no new
        points at today's rate."""
        refund = self._refund(self._invoice(4), 3)
        self.pen_rule.points = 50
        self._refund(refund, 2)
        self.assertPoints(15)

    def _chain(self):
        """An invoice over 20 points, its credit note over 15, and the reversal of that
        one over 10."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, 3)
        return invoice, refund, self._refund(refund, 2)

    def test_chain_of_reversals(self):
        """4.3: a document stays in its family when the one between is deleted."""
        invoice, refund, reversal = self._chain()
        refund.button_draft()
        refund.unlink()
        self.assertFalse(reversal.reversed_entry_id)
        self.assertPoints(30)
        self._change_quantity(reversal, 1)
        self.assertPoints(25)
        self.assertEqual(reversal.loyalty_points, 5)
        invoice.button_draft()
        invoice.unlink()
        self.assertPoints(5)
        reversal.button_cancel()
        self.assertPoints(0)

    def test_chain_linked_to_another_invoice(self):
        """4.4: what hangs on a credit note follows it to another invoice, and leaves
        with it."""
        other = self._invoice(10, partner=self.partner_b)
        _invoice, refund, reversal = self._chain()
        self.assertPoints(15)
        refund.reversed_entry_id = other
        self.assertPoints(20)
        self.assertPoints(45, self.partner_b)
        refund.reversed_entry_id = False
        self.assertPoints(20)
        self.assertPoints(50, self.partner_b)
        self._change_quantity(reversal, 1)
        self.assertPoints(20)
        self.assertPoints(50, self.partner_b)

    def test_reversal_made_an_invoice_of_its_own(self):
        """4.4: the reversal of a credit note that a person unlinks is an invoice like
        any other, at the rate it had."""
        invoice, refund, reversal = self._chain()
        self.pen_rule.points = 50
        reversal.reversed_entry_id = False
        self.assertPoints(5 + 10)
        (invoice + refund).button_cancel()
        self.assertPoints(10)

    def test_posted_in_the_wrong_order(self):
        """Invariant 5: a chain posted from its end, or with its middle left in draft,
        is one family all the same."""
        for order in ((2, 1, 0), (2, 0, 1), (0, 2, 1), (1, 2, 0)):
            with self.subTest(order=order):
                invoice = self._invoice(4, post=False)
                refund = self._refund(invoice, 3, post=False)
                chain = [invoice, refund, self._refund(refund, 2, post=False)]
                before = self._balance()
                for number in order:
                    chain[number].action_post()
                    self.assertLedgerConsistent()
                self.assertPoints(before + 15)

    def test_middle_deleted_in_draft(self):
        """4.3: a credit note that was never posted holds its family together too."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, 3, post=False)
        reversal = self._refund(refund, 2)
        self.assertPoints(30)
        refund.unlink()
        self._change_quantity(reversal, 1)
        self.assertPoints(25)
        invoice.button_cancel()
        self.assertPoints(5)

    def test_reversal_of_an_ignored_credit_note(self):
        """4.3: it took nothing, so its reversal gives nothing."""
        self._refund(self._invoice(4, move_type="out_refund"))
        self.assertFalse(self._account())

    def test_invoice_without_points(self):
        """3: a rule made after the invoice gives no points to its returns."""
        invoice = self._invoice(4, product=self.stone)
        self._create_rule(self.stone, 10)
        self._refund(invoice, 1)
        self.assertFalse(self._account())

    def test_other_product(self):
        """4.3: a product that the invoice does not have takes nothing from it."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, post=False)
        refund.invoice_line_ids.product_id = self.clip
        refund.action_post()
        self.assertPoints(20)

    def test_order_does_not_matter(self):
        """Invariant 5: posted in one batch or one by one, the points are equal."""
        together = self._invoice(4, product=self.clip, post=False)
        together += self._refund(together, 1, post=False)
        together.action_post()
        self.assertPoints(0.99)
        apart = self._invoice(4, product=self.clip, partner=self.partner_b, post=False)
        refund = self._refund(apart, 1, post=False)
        refund.action_post()
        apart.action_post()
        self.assertPoints(0.99, self.partner_b)
        self.assertEqual(
            together.mapped("loyalty_points"), (apart + refund).mapped("loyalty_points")
        )
