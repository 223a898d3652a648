"""What is noted in a cash book."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CashNoted(Fact):
    """Money came in or went out of a business's cash (rupiah)."""

    note: int
    business: int
    kind: str
    amount: int
    on: date


@dataclass(frozen=True, kw_only=True)
class CashNoteReversed(Fact):
    """A note was taken back."""

    note: int
    business: int
    because: str
