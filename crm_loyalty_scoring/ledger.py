"""Which lots a change of points touches: plain arithmetic, no database.

A wallet is the part of one account that a change may touch. It collects the ledger
entries the change writes; the account model loads wallets under lock and stores the
entries. Points are Decimal throughout. Two sums hold after every call:

- an entry with a lot changes what remains of that lot, and nothing else does;
- an entry without a lot changes the shortfall, and nothing else does.

A return takes the points of the sale it belongs to first, then the oldest ones, and
what is missing becomes a shortfall, never a negative balance:

>>> wallet = Wallet()
>>> sale = Origin(grant_id=1, revision=1, family="sale")
>>> other = Origin(grant_id=2, revision=1, family="other sale")
>>> wallet.credit(Decimal(5), other)
>>> wallet.credit(Decimal(20), sale)
>>> wallet.debit(Decimal(30), Origin(grant_id=3, revision=2, family="sale"))
>>> [(entry.kind, str(entry.points)) for entry in wallet.entries[2:]]
[('reverse', '-20.00'), ('reverse', '-5.00'), ('unfunded', '-5.00')]

The next points pay the shortfall before anything is left to use:

>>> wallet.credit(Decimal(8), other)
>>> wallet.settle()
>>> str(wallet.shortfall), [str(lot.remaining) for lot in wallet.lots]
('0.00', ['0.00', '0.00', '3.00'])
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

# Points are kept with two decimals, in the database as in every formula.
DIGITS = (16, 2)
QUANTUM = Decimal("0.01")
ZERO = Decimal("0.00")


def to_points(value: float) -> Decimal:
    """The exact points behind a float that went through a form or the ORM.

    >>> to_points(0.1 + 0.2)
    Decimal('0.30')
    """
    return Decimal(repr(float(value))).quantize(QUANTUM)


class Origin(NamedTuple):
    """What a change stems from. A family is a sale with its returns, per product."""

    grant_id: int
    revision: int
    family: Hashable


@dataclass(eq=False)
class Lot:
    points: Decimal
    remaining: Decimal
    grant_id: int | None = None
    family: Hashable = None
    id: int | None = None


class Entry(NamedTuple):
    kind: str
    points: Decimal
    lot: Lot | None
    origin: Origin | None
    reason: str | None


class Change(NamedTuple):
    """Points to give to an account (or to take, when negative)."""

    account_id: int
    points: Decimal
    origin: Origin | None = None
    reason: str | None = None


@dataclass
class Wallet:
    shortfall: Decimal = ZERO
    lots: list[Lot] = field(default_factory=list)  # the oldest first
    restorable: dict[int, list[tuple[Lot, Decimal]]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def available(self) -> Decimal:
        return sum((lot.remaining for lot in self.lots), ZERO)

    def apply(self, change: Change) -> None:
        """A change without an origin is a manual adjustment."""
        kind = {} if change.origin else {"kind": "adjust"}
        move = self.credit if change.points > 0 else self.debit
        move(abs(change.points), change.origin, reason=change.reason, **kind)

    def credit(self, points, origin=None, *, kind="earn", reason=None):
        """What the same grant lost goes back to the lots it was taken from, so that
        giving back never makes points younger; the rest is a new lot."""
        grant_id = origin and origin.grant_id
        for lot, limit in self.restorable.pop(grant_id, ()):
            part = min(points, limit)
            points -= part
            self._write("restore", part, lot, origin, reason)
        if points:
            lot = Lot(points, ZERO, grant_id, origin and origin.family)
            self.lots.append(lot)
            self._write(kind, points, lot, origin, reason)

    def debit(self, points, origin=None, *, kind="reverse", reason=None):
        """Own lots first, then the oldest; what no lot covers is owed."""
        family = origin and origin.family
        own_first = sorted(self.lots, key=lambda lot: lot.family != family)
        for lot in own_first if family else self.lots:
            part = min(points, lot.remaining)
            points -= part
            self._write(kind, -part, lot, origin, reason)
        self._write("unfunded", -points, None, origin, reason)

    def settle(self):
        """Pay the shortfall from whatever lots hold points."""
        for lot in self.lots:
            part = min(self.shortfall, lot.remaining)
            self._write("settle", -part, lot)
            self._write("settle", part, None)

    def transfer_to(self, other: "Wallet", reason=None):
        """Move everything, lot by lot, the shortfall included."""
        for lot in self.lots:
            moved = Lot(lot.remaining, ZERO, lot.grant_id, lot.family)
            if lot.remaining:
                other.lots.append(moved)
                other._write("transfer", lot.remaining, moved, None, reason)
                self._write("transfer", -lot.remaining, lot, None, reason)
        other._write("transfer", -self.shortfall, None, None, reason)
        self._write("transfer", self.shortfall, None, None, reason)

    def _write(self, kind, points, lot, origin=None, reason=None):
        if not points:
            return
        if lot:
            lot.remaining += points
        else:
            self.shortfall -= points
        self.entries.append(Entry(kind, points, lot, origin, reason))
