"""`siap export books`, `siap export parquet`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from siap.core import clock
from siap.core.proofs import one_view
from siap.insight import warehouse
from siap.ledger import exporting, queries


class Command(BaseCommand):
    """Writes the books as one of two outside programs reads them, or the closed months as the nation counts them."""

    help = "Write the books for hledger or beancount, or closed months as Parquet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, for whom, where to."""
        parser.add_argument("what", choices=["books", "parquet"])
        parser.add_argument("--format", choices=sorted(exporting.FORMATS), help="of the books")
        parser.add_argument("--book", metavar="KEY", help="only this book, like business:1")
        parser.add_argument(
            "--into",
            type=Path,
            metavar="FILE",
            help="a new file; of parquet the folder in which offices lie side by side",
        )

    def handle(self, *, what: str, format: str | None, book: str | None, into: Path | None, **options: Any) -> None:
        """Write over one unchanging view of the books."""
        try:
            with one_view():
                self._parquet(into) if what == "parquet" else self._books(format, book, into)
        except OSError as error:
            raise CommandError(f"Cannot write {error.filename or into}: {error.strerror}.") from error

    def _parquet(self, into: Path | None) -> None:
        if into is None:
            raise CommandError("Say where to: --into FOLDER.")
        office, postings = warehouse.export(into)
        self.stdout.write(f"{postings} postings of closed months written to {into / office}.")

    def _books(self, format: str | None, book: str | None, into: Path | None) -> None:
        if format is None:
            raise CommandError(f"Say for whom: --format {' or '.join(sorted(exporting.FORMATS))}.")
        keys = [key for key in queries.book_keys() if book in (None, key)]
        if book and not keys:
            raise CommandError(f"There is no book {book}. These are: {', '.join(queries.book_keys())}")
        with translation.override("en"):
            told = exporting.FORMATS[format](queries.journal(keys, clock.today()))
            if into is None:
                sys.stdout.writelines(told)
                return
            with into.open("x", encoding="utf-8") as file:
                file.writelines(told)
        self.stdout.write(f"{len(keys)} books written to {into}.")
