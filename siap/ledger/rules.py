"""The rules of a balanced entry. Pure."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from siap.core.errors import Refused
from siap.core.money import MOST
from siap.core.text import _
from siap.ledger.chart import Account

DEBIT, CREDIT = 1, -1


class NotBalanced(Refused):
    """Debits and credits differ."""

    message = _("Catatan tidak seimbang: debit %(debit)s, kredit %(credit)s.")


class AmountWrong(Refused):
    """An amount is negative, zero, or larger than a line may hold."""

    message = _("Jumlah %(amount)s tidak dapat dicatat. Isi angka bulat dari 1 sampai 1.000.000.000.000.")
    field = "amount"


class AnotherEntry(Refused):
    """The same reference was posted before with other lines."""

    message = _("Kejadian %(reference)s sudah tercatat dengan angka lain.")


class MonthNotInOrder(Refused):
    """Months are closed one after the other, and only once they are over."""

    message = _("Bulan %(month)s belum bisa ditutup: bulan ditutup berurutan, setelah bulan itu lewat.")


class Posting(NamedTuple):
    """One side of an entry: an account, debit or credit, and a positive amount (rupiah)."""

    account: Account
    side: int
    amount: int


def Dr(account: Account, amount: int) -> Posting:
    """A debit."""
    return Posting(account, DEBIT, amount)


def Cr(account: Account, amount: int) -> Posting:
    """A credit."""
    return Posting(account, CREDIT, amount)


@dataclass(frozen=True)
class Draft:
    """An entry to be: which book (by key), which event (`reference`), when it happened, its lines. Zero lines vanish."""

    book: str
    reference: str
    happened_on: date
    lines: tuple[Posting, ...]
    memo: str = ""

    def __init__(self, book: str, reference: str, happened_on: date, lines: Iterable[Posting], memo: str = "") -> None:
        for name, value in (("book", book), ("reference", reference), ("happened_on", happened_on), ("memo", memo)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "lines", tuple(line for line in lines if line.amount != 0))

    def check(self) -> None:
        """Raises AmountWrong or NotBalanced."""
        for line in self.lines:
            if not isinstance(line.amount, int) or not 0 < line.amount <= MOST:
                raise AmountWrong(amount=line.amount)
        debit = sum(line.amount for line in self.lines if line.side == DEBIT)
        credit = sum(line.amount for line in self.lines if line.side == CREDIT)
        if debit != credit:
            raise NotBalanced(debit=debit, credit=credit)

    def digest(self, booked_on: date) -> str:
        """SHA-256 over everything the entry says, so that no part of it can change unnoticed."""
        told = [
            self.book,
            self.reference,
            self.happened_on.isoformat(),
            booked_on.isoformat(),
            self.memo,
            [[line.account.code, line.account.subject, line.side, line.amount] for line in self.lines],
        ]
        return hashlib.sha256(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()

    def reversed(self, reference: str, on: date, memo: str) -> "Draft":
        """The same lines with their sides changed over."""
        return Draft(self.book, reference, on, (Posting(p.account, -p.side, p.amount) for p in self.lines), memo=memo)


def month_of(day: date) -> int:
    """`2026-11-24` as 202611."""
    return day.year * 100 + day.month


def first_day(month: int) -> date:
    """202611 as `2026-11-01`."""
    return date(month // 100, month % 100, 1)


def last_day(month: int) -> date:
    """202611 as `2026-11-30`."""
    return first_day(next_month(month)) - timedelta(days=1)


def next_month(month: int) -> int:
    """202612 to 202701."""
    return month + 1 if month % 100 < 12 else month + 89


def previous_month(month: int) -> int:
    """202701 to 202612."""
    return month - 1 if month % 100 > 1 else month - 89
