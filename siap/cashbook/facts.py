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
    counterparty: int | None = None


@dataclass(frozen=True, kw_only=True)
class CashNoteReversed(Fact):
    """A note was taken back."""

    note: int
    business: int


@dataclass(frozen=True, kw_only=True)
class CounterpartyMet(Fact):
    """Somebody whom a business owes, or who owes it, was entered."""

    counterparty: int
    business: int


@dataclass(frozen=True, kw_only=True)
class CashCounted(Fact):
    """The money of a business was counted, beside what its book had (rupiah)."""

    count: int
    business: int
    counted: int
    expected: int
    on: date


@dataclass(frozen=True, kw_only=True)
class EquipmentBought(Fact):
    """A tool that is written off over its years was bought (rupiah)."""

    equipment: int
    business: int
    cost: int
    years: int
    on: date


@dataclass(frozen=True, kw_only=True)
class EquipmentDepreciated(Fact):
    """The tools of a business were written off for a month (202611), so many rupiah together."""

    business: int
    month: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class EquipmentDisposed(Fact):
    """A tool left, for a reason."""

    equipment: int
    business: int
