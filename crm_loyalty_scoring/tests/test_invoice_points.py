from odoo import Command, fields
from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestInvoicePoints(LoyaltyCommon):
    def test_post(self):
        """LS-12: points per unit, only when the invoice is confirmed."""
        invoice = self._invoice(4, post=False)
        self.assertFalse(self._account())
        invoice.action_post()
        self.assertPoints(20)
        self.assertEqual(invoice.loyalty_points, 20)
        self.assertEqual(self.customer.loyalty_balance, 20)

    def test_post_batch(self):
        """LS-12: invoices posted together give what they give one by one."""
        invoices = self._invoice(1, post=False) + self._invoice(2, post=False)
        invoices += self._invoice(3, partner=self.partner_b, post=False)
        invoices.action_post()
        self.assertPoints(15)
        self.assertPoints(15, self.partner_b)
        self.assertEqual(invoices.mapped("loyalty_points"), [5, 10, 15])

    def test_lines_of_a_product_are_one(self):
        """4.3: lines net, negative ones too, and are rounded once."""
        self._invoice(4, -1, product=self.clip)
        self.assertPoints(0.99)

    def test_more_taken_than_sold(self):
        """4.3: a negative line total gives nothing, and takes nothing."""
        invoice = self._invoice(-2, 1, post=False)
        invoice.invoice_line_ids = [
            self._prepare_invoice_line(product_id=self.stone, quantity=900)
        ]
        invoice.action_post()
        self.assertPoints(0)

    def test_only_products_with_a_rule(self):
        """LS-09: a rule names one product; others give nothing, not even an account."""
        invoice = self._invoice(4, product=self.stone)
        self.assertFalse(self._account())
        self.assertFalse(invoice.has_loyalty_points)

    def test_only_product_lines(self):
        """4.3: sections and notes do not count, whatever product they name."""
        invoice = self._invoice(4, post=False)
        invoice.invoice_line_ids = [
            Command.create({"display_type": "line_section", "name": "Pens"}),
            Command.create({"display_type": "line_note", "name": "Blue"}),
        ]
        invoice.action_post()
        self.assertPoints(20)

    def test_unit_of_measure(self):
        """4.3: quantities count in the unit of the product."""
        invoice = self._invoice(2, post=False)
        invoice.invoice_line_ids.product_uom_id = self.uom_dozen
        invoice.action_post()
        self.assertPoints(120)
        self._refund(invoice, 1)
        self.assertPoints(60)

    def test_unit_smaller_than_the_products(self):
        """4.3: twelve single returns of a dozen take back exactly the dozen."""
        self._create_rule(self.product_b, 7)  # sold by the dozen
        invoice = self._invoice(1, product=self.product_b)
        self.assertPoints(7)
        for _ in range(12):
            refund = self._refund(invoice, 1, post=False)
            refund.invoice_line_ids.product_uom_id = self.uom_unit
            refund.action_post()
        self.assertPoints(0)

    def test_only_sales(self):
        """LS-12: vendor bills, receipts and entries give nothing."""
        for move_type in ("in_invoice", "out_receipt"):
            self._invoice(4, move_type=move_type, partner=self.customer)
        self.assertFalse(self._account())

    def test_edit(self):
        """LS-14: an edited invoice gives or takes the difference."""
        invoice = self._invoice(4)
        for quantity in (6, 1, 3):
            self._change_quantity(invoice, quantity)
            self.assertPoints(quantity * 5)
        points = self._account().entry_ids.sorted("id").mapped("points")
        self.assertEqual(points[0], 20)
        self.assertEqual(sum(points), 15)

    def test_edit_up_and_down_makes_no_new_lots(self):
        """4.2: what comes back goes to the lot it was taken from."""
        invoice = self._invoice(4)
        self._change_quantity(invoice, 1)
        self._change_quantity(invoice, 4)
        self.assertPoints(20)
        lot = self._account().entry_ids.lot_id
        self.assertEqual((len(lot), lot.remaining), (1, 20))

    def test_reset_to_draft(self):
        """LS-14: an invoice in draft keeps its points until it is decided on."""
        invoice = self._invoice(4)
        invoice.button_draft()
        self.assertPoints(20)
        invoice.invoice_line_ids.quantity = 1
        self.assertPoints(20)

    def test_repost_unchanged(self):
        """Invariant 7: reset and confirmed again, nothing is written."""
        invoice = self._invoice(30)
        before, cases = self._read_ledger(), self._cases()
        invoice.button_draft()
        invoice.action_post()
        self.assertEqual(self._read_ledger(), before)
        self.assertEqual(self._cases(), cases)
        self.assertPoints(150)

    def test_cancel(self):
        """LS-14: rejected after confirmation, the points are deducted; confirmed once
        more, they are given again, to the lot they came from."""
        invoice = self._invoice(4)
        invoice.button_cancel()
        self.assertPoints(0)
        invoice.button_draft()
        self.assertPoints(0)
        invoice.action_post()
        self.assertPoints(20)
        self.assertEqual(
            self._account().entry_ids.sorted("id").mapped("kind"),
            ["earn", "reverse", "restore"],
        )

    def test_delete(self):
        """LS-15: a deleted invoice takes its points along; the ledger remembers."""
        invoice = self._invoice(4)
        name = invoice.name
        invoice.button_draft()
        invoice.unlink()
        self.assertPoints(0)
        self.assertEqual(self._account().entry_ids.source_id.name, name)

    def test_delete_posted(self):
        """LS-15: so does one deleted by force while it is posted."""
        invoices = self._invoice(4) + self._invoice(2)
        invoices.with_context(force_delete=True).unlink()
        self.assertPoints(0)

    def test_delete_never_posted(self):
        """LS-15: a draft that gave nothing takes nothing."""
        self._invoice(4)
        self._invoice(4, post=False).unlink()
        self.assertPoints(20)

    def test_posted_line(self):
        """4.4: core allows to write quantities on the lines of a posted invoice."""
        invoice = self._invoice(4)
        invoice.invoice_line_ids.quantity = 7
        self.assertPoints(35)
        invoice.invoice_line_ids.product_uom_id = self.uom_dozen
        self.assertPoints(420)
        invoice.invoice_line_ids.product_id = self.stone
        self.assertPoints(0)

    def test_posted_lines_added_and_removed(self):
        """4.4: lines of a posted invoice can be added and removed by force."""
        invoice = self._invoice(4)
        forced = invoice.with_context(skip_readonly_check=True)
        forced.write(
            {
                "invoice_line_ids": [
                    self._prepare_invoice_line(product_id=self.pen, quantity=2)
                ]
            }
        )
        self.assertPoints(30)
        line = invoice.invoice_line_ids.filtered(lambda line: line.quantity == 2)
        forced.with_context(force_delete=True).write(
            {"invoice_line_ids": [Command.delete(line.id)]}
        )
        self.assertPoints(20)

    def test_change_contact(self):
        """4.3: points follow the contact of the invoice."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, 1)
        invoice.button_draft()
        invoice.partner_id = self.partner_b
        self.assertPoints(15)
        invoice.action_post()
        self.assertPoints(0)
        self.assertPoints(15, self.partner_b)
        refund.button_cancel()
        self.assertPoints(20, self.partner_b)
        invoice.button_draft()
        invoice.partner_id = self.customer
        invoice.action_post()
        self.assertPoints(20)
        self.assertPoints(0, self.partner_b)

    def test_address(self):
        """4.3: an invoice to an address gives points to the contact it belongs to, one
        to a person of a company to that person."""
        address = self.env["res.partner"].create(
            {"parent_id": self.customer.id, "type": "invoice", "name": "Accounting"}
        )
        person = self.env["res.partner"].create(
            {"parent_id": self.customer.id, "type": "contact", "name": "Sara"}
        )
        self._invoice(4, partner=address)
        self._invoice(1, partner=person)
        self.assertPoints(20)
        self.assertPoints(5, person)
        self.assertFalse(self._account(address))
        self.assertEqual(address.loyalty_balance, 20)

    def test_soft_post(self):
        """4.4: an invoice of the future stays in draft, and gives nothing yet."""
        invoice = self._invoice(
            4, post=False, invoice_date=fields.Date.add(fields.Date.today(), months=1)
        )
        invoice._post(soft=True)
        self.assertEqual(invoice.state, "draft")
        self.assertFalse(self._account())

    def test_explained(self):
        """An entry leads to its document, product, rule and rate."""
        invoice = self._invoice(4)
        entry = self._account().entry_ids
        self.assertEqual(entry.source_id.res_id, invoice.id)
        self.assertEqual(entry.grant_id.rule_id, self.pen_rule)
        self.assertEqual((entry.grant_id.unit_points, entry.grant_id.quantity), (5, 4))
        action = invoice.action_view_loyalty_entries()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), entry)
