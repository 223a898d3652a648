"""`siap move --to URL`."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from siap.settings import database
from siap.web import copying


class Command(BaseCommand):
    """Carries an office that outgrew SQLite to PostgreSQL, and proves it on both sides."""

    help = "Copy this office from SQLite to an empty PostgreSQL database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--to", required=True, metavar="URL", help="postgresql://user:password@host/name")

    def handle(self, *, to: str, **options: Any) -> None:
        """Copy everything; the old database stays as it is."""
        if connection.vendor != "sqlite" or not to.startswith("postgresql://"):
            raise CommandError("An office moves from SQLite to a postgresql:// address, not the other way.")
        target = copying.connect("target", database(to))
        if not copying.is_empty(target):
            raise CommandError("The target database is not empty; nothing was copied.")
        call_command("verify")
        try:
            rows = copying.copy_office(connection, target)
        except copying.CannotCopy as refusal:
            raise CommandError(str(refusal)) from refusal
        target.close()
        self.stdout.write(f"{rows} rows copied. Verifying them there:")
        self.stdout.flush()
        there = subprocess.run([sys.executable, "-m", "siap", "verify"], env=os.environ | {"DATABASE_URL": to})
        if there.returncode:
            raise CommandError("The copy does not pass; keep working with the old database.")
        self.stdout.write("Done. From now on start with DATABASE_URL set to that address.")
