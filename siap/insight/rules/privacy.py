"""What of a count of people may be told in public, so that nobody can be singled out, by subtracting either. Pure.

A count below FEW is not told, zero neither; every other is told as "at least", in steps of FEW. A total of people is the sum of
what its parts tell, never counted by itself: an exact total beside parts would give the hidden ones away. So every published
number has at least FEW true numbers that would look the same, whatever is subtracted from what. See ADR 0028.
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
FEW = 5
ROUND = 100_000  # rupiah: public sums of money are told in steps of this


def told_count(people: int) -> int | None:
    """At least so many people; None where it must not be told."""
    return None if people < FEW else people // FEW * FEW


def told_counts(cells: Mapping[K, int]) -> tuple[dict[K, int | None], int | None]:
    """Parts of a whole and their total, as the public may see them."""
    told = {key: told_count(people) for key, people in cells.items()}
    total = sum(people or 0 for people in told.values())
    return told, total or None


def told_money(amount: int) -> int:
    """A sum of rupiah, rounded down to what the public is told; a loss is told as nothing."""
    return max(amount, 0) // ROUND * ROUND
