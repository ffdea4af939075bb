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

What expired is gone already, so that a return does not take it once more from others:

>>> wallet = Wallet(today=date(2026, 3, 21))
>>> last = date(2026, 3, 20)
>>> wallet.lots = [Lot(Decimal(9), Decimal(9), family="sale", expires_on=last)]
>>> wallet.credit(Decimal(5), other)
>>> wallet.expire()
>>> wallet.debit(Decimal(9), Origin(grant_id=3, revision=2, family="sale"))
>>> str(wallet.shortfall), [str(lot.remaining) for lot in wallet.lots]
('0.00', ['0.00', '5.00'])
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
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
    expires_on: date | None = None
    expired: Decimal = ZERO

    @property
    def age(self):
        """Sorts lots in the order in which they are used up."""
        return self.expires_on or date.max, self.id or float("inf")


class Entry(NamedTuple):
    kind: str
    points: Decimal
    lot: Lot | None
    origin: Origin | None
    reason: str | None


class Change(NamedTuple):
    """Points to give to an account (or to take, when negative), and points to hold."""

    account_id: int
    points: Decimal
    origin: Origin | None = None
    reason: str | None = None
    is_spending: bool = False
    held: Decimal = ZERO


@dataclass
class Wallet:
    shortfall: Decimal = ZERO
    balance: Decimal = ZERO
    held: Decimal = ZERO  # by drafts that pay with points
    minimum: Decimal = ZERO  # what spending must leave
    today: date = date.min
    expires_on: date | None = None  # of new lots
    lots: list[Lot] = field(default_factory=list)  # what is used up first comes first
    # what a family lost, by the lot it was taken from
    restorable: dict[Hashable, dict[Lot, Decimal]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self):
        self.held_before = self.held

    @property
    def available(self) -> Decimal:
        return sum((lot.remaining for lot in self.lots), ZERO)

    def get_usable(self, change: Change) -> Decimal:
        """How much of the balance such a change may take."""
        minimum = self.minimum if change.is_spending or change.held else ZERO
        return max(ZERO, self.balance - self.held - minimum)

    def apply(self, change: Change) -> None:
        """A change without an origin is made by hand."""
        self.held += change.held
        kinds = (
            ("release", "release", "spend")
            if change.is_spending
            else (("earn", "restore", "reverse") if change.origin else ("adjust",) * 3)
        )
        if change.points > 0:
            self.credit(
                change.points, change.origin, kinds=kinds[:2], reason=change.reason
            )
        else:
            self.debit(
                -change.points, change.origin, kind=kinds[2], reason=change.reason
            )

    def credit(self, points, origin=None, *, kinds=("earn", "restore"), reason=None):
        """What the same family lost goes back to the lots it was taken from, so that
        giving back never makes points younger; the rest is a new lot."""
        family = origin and origin.family
        taken = self.restorable.get(family, {})
        for lot, limit in taken.items():
            part = min(points, limit)
            points -= part
            taken[lot] -= part
            if part and not lot.id:
                lot.points += part
                self.lots.append(lot)
            self._write(kinds[1], part, lot, origin, reason)
        if points:
            lot = Lot(
                points, ZERO, origin and origin.grant_id, family, None, self.expires_on
            )
            self.lots.append(lot)
            self._write(kinds[0], points, lot, origin, reason)

    def debit(self, points, origin=None, *, kind="reverse", reason=None):
        """A return takes from its own lots first, what expired of them included; then
        come the oldest, and what no lot covers is owed."""
        lots = sorted(self.lots, key=lambda lot: lot.age)
        own = []
        if origin and kind == "reverse":
            own = [lot for lot in lots if lot.family == origin.family]
            lots = own + [lot for lot in lots if lot.family != origin.family]
        left = points - sum((lot.remaining for lot in own), ZERO)
        for lot in own:
            expired = max(ZERO, min(left, lot.expired))
            left -= expired
            lot.expired -= expired
            self._write("expire", expired, lot)
        for lot in lots:
            part = min(points, lot.remaining)
            points -= part
            self._write(kind, -part, lot, origin, reason)
        self._write("unfunded", -points, None, origin, reason)

    def expire(self):
        """Let go of what could be used until a day that is over."""
        for lot in self.lots:
            if lot.expires_on and lot.expires_on < self.today and lot.remaining:
                lot.expired += lot.remaining
                self._write("expire", -lot.remaining, lot)

    def settle(self):
        """Pay the shortfall from whatever lots hold points."""
        for lot in self.lots:
            part = min(self.shortfall, lot.remaining)
            self._write("settle", -part, lot)
            self._write("settle", part, None)

    def transfer_to(self, other: "Wallet", reason=None):
        """Move everything, lot by lot, the shortfall included."""
        for lot in self.lots:
            moved = Lot(
                lot.remaining, ZERO, lot.grant_id, lot.family, None, lot.expires_on
            )
            if lot.remaining:
                other.lots.append(moved)
                other._write("transfer", lot.remaining, moved, None, reason)
                self._write("transfer", -lot.remaining, lot, None, reason)
        other._write("transfer", -self.shortfall, None, None, reason)
        self._write("transfer", self.shortfall, None, None, reason)
        other.held += self.held
        self.held = ZERO

    def _write(self, kind, points, lot, origin=None, reason=None):
        if not points:
            return
        if lot:
            lot.remaining += points
            self.balance += points
        else:
            self.shortfall -= points
        self.entries.append(Entry(kind, points, lot, origin, reason))
