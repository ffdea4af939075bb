from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestAudit(LoyaltyCommon):
    def _run(self):
        self.env.flush_all()
        self.env.invalidate_all()
        report = self.env["crm.loyalty.audit"]._run()
        self.assertLedgerConsistent()
        return report

    def _sql(self, statement, *values):
        self.env.flush_all()
        self.cr.execute(statement, values)
        self.env.invalidate_all()

    def test_clean(self):
        """4.4: where all is well, the audit says so and changes nothing."""
        invoice = self._invoice(30)
        self._refund(invoice, 3)
        self._invoice(1, product=self.clip, partner=self.partner_b)
        before = self._read_ledger()
        report = self._run()
        self.assertEqual((report.state, report.finding_count), ("clean", 0))
        self.assertEqual(self._read_ledger(), before)
        self.assertEqual(
            report.entry_count, self.env["crm.loyalty.entry"].search_count([])
        )

    def test_sums(self):
        """Invariant 2, 4.4: sums that differ from the ledger are put right."""
        self._invoice(30)
        account = self._account()
        lot = account.entry_ids.lot_id
        for table, column, record in (
            ("crm_loyalty_account", "balance", account),
            ("crm_loyalty_account", "spent", account),
            ("crm_loyalty_account", "held", account),
            ("crm_loyalty_lot", "remaining", lot),
            ("crm_loyalty_lot", "expired", lot),
        ):
            with self.subTest(table=table, column=column):
                self._sql(f"UPDATE {table} SET {column} = 7 WHERE id = %s", record.id)
                report = self._run()
                self.assertEqual((report.state, report.finding_count), ("repaired", 1))
                self.assertIn("put right from the ledger", report.findings)
        self.assertPoints(150)

    def test_grant(self):
        """4.4: what a document is said to have given is put right, too."""
        self._invoice(30)
        grant = self._account().entry_ids.grant_id
        self._sql("UPDATE crm_loyalty_grant SET points = 3 WHERE id = %s", grant.id)
        self.assertEqual(self._run().state, "repaired")
        self.assertPoints(150)

    def test_vanished_document(self):
        """4.4: an invoice that vanished past the ORM takes its points along."""
        invoice = self._invoice(30)
        name = invoice.name
        self._invoice(2)
        self._sql("DELETE FROM account_move WHERE id = %s", invoice.id)
        report = self._run()
        self.assertIn(name, report.findings)
        self.assertPoints(10)
        self.assertEqual(self._run().state, "clean")

    def test_changed_document(self):
        """Invariant 18, 4.4: a document that was changed past the ORM is counted
        again."""
        invoice = self._invoice(30)
        self._sql(
            "UPDATE account_move_line SET quantity = 4 WHERE id = %s",
            invoice.invoice_line_ids.id,
        )
        self.assertEqual(self._run().finding_count, 1)
        self.assertPoints(20)
        self._sql("UPDATE account_move SET state = 'cancel' WHERE id = %s", invoice.id)
        self._run()
        self.assertPoints(0)

    def test_level(self):
        """Invariant 11, 4.4: a level that differs from the points is put right."""
        self._invoice(30)
        self._sql(
            "UPDATE crm_loyalty_account SET tier_id = NULL WHERE id = %s",
            self._account().id,
        )
        self.assertIn("the level was put right", self._run().findings)
        self.assertEqual(self._account().tier_id, self.tier)

    def test_vanished_item(self):
        """4.8, 4.4: so does an item."""
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_lead")
        self._create_item_rule(item_type, 4)
        lead = (
            self.env["crm.lead"]
            .sudo()
            .create(
                {
                    "name": "Lead",
                    "type": "lead",
                    "partner_id": self.customer.id,
                    "company_id": self.company_data["company"].id,
                }
            )
        )
        self.assertPoints(4)
        self.assertEqual(self._run().state, "clean")
        self._sql("DELETE FROM crm_lead WHERE id = %s", lead.id)
        self.assertEqual(self._run().state, "repaired")
        self.assertPoints(0)

    def test_merged(self):
        """Invariant 13: merged accounts are as they should be."""
        self._invoice(4)
        self._invoice(4, partner=self.partner_b)
        self._account()._adjust(-5, "Prize", is_spending=True)
        self.env["base.partner.merge.automatic.wizard"].sudo()._merge(
            (self.customer + self.partner_b).ids, self.partner_b
        )
        self.assertEqual(self._run().state, "clean")

    def test_cannot_be_repaired(self):
        """4.4: what cannot be repaired is reported, and hides nothing else."""
        self.program.point_value = 10
        voucher = self._create_product(name="Points", lst_price=0)
        self._create_rule(voucher, 1, activity="redeem")
        self._invoice(4)
        paid = self._invoice(50, product=self.stone, post=False)
        paid._pay_with_points(self._account(), 5)
        paid.action_post()
        other = self._invoice(1, partner=self.partner_b)
        line = paid.invoice_line_ids.filtered(lambda line: line.product_id == voucher)
        self._sql("UPDATE account_move_line SET quantity = 90 WHERE id = %s", line.id)
        self._sql(
            "UPDATE account_move_line SET quantity = 2 WHERE id = %s",
            other.invoice_line_ids.id,
        )
        report = self.env["crm.loyalty.audit"]._run()
        self.assertEqual((report.finding_count, report.open_count), (2, 1))
        self.assertIn("Only 15.00 points are left", report.findings)
        self.assertEqual(self._balance(self.partner_b), 10)
        report._notify()
        activity = (
            self.env["mail.activity"]
            .sudo()
            .search([("res_model", "=", report._name), ("res_id", "=", report.id)])
        )
        self.assertIn(self.program.user_id, activity.user_id)
