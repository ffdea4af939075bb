import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestLedgerEntry(LoyaltyCommon):
    def _adjust(self, points, reason="Prize", kind="decrease"):
        self.env["crm.loyalty.adjust"].create(
            {
                "account_id": self._account().id,
                "kind": "increase" if points > 0 else kind,
                "points": abs(points),
                "reason": reason,
            }
        ).action_confirm()

    def test_append_only(self):
        """Invariant 3: the ORM refuses to change the ledger, as superuser too."""
        self._invoice(4)
        entry = self._account().entry_ids.sudo()
        for change in (
            lambda: entry.write({"points": 1}),
            entry.unlink,
            lambda: entry.create({"points": 1}),
            entry.copy,
        ):
            with self.assertRaisesRegex(UserError, "never edited"):
                change()

    def test_append_only_in_sql(self):
        """Invariant 3: so does the database, whoever asks; and what the ledger refers
        to without foreign keys is not deleted either."""
        self._invoice(4)
        tables = ("account", "entry", "grant", "lot", "source")
        for statement in (
            "UPDATE crm_loyalty_entry SET points = 1",
            *(f"DELETE FROM crm_loyalty_{name}" for name in tables),
            *(f"TRUNCATE crm_loyalty_{name} CASCADE" for name in tables),
        ):
            with (
                self.assertRaisesRegex(psycopg2.Error, "append-only"),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)

    def test_database_refuses_negative_points(self):
        """LS-24: the last guard against a negative balance is the database."""
        self._invoice(4)
        for column in ("balance", "shortfall"):
            with (
                self.assertRaises(psycopg2.errors.CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(f"UPDATE crm_loyalty_account SET {column} = -1")

    def test_adjust(self):
        """LS-25: points can be given and taken by hand, with a reason."""
        self._invoice(4)
        self._adjust(30.5)
        self.assertPoints(50.5)
        self._adjust(-50.5, "Redeemed")
        self.assertPoints(0)
        entries = self._account().entry_ids
        self.assertEqual(entries[0].reason, "Redeemed")
        self.assertEqual(entries[0].user_id, self.env.user)
        self.assertEqual(set(entries.mapped("kind")), {"earn", "adjust"})

    def test_adjust_below_zero(self):
        """LS-24: nobody can take more than there is."""
        self._invoice(4)
        with self.assertRaisesRegex(UserError, "Only 20.00 points are left"):
            self._adjust(-20.01)
        self.assertPoints(20)

    def test_shortfall(self):
        """LS-24, 4.2: returned points that were used up are owed, not negative; the
        next points pay the debt."""
        invoice = self._invoice(4)
        self._adjust(-15)
        refund = self._refund(invoice)
        self.assertPoints(0)
        self.assertEqual(self._account().shortfall, 15)
        with self.assertRaisesRegex(UserError, "Only 0.00 points are left"):
            self._adjust(-1)
        self._invoice(4)
        self.assertPoints(5)
        self.assertEqual(self._account().shortfall, 0)
        refund.button_cancel()
        self.assertPoints(25)

    def test_debt_paid_back(self):
        """LS-16: a credit note that left a debt is deleted, and the debt with it."""
        invoice = self._invoice(4)
        self._adjust(-15)
        refund = self._refund(invoice)
        refund.button_draft()
        refund.unlink()
        self.assertPoints(5)
        self.assertEqual(self._account().shortfall, 0)

    def test_own_lot_first(self):
        """4.2: a return takes the points of its own sale before others."""
        old, new = self._invoice(4), self._invoice(2)
        self._refund(new)
        self.assertPoints(20)
        lots = self._account().entry_ids.lot_id.sorted("id")
        self.assertEqual(lots.mapped("remaining"), [20, 0])
        self._adjust(-4)
        self._refund(old)
        self.assertEqual(self._account().shortfall, 4)

    def test_cents_add_up(self):
        """3: points are exact decimals: a hundred thirds make no noise."""
        invoices = self.env["account.move"].union(
            *(self._invoice(1, product=self.clip, post=False) for _ in range(10))
        )
        invoices.action_post()
        self._adjust(0.1)
        self._adjust(0.2)
        self.assertPoints(3.6)
        self._adjust(-3.6)
        self.assertPoints(0)

    def test_bad_numbers(self):
        """LS-25: too many decimals, nothing, or far too much is refused, and why."""
        self._invoice(4)
        for points, message in (
            (1.005, "at most 2 decimals"),
            (0, "above 0"),
            (1e30, "up to 1,000,000,000"),
        ):
            with self.assertRaisesRegex(UserError, message):
                self._adjust(points)
        self.program.precision = 0
        with self.assertRaisesRegex(UserError, "at most 0 decimals"):
            self._adjust(0.5)
        self.assertPoints(20)

    def test_spend_by_hand(self):
        """LS-25: points spent by hand count as spent, not as a decrease."""
        self._invoice(4)
        self._adjust(-5, kind="spend")
        self.assertPoints(15)
        account = self._account()
        self.assertEqual((account.spent, account.earned), (5, 20))
        self.assertEqual(account.entry_ids[0].kind, "spend")
