"""How a note is written in the book: figures in, drafts out. Pure."""

from datetime import date

from siap.cashbook.rules import Kind
from siap.ledger.rules import Cr, Dr, Draft


def cash_noted(reference: str, on: date, *, book: str, kind: Kind, amount: int) -> tuple[Draft, ...]:
    """Money and what it came from, or went to."""
    if kind.money_grows:
        return (Draft(book, reference, on, (Dr(kind.money, amount), Cr(kind.account, amount))),)
    return (Draft(book, reference, on, (Dr(kind.account, amount), Cr(kind.money, amount))),)
