"""A region of books, written by the book's own hands: `python -m bench.steps.fill_region BOOKS LINES`.

Forty accounts in every book, a year of entries. The first book has a tenth of all lines, the others share the rest.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from siap.core.facts import Fact
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.rules import Cr, Dr, Draft

ACCOUNTS = 40
DAYS = 365
A_VERB = 200
"""Entries written in one transaction."""
PLAIN = (
    chart.cash, chart.bank, chart.receivable, chart.equipment, chart.payable, chart.state_revenue_due, chart.capital,
    chart.retained, chart.revenue, chart.cost_of_sales, chart.expense, chart.wages, chart.other_income, chart.other_expense,
)  # fmt: skip
"""Not stock, savings or QRIS: the proofs would look for their lots, slips and payments."""


@dataclass(frozen=True, kw_only=True)
class EntriesMade(Fact):
    """Generated entries."""

    first: int


def key(number: int) -> str:
    """The key of a book of the region."""
    return f"bench:{number}"


def draft(book: int, number: int) -> Draft:
    """Forty lines, every account once: those on the left half get what those on the right half give."""
    accounts = (*PLAIN, *(chart.cash_in_hand(hands) for hands in range(1, ACCOUNTS - len(PLAIN) + 1)))
    half = ACCOUNTS // 2
    amounts = [1_000 * (place + 1) + number % 100 for place in range(half)]
    lines = (*map(Dr, accounts[:half], amounts), *map(Cr, accounts[half:], amounts))
    return Draft(key(book), f"bench:{book}:{number}", date(2025, 1, 1) + timedelta(days=number * 7 % DAYS), lines)


def drafts(books: int, lines: int) -> Iterator[Draft]:
    """Every entry of the region."""
    entries = lines // ACCOUNTS
    first = entries // 10
    yield from (draft(0, number) for number in range(first))
    for number in range(entries - first):
        yield draft(1 + number % (books - 1), number // (books - 1))


@verb
def write(some: list[Draft], first: int, *, by: None) -> None:
    """Write these entries."""
    ledger.post(*some)
    record(EntriesMade(first=first))


@verb
def open_books(books: int, *, by: None) -> None:
    """Open the books of the region."""
    for number in range(books):
        ledger.open_book(key(number), "business", by=by)


def fill(books: int, lines: int) -> None:
    """Write about this many lines into this many books."""
    open_books(books, by=None)
    waiting = list(drafts(books, lines))
    for first in range(0, len(waiting), A_VERB):
        write(waiting[first : first + A_VERB], first, by=None)


if __name__ == "__main__":
    fill(*map(int, sys.argv[1:]))
    print("null")
