"""The milliseconds that the statements take, of the first book and of all: `python -m bench.steps.time_statements READINGS`.

Everything is counted that stands between the question and the statement, not only the database.
"""

import json
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from bench.steps.fill_region import key
from siap.cashbook import rules
from siap.cashbook.queries.statements import cash_flow, figures
from siap.ledger import queries as book

YEAR = (202501, 202512)


def statements(keys: Sequence[str]) -> None:
    """Income and cash flow of the year, position and trial balance at its end, beside the year before, as the page reads them."""
    read = figures(keys, *YEAR)
    rules.income_statement(read.grown, read.grown_before)
    rules.financial_position(read.stood, read.stood_before)
    cash_flow(read)


def milliseconds(work: Callable[[Sequence[str]], None], keys: Sequence[str], readings: int) -> float:
    """The middle of several readings."""
    times = []
    for _ in range(readings):
        began = perf_counter()
        work(keys)
        times.append(1000 * (perf_counter() - began))
    return median(times)


def measured(readings: int) -> dict[str, float]:
    """Of the first book, and of all books."""
    return {
        "book": milliseconds(statements, [key(0)], readings),
        "region": milliseconds(statements, book.book_keys(), readings),
    }


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
