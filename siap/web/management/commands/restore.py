"""`siap restore FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from siap.web import archive


class Command(BaseCommand):
    """Restores a backup, and proves it."""

    help = "Replace this office by a backup, after checking every byte of it."
    requires_system_checks: list[str] = []  # the database may not be there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace the office that is here")

    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        """Restore, unless an office is here and nobody said yes."""
        if archive.is_office_here() and not yes:
            raise CommandError("There is an office here already. --yes replaces it, with all its documents.")
        try:
            keys_fit = archive.restore(file)
        except archive.BrokenArchive as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored {file}.")
        if not keys_fit:
            self.stderr.write(
                "The keys here are not those of the backup: put back the keys folder of the office it was made in; "
                "until then encrypted fields cannot be read."
            )
        else:
            call_command("verify")
