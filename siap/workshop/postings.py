"""How making stands in the book."""

from datetime import date

from siap.ledger import chart
from siap.ledger.rules import Cr, Dr, Draft


def material_bought(book: str, reference: str, on: date, total: int, *, is_paid: bool) -> tuple[Draft, ...]:
    """Material comes in; cash goes out, or a debt to the supplier stands."""
    paid_from = chart.cash if is_paid else chart.payable
    return (Draft(book, reference, on, (Dr(chart.material_stock, total), Cr(paid_from, total))),)


def batch_sealed(book: str, reference: str, on: date, cost: int) -> tuple[Draft, ...]:
    """Material becomes goods, at what it cost. What was lost in the making is in the cost of the good pieces."""
    return (Draft(book, reference, on, (Dr(chart.stock, cost), Cr(chart.material_stock, cost))),)
