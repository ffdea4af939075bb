from datetime import date

from freezegun import freeze_time

from odoo.tests import Form, tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestHistory(LoyaltyCommon):
    """What the ledger says about other days, and about itself."""

    def _earn(self, day, quantity):
        with freeze_time(f"{day} 09:00:00"):
            return self._invoice(quantity, invoice_date=day)

    def _statement(self, date_to, date_from=False):
        return self.env["crm.loyalty.statement"].create(
            {
                "account_id": self._account().id,
                "date_from": date_from,
                "date_to": date_to,
            }
        )

    def test_as_of(self):
        """Moonshot 5: balance, value and statement as of any past day."""
        self.program.point_value = 10
        self._earn("2026-01-10", 4)
        with freeze_time("2026-02-10 09:00:00"):
            self._account()._adjust(-5, "Prize", is_spending=True)
        invoice = self._earn("2026-03-10", 20)
        with freeze_time("2026-04-10 09:00:00"):
            self._refund(invoice, 20)
        for day, balance, spent in (
            ("2026-01-09", 0, 0),
            ("2026-01-10", 20, 0),
            ("2026-02-28", 15, 5),
            ("2026-03-31", 115, 5),
            ("2026-05-01", 15, 5),
        ):
            statement = self._statement(day)
            self.assertEqual((statement.balance, statement.spent), (balance, spent))
            self.assertEqual(statement.value, balance * 10)
        statement = self._statement("2026-03-31", "2026-02-01")
        self.assertEqual((statement.opening, statement.balance), (20, 115))
        self.assertEqual(statement.entry_ids.mapped("points"), [100, -5])
        self.assertEqual(self._statement("2026-12-31").balance, self._balance())

    def test_days_are_the_programs(self):
        """4.9: a day begins when it begins in the time zone of the program."""
        with freeze_time("2026-01-10 21:00:00"):  # 00:30 of the next day in Tehran
            self._invoice(4)
        self.assertEqual(self._statement("2026-01-10").balance, 0)
        self.assertEqual(self._statement("2026-01-11").balance, 20)

    def test_level_as_of(self):
        """Moonshot 5: the level that the contact had then."""
        invoice = self._invoice(20)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE crm_loyalty_case SET create_date = '2026-03-10'"
            " WHERE account_id = %s",
            [self._account().id],
        )
        self.env.invalidate_all()
        self._refund(invoice)
        self.assertFalse(self._statement("2026-03-09").tier_id)
        self.assertEqual(self._statement("2026-03-11").tier_id, self.tier)
        self.assertFalse(self._statement("2100-01-01").tier_id)

    def test_print(self):
        """Moonshot 5: the statement can be printed."""
        self._invoice(4)
        statement = self._statement("2100-01-01")
        statement.action_print()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "crm_loyalty_scoring.report_statement", statement.ids
        )
        self.assertIn("Loyalty Statement", html.decode())

    def test_progress(self):
        """LS-23: how far a contact is from the next level."""
        self._create_tier("Platinum", 200)
        self._invoice(5)
        account = self._account()
        self.assertEqual(account.next_tier_id.name, "Gold")
        self.assertEqual((account.points_to_next, account.progress), (75, 25))
        self.assertEqual(self.customer.loyalty_next, "75 to Gold")
        self._invoice(25)
        self.assertEqual((account.points_to_next, account.progress), (50, 50))
        self._invoice(10)
        self.assertFalse(account.next_tier_id)
        self.assertEqual(account.progress, 100)
        self.assertFalse(self.customer.loyalty_next)

    def test_liability(self):
        """Moonshot 4: what open points are worth, by the month in which they end."""
        self.program.write(
            {"expiry": "month", "calendar": "gregorian", "point_value": 100}
        )
        for day in ("2026-01-05", "2026-01-20", "2026-02-01"):
            self._earn(day, 2)
        rows = self.env["crm.loyalty.liability"]._read_group(
            [("program_id", "=", self.program.id)],
            ["expires_on:month"],
            ["points:sum", "value:sum"],
        )
        self.assertEqual(
            rows, [(date(2026, 1, 1), 20, 2000), (date(2026, 2, 1), 10, 1000)]
        )

    def _preview(self, invoice):
        wizard = self.env["account.move.reversal"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        return Form(wizard.create({"journal_id": invoice.journal_id.id}))

    def test_credit_note_preview(self):
        """Moonshot 6: the wizard says beforehand what a credit note takes back, what
        will be owed, and which level the contact leaves."""
        invoice = self._invoice(30)
        self._account()._adjust(-40, "Prize", is_spending=True)
        words = self._preview(invoice).loyalty_preview
        self.assertIn("takes 150 points from Mina", words)
        self.assertIn("40 of them were used already", words)
        self.assertIn("leaves the level Gold", words)
        self._refund(invoice, 10)
        words = self._preview(invoice).loyalty_preview
        self.assertIn("takes 100 points", words)
        self._refund(invoice)
        self.assertEqual(self._account().shortfall, 40)

    def test_no_preview(self):
        """Moonshot 6: where nothing is taken, the wizard says nothing."""
        invoice = self._invoice(4, product=self.stone)
        self.assertFalse(self._preview(invoice).loyalty_preview)
