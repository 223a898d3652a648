"""Sales, as many as asked for, written by the book's own hands: verbs as large as they come, a fact for each sale."""

import sys
from dataclasses import dataclass
from datetime import date, timedelta

from siap.core.facts import Fact
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.rules import Cr, Dr, Draft

LINES = 6
"""Of one sale: two in the seller's book, four in the maker's."""
MAKERS = 12
DAYS = 365
A_VERB = 500
"""Sales written in one transaction."""
SELLER = "bench:seller"


@dataclass(frozen=True, kw_only=True)
class SaleMade(Fact):
    """A generated sale."""

    sale: int


def sale(number: int) -> tuple[Draft, Draft]:
    """The seller takes the money; the maker earns it and gives up the goods."""
    reference, on = f"bench:{number}", date(2025, 1, 1) + timedelta(days=number % DAYS)
    price = 20_000 + 500 * (number % 50)
    return (
        Draft(SELLER, reference, on, (Dr(chart.cash, price), Cr(chart.clearing, price))),
        Draft(
            maker(number % MAKERS),
            reference,
            on,
            (
                Dr(chart.clearing, price),
                Cr(chart.revenue, price),
                Dr(chart.cost_of_sales, price // 2),
                Cr(chart.payable, price // 2),  # not stock: a proof would look for the lots
            ),
        ),
    )


def maker(number: int) -> str:
    """The key of a maker's book."""
    return f"bench:maker-{number}"


@verb
def sell(numbers: range, *, by: None) -> None:
    """Write these sales."""
    ledger.post(*(draft for number in numbers for draft in sale(number)))
    for number in numbers:
        record(SaleMade(sale=number))


def fill(lines: int) -> None:
    """Write about this many lines."""
    ledger.open_book(SELLER, "seller", by=None)
    for number in range(MAKERS):
        ledger.open_book(maker(number), "business", by=None)
    sales = lines // LINES
    for start in range(0, sales, A_VERB):
        sell(range(start, min(start + A_VERB, sales)), by=None)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    print("null")
