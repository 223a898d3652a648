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


def purchase_reversed(
    book: str, reference: str, on: date, total: int, left: int, *, is_paid: bool
) -> tuple[Draft, ...]:
    """The money or the debt goes back as a whole; stock gives up what is left, and what was used is a difference."""
    back = chart.cash if is_paid else chart.payable
    lines = [Dr(back, total)]
    if left:
        lines.append(Cr(chart.material_stock, left))
    if left < total:
        lines.append(Cr(chart.stock_difference, total - left))
    elif left > total:
        lines.append(Dr(chart.stock_difference, left - total))
    return (Draft(book, reference, on, tuple(lines)),)


def stock_counted(book: str, reference: str, on: date, *, material: int, goods: int) -> tuple[Draft, ...]:
    """What was found (signed rupiah) against the stock difference."""
    lines = []
    for account, worth in ((chart.material_stock, material), (chart.stock, goods)):
        if worth > 0:
            lines += [Dr(account, worth), Cr(chart.stock_difference, worth)]
        elif worth < 0:
            lines += [Dr(chart.stock_difference, -worth), Cr(account, -worth)]
    return (Draft(book, reference, on, tuple(lines)),) if lines else ()


def stock_written_off(book: str, reference: str, on: date, value: int, *, is_material: bool) -> tuple[Draft, ...]:
    """What is spoilt or lost is a cost of the day. What was worth nothing leaves no trace in the book."""
    if not value:
        return ()
    stock = chart.material_stock if is_material else chart.stock
    return (Draft(book, reference, on, (Dr(chart.loss_of_goods, value), Cr(stock, value))),)
