"""The books as two outside programs read them, hledger and beancount, so that anybody can hold ours against theirs. Pure.

Both get the same account names, in the active language: `Assets:Book-business-3:1110-Cash`, and below it the subject
where one code holds many. A subject is a number, never a name. Amounts are debits, a credit is negative, as both want it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from siap.ledger import chart
from siap.ledger.rules import Draft

CURRENCY = "IDR"
ROOTS = {
    "1": "Assets",
    "2": "Liabilities",
    "3": "Equity",
    "4": "Income",
    "5": "Expenses",
    "6": "Expenses",
    "7": "Income",
    "8": "Expenses",
    "9": "Assets",  # clearing: a debit is money still to come
}


@dataclass(frozen=True)
class Sealed:
    """An entry as it stands in its book: what was drafted, and the day it was booked on."""

    draft: Draft
    booked_on: date


@dataclass(frozen=True)
class Journal:
    """Books to be told: their accounts by book key, a day before which nothing was booked, every entry."""

    accounts: list[tuple[str, chart.Account]]
    since: date
    entries: Iterable[Sealed]


def hledger(journal: Journal) -> Iterator[str]:
    """The journal for hledger, piece by piece. The day it happened, where another, is the second date."""
    yield f"commodity 1000. {CURRENCY}\n\n"
    for book, account in journal.accounts:
        yield f"account {name(book, account)}\n"
    for entry in journal.entries:
        draft = entry.draft
        happened = "" if draft.happened_on == entry.booked_on else f"={draft.happened_on}"
        code, memo = _words(draft.reference, "();"), _words(draft.memo, ";")
        yield f"\n{entry.booked_on}{happened} ({code}) {memo}".rstrip() + "\n"
        yield from _postings(draft, "    ")


def beancount(journal: Journal) -> Iterator[str]:
    """The journal for beancount, piece by piece. The day it happened is metadata, and so is the reference."""
    yield f'option "operating_currency" "{CURRENCY}"\n\n'
    for book, account in journal.accounts:
        yield f"{journal.since} open {name(book, account)} {CURRENCY}\n"
    for entry in journal.entries:
        draft = entry.draft
        reference, memo = _words(draft.reference, '"\\'), _words(draft.memo, '"\\')
        yield f'\n{entry.booked_on} * "{memo}"\n  reference: "{reference}"\n  happened: {draft.happened_on}\n'
        yield from _postings(draft, "  ")


FORMATS: dict[str, Callable[[Journal], Iterator[str]]] = {"hledger": hledger, "beancount": beancount}


def name(book: str, account: chart.Account) -> str:
    """What an account of a book is called outside; two accounts never have one name."""
    title = re.sub("[^0-9A-Za-z]+", "-", str(chart.NAMES.get(account.code, ""))).strip("-")
    parts = [ROOTS[account.code[0]], tree(book), f"{account.code}-{title}" if title else account.code]
    return ":".join([*parts, str(account.subject)] if account.subject else parts)


def tree(book: str) -> str:
    """The part of an account's name that is its book's own: `business:3` as `Book-business-3`.

    Only letters, digits and hyphens are allowed in it. Whatever else a key holds is spelled by its number between two Z,
    and so is Z itself, so that two keys never meet.
    """
    return "Book-" + re.sub("[^0-9A-Ya-z:]", lambda odd: f"Z{ord(odd[0]):X}Z", book).replace(":", "-")


def _postings(draft: Draft, indent: str) -> Iterator[str]:
    for line in draft.lines:
        yield f"{indent}{name(draft.book, line.account)}  {line.side * line.amount} {CURRENCY}\n"


def _words(text: str, unless: str) -> str:
    """A text on one line, without the characters that mean something there."""
    return " ".join("".join(" " if sign in unless else sign for sign in text).split())
