"""How a note is written in the book: figures in, drafts out. Pure."""

from datetime import date

from siap.cashbook.rules import Kind
from siap.ledger import chart
from siap.ledger.rules import Cr, Dr, Draft


def cash_noted(reference: str, on: date, *, book: str, kind: Kind, amount: int) -> tuple[Draft, ...]:
    """Money and what it came from, or went to."""
    if kind.money_grows:
        return (Draft(book, reference, on, (Dr(kind.money, amount), Cr(kind.account, amount))),)
    return (Draft(book, reference, on, (Dr(kind.account, amount), Cr(kind.money, amount))),)


def cash_counted(reference: str, on: date, *, book: str, difference: int) -> tuple[Draft, ...]:
    """Less in the box than in the book is an expense; more lessens it."""
    if difference < 0:
        return (Draft(book, reference, on, (Dr(chart.cash_difference, -difference), Cr(chart.cash, -difference))),)
    return (Draft(book, reference, on, (Dr(chart.cash, difference), Cr(chart.cash_difference, difference))),)


def depreciated(reference: str, on: date, *, book: str, amount: int) -> tuple[Draft, ...]:
    """What the tools were used up by."""
    return (Draft(book, reference, on, (Dr(chart.depreciation, amount), Cr(chart.accumulated_depreciation, amount))),)


def equipment_gone(reference: str, on: date, *, book: str, cost: int, written_off: int) -> tuple[Draft, ...]:
    """The tool and what was written off of it leave the book; what it was still worth is lost."""
    lines = (
        Dr(chart.accumulated_depreciation, written_off),
        Dr(chart.other_expense, cost - written_off),
        Cr(chart.equipment, cost),
    )
    return (Draft(book, reference, on, lines),)
