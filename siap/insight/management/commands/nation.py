"""`siap nation FOLDER`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import duckdb
from django.core.management.base import BaseCommand, CommandError

from siap.insight import warehouse


class Command(BaseCommand):
    """Answers the nation's questions over the exports of offices that lie side by side."""

    help = "What the exports of several offices in a folder add up to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where they lie, and what is asked."""
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="where `siap export parquet` wrote to")
        parser.add_argument("--ask", choices=sorted(warehouse.QUESTIONS), help="only this question")

    def handle(self, *, folder: Path, ask: str | None, **options: Any) -> None:
        """Every question with its columns and rows, as a table of tabs."""
        for name in [ask] if ask else warehouse.QUESTIONS:
            try:
                columns, rows = warehouse.ask(folder, name)
            except duckdb.IOException as error:
                raise CommandError(f"There is no export in {folder}.") from error
            self.stdout.write(f"# {name}")
            for row in [columns, *rows]:
                self.stdout.write("\t".join("" if cell is None else str(cell) for cell in row))
