"""What the book says happened to itself. Who posts an entry says the fact that goes with it."""

from dataclasses import dataclass

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BookOpened(Fact):
    """A book was opened."""

    book: int
    key: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class OpeningEntered(Fact):
    """What a book began with was entered (rupiah on each side)."""

    book: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class EntryReversed(Fact):
    """An event was taken back in every book it touched. The reason stands with the row that was taken back."""

    reference: str
    reversal: str


@dataclass(frozen=True, kw_only=True)
class MonthClosed(Fact):
    """A month of a book was closed."""

    book: int
    month: int
