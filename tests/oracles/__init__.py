"""Two outside programs that read the exported books and say every balance: they know nothing of us, and must agree.

hledger is a Debian package, beancount lies in `.venv-oracles` (`scripts/setup.py --with-oracles` sees to both). They are
only ever run, never imported. Where one is missing, its comparison is left out with a loud word; under CI=true it fails.
"""

import csv
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from scripts.setup import ORACLES
from siap.ledger import chart, exporting, queries
from siap.ledger.models import Account

QUERY = "SELECT account, sum(number) GROUP BY account"
BEAN_QUERY = ORACLES / "bin" / "bean-query"

Balances = dict[str, int]


def hledger(journal: Path) -> Balances:
    """What hledger reads, strictly: every account declared, every transaction balanced."""
    return _asked(shutil.which("hledger") or "hledger", "-f", journal, "balance", "-s", "--flat", "-EN", "-O", "csv")


def beancount(journal: Path) -> Balances:
    """What beancount reads."""
    return _asked(BEAN_QUERY, "-m", "-f", "csv", journal, QUERY)


PROGRAMS: dict[str, tuple[Callable[[Path], Balances], Callable[[], bool]]] = {
    "hledger": (hledger, lambda: shutil.which("hledger") is not None),
    "beancount": (beancount, BEAN_QUERY.exists),
}


def agree(folder: Path) -> None:
    """Every account of every book: what the book says is what each program reads out of its export."""
    expected = book_balances()
    for name, (read, is_here) in PROGRAMS.items():
        if is_here():
            journal = folder / f"books.{name}"
            journal.unlink(missing_ok=True)
            call_command("export", "books", format=name, into=journal, verbosity=0)
            assert read(journal) == expected, name
        else:
            say_missing(name)


def book_balances() -> Balances:
    """What stands on every account that was ever opened, debits less credits, under the name it has outside."""
    found: Balances = {}
    with translation.override("en"):
        for book, code in Account.objects.values_list("book__key", "code").distinct():
            sign = 1 if chart.grows_by_debit(code) else -1
            for subject, amount in queries.balances(code, book=book).items():
                found[exporting.name(book, chart.Account(code, subject))] = sign * amount
    assert len(found) == Account.objects.count(), "two accounts have one name outside"
    return found


def _asked(*command: object) -> Balances:
    """Both answer with a heading and rows of account and number; a word of complaint is a failure."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (0, ""), done.stderr[:2000]
    _heading, *rows = csv.reader(done.stdout.splitlines())
    return {account: int(amount.removesuffix(exporting.CURRENCY)) for account, amount in rows}


def say_missing(name: str) -> None:
    """Leave a comparison out, with a loud word; under CI=true that is a failure."""
    word = f"NO {name.upper()}: nothing was compared with it (scripts/setup.py --with-oracles)"
    if os.environ.get("CI") == "true":
        pytest.fail(word)
    warnings.warn(word, stacklevel=3)
