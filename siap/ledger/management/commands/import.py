"""`siap import opening`."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.ledger import chart, importing, queries, services
from siap.ledger.rules import CREDIT, DEBIT, NotBalanced


class Command(BaseCommand):
    """Reads a table, shows it with everything that is wrong, and writes only when all is right and somebody says yes."""

    help = "Enter the opening balance of a book from a CSV or XLSX table: code, debit, credit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, from where, into which book."""
        parser.add_argument("what", choices=["opening"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--book", required=True, metavar="KEY", help="the book, like business:1")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="only look")
        parser.add_argument("--yes", action="store_true", help="write without asking")

    def handle(self, *, file: Path, book: str, on: date | None, dry_run: bool, yes: bool, **options: Any) -> None:
        """Read, show, ask, enter."""
        if book not in queries.book_keys():
            raise CommandError(f"There is no book {book}. These are: {', '.join(queries.book_keys())}")
        try:
            with file.open("rb") as table:
                rows = importing.read(table.read(importing.LARGEST + 1))
            self.show(rows)
            if dry_run or not (yes or _says_yes(f"Enter this in {book}? [y/N] ")):
                self.stdout.write("Nothing was written.")
                return
            lines = [row.posting for row in rows if row.posting]
            entry = services.enter_opening(book, lines, on=on or clock.today(), by=None)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(f"{refusal} Nothing was written.") from refusal
        self.stdout.write(f"Entered on {entry.booked_on} as {entry.reference}.")

    def show(self, rows: Sequence[importing.Row]) -> None:
        """Every row, its problem beside it. Raises CommandError when there is one, NotBalanced when the sides differ."""
        for row in rows:
            code = row.cells.get("code", "")
            amounts = [row.cells.get(side, "") for side in ("debit", "credit")]
            name = str(chart.NAMES.get(code, "?"))
            self.stdout.write(
                f"{row.number:>5}  {code:<6} {name:<32} {amounts[0]:>16} {amounts[1]:>16}  {row.problem}".rstrip()
            )
        wrong = sum(1 for row in rows if row.problem)
        if wrong:
            raise CommandError(f"{wrong} of {len(rows)} rows are wrong. Nothing was written.")
        debit, credit = (importing.total(rows, side) for side in (DEBIT, CREDIT))
        if debit != credit:
            raise NotBalanced(debit=rupiah(debit), credit=rupiah(credit))
        self.stdout.write(f"{len(rows)} rows, {rupiah(debit)} on each side.")


def _says_yes(question: str) -> bool:
    """Nobody there to answer is a no."""
    try:
        return input(question).strip().lower() == "y"
    except EOFError:
        return False
