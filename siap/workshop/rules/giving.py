"""Which lots give, and how many pieces a round can give. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Available:
    """What a lot can give: its id, when it ends, base units on hand and their value (rupiah)."""

    lot: int
    best_before: date | None
    on_hand: int
    value: int


@dataclass(frozen=True)
class Taken:
    """What is taken from a lot: base units, and their cost (rupiah)."""

    lot: int
    quantity: int
    cost: int


def take(lots: Iterable[Available], needed: int, *, first: Sequence[int] = ()) -> list[Taken]:
    """Take what is needed, what ends first first; what ends never last. Takes less when there is less.

    Lots named in `first` go before all others, in that order: somebody chose them, and said why.

    A lot gives at its moving average; the taking that empties it takes the remainder, so no rupiah stays behind.
    """
    taken = []
    for lot in sorted(lots, key=lambda lot: (_rank(lot.lot, first), lot.best_before or date.max, lot.lot)):
        quantity = min(lot.on_hand, needed)
        if quantity > 0:
            taken.append(Taken(lot.lot, quantity, lot.value * quantity // lot.on_hand))
            needed -= quantity
    return taken


def _rank(lot: int, first: Sequence[int]) -> int:
    return first.index(lot) if lot in first else len(first)


MOST_FROM_A_ROUND = Fraction(12, 10)
"""More pieces than this times what the recipe yields is a slip of the finger, or another recipe."""


def most_from(yields: int, rounds: int | Fraction) -> int:
    """The most good pieces that so many rounds can give."""
    return int(yields * rounds * MOST_FROM_A_ROUND)
