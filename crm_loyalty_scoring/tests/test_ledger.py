import doctest
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from .. import ledger
from ..ledger import ZERO, Change, Origin, Wallet

AMOUNTS = st.integers(1, 10_000).map(lambda cents: Decimal(cents) / 100)
# (points, grant, family): three sales, each given and taken by two documents
CHANGES = st.lists(
    st.tuples(st.booleans(), AMOUNTS, st.integers(1, 6)), min_size=1, max_size=30
)


@tagged("post_install", "-at_install")
class TestLedger(BaseCase):
    """The arithmetic alone; the database is checked elsewhere."""

    def _apply(self, changes):
        wallet = Wallet()
        for revision, (gives, points, grant) in enumerate(changes, 1):
            origin = Origin(grant, revision, family=grant % 3)
            wallet.apply(Change(1, points if gives else -points, origin))
            wallet.settle()
            yield wallet

    def test_examples(self):
        self.assertEqual(doctest.testmod(ledger).failed, 0)
        self.assertGreater(doctest.testmod(ledger).attempted, 5)

    @given(CHANGES)
    @settings(deadline=None, derandomize=True, database=None)
    def test_sums(self, changes):
        """Invariants 1, 2 and 9 hold after every change."""
        expected = ZERO
        for wallet, (gives, points, _grant) in zip(
            self._apply(changes), changes, strict=True
        ):
            expected += points if gives else -points
            self.assertGreaterEqual(wallet.shortfall, 0)
            self.assertFalse(wallet.available and wallet.shortfall)
            self.assertEqual(wallet.available - wallet.shortfall, expected)
            self.assertEqual(sum(entry.points for entry in wallet.entries), expected)
            for lot in wallet.lots:
                self.assertTrue(0 <= lot.remaining <= lot.points)
                entries = [e.points for e in wallet.entries if e.lot is lot]
                self.assertEqual(sum(entries), lot.remaining)

    @given(CHANGES)
    @settings(deadline=None, derandomize=True, database=None)
    def test_transfer(self, changes):
        """Invariant 13: a merge preserves the sums and the order of the lots."""
        *_, source = self._apply(changes)
        available, shortfall = source.available, source.shortfall
        remaining = [lot.remaining for lot in source.lots if lot.remaining]
        target = Wallet()
        target.credit(Decimal(50))
        source.transfer_to(target)
        self.assertEqual((source.available, source.shortfall), (0, 0))
        self.assertEqual([lot.remaining for lot in target.lots[1:]], remaining)
        target.settle()
        self.assertEqual(
            target.available - target.shortfall, 50 + available - shortfall
        )

    def test_oldest_first(self):
        """Points that belong to no sale are taken from the oldest lot first."""
        wallet = Wallet()
        wallet.credit(Decimal(3))
        wallet.credit(Decimal(4))
        wallet.debit(Decimal(5), kind="adjust")
        self.assertEqual([lot.remaining for lot in wallet.lots], [0, 2])
