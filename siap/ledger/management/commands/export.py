"""`siap export books`."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from siap.core import clock
from siap.core.proofs import one_view
from siap.ledger import exporting, queries


class Command(BaseCommand):
    """Writes the books as one of two outside programs reads them."""

    help = "Write the books for hledger or beancount, so that anybody can check them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, for whom, where to."""
        parser.add_argument("what", choices=["books"])
        parser.add_argument("--format", required=True, choices=sorted(exporting.FORMATS))
        parser.add_argument("--book", metavar="KEY", help="only this book, like business:1")
        parser.add_argument("--into", type=Path, metavar="FILE", help="a new file; without it, standard output")

    def handle(self, *, format: str, book: str | None, into: Path | None, **options: Any) -> None:
        """Write every entry, over one unchanging view of the books."""
        keys = [key for key in queries.book_keys() if book in (None, key)]
        if book and not keys:
            raise CommandError(f"There is no book {book}. These are: {', '.join(queries.book_keys())}")
        with one_view(), translation.override("en"):
            told = exporting.FORMATS[format](queries.journal(keys, clock.today()))
            if into is None:
                sys.stdout.writelines(told)
                return
            try:
                with into.open("x", encoding="utf-8") as file:
                    file.writelines(told)
            except OSError as error:
                raise CommandError(f"Cannot write {into}: {error.strerror}.") from error
        self.stdout.write(f"{len(keys)} books written to {into}.")
