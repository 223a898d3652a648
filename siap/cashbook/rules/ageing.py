"""How old a debt is: what was paid is taken off the oldest first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LIMITS = (30, 60, 90)
"""Days up to which a debt falls into the first, second and third column; older is the fourth."""


@dataclass(frozen=True)
class Ages:
    """What is owed (rupiah), by how many days it has been: 0-30, 31-60, 61-90, more; and since when."""

    amounts: tuple[int, int, int, int] = (0, 0, 0, 0)
    since: date | None = None

    @property
    def total(self) -> int:
        """All of it. Negative when more was paid than is known to be owed."""
        return sum(self.amounts)

    def __add__(self, other: "Ages") -> "Ages":
        a, b, c, d = (mine + theirs for mine, theirs in zip(self.amounts, other.amounts, strict=True))
        since = min((day for day in (self.since, other.since) if day), default=None)
        return Ages((a, b, c, d), since)


def ages(events: Iterable[tuple[date, int]], on: date) -> Ages:
    """From events (day, rupiah: positive owes more, negative pays), what is still owed on a day, by age.

    What was paid beyond every debt is a credit: it stands in the youngest column, negative.
    """
    known = sorted(events)
    left = -sum(amount for _day, amount in known if amount < 0)
    amounts = [0, 0, 0, 0]
    since: date | None = None
    for day, amount in known:
        if amount <= 0:
            continue
        paid = min(left, amount)
        left -= paid
        if amount > paid:
            since = since or day
            amounts[_column((on - day).days)] += amount - paid
    return Ages((amounts[0] - left, amounts[1], amounts[2], amounts[3]), since)


def _column(days: int) -> int:
    return sum(days > limit for limit in LIMITS)
