"""`siap backup FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from siap.web import archive


class Command(BaseCommand):
    """Backs up the running office."""

    help = "Write the running office into one file: database and documents, never the keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        """Write the backup."""
        documents = archive.back_up(file.resolve())
        size = file.stat().st_size / 1_000_000
        self.stdout.write(f"{file}: database and {documents} documents, {size:.1f} MB. The keys are not in it.")
