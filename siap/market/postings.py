"""How the market is written in the books: figures in, drafts out. Pure."""

from collections import defaultdict
from datetime import date

from siap.ledger import chart
from siap.ledger.rules import Cr, Dr, Draft, Posting
from siap.market.rules import SaleFigures


def sale_made(sale: SaleFigures) -> tuple[Draft, ...]:
    """The seller of record takes the money; every business earns the revenue and gives up the goods.

    A business that sells for itself has all of it in its one book.
    """
    books: dict[str, list[Posting]] = defaultdict(list)
    books[sale.seller] += (Dr(sale.money, sale.total), Cr(chart.clearing, sale.total))
    for part in sale.parts:
        books[part.book] += (
            Dr(chart.clearing, part.amount),
            Cr(chart.revenue, part.amount),
            Dr(chart.cost_of_sales, part.cost),
            Cr(chart.stock, part.cost),
        )
    return tuple(Draft(book, sale.reference, sale.on, lines) for book, lines in books.items())


def payment_verified(reference: str, on: date, *, seller: str, amount: int) -> tuple[Draft, ...]:
    """A QRIS payment is known to have arrived at the seller's bank."""
    return (Draft(seller, reference, on, (Dr(chart.bank, amount), Cr(chart.qris_unverified, amount))),)


def cash_confirmed(reference: str, on: date, *, seller: str, hands: int, amount: int) -> tuple[Draft, ...]:
    """Cash left an officer's hands and arrived at the treasurer or the bank."""
    return (Draft(seller, reference, on, (Dr(chart.bank, amount), Cr(chart.cash_in_hand(hands), amount))),)


def refund_lent(reference: str, on: date, *, seller: str, hands: int, amount: int) -> tuple[Draft, ...]:
    """The treasurer puts money in an officer's hands, who gives it back to a buyer."""
    return (Draft(seller, reference, on, (Dr(chart.cash_in_hand(hands), amount), Cr(chart.bank, amount))),)


def proceeds_handed_over(reference: str, on: date, *, seller: str, business: str, amount: int) -> tuple[Draft, ...]:
    """The seller gives a business the money it held for it; the clearing between them closes."""
    return (
        Draft(seller, reference, on, (Dr(chart.clearing, amount), Cr(chart.bank, amount))),
        Draft(business, reference, on, (Dr(chart.cash, amount), Cr(chart.clearing, amount))),
    )
