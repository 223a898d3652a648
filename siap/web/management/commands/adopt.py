"""`siap adopt FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from siap.people.rules import ROLE_NAMES
from siap.web import adopting


class Command(BaseCommand):
    """Founds the office of another region: units, partner, agreement, terms, stages and everybody who signs in."""

    help = "Create the database of a new regional office from one TOML file (see docs/kantor-contoh.toml)."
    requires_system_checks: list[str] = []  # the database may not be there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        """Found it whole, or say what is wrong with the file and found nothing."""
        call_command("migrate", verbosity=0)
        try:
            told = adopting.read(file)
            zone = adopting.zone_of(told)
            settings.TIME_ZONE = zone  # the days written now are already those of the new office
            adopted = adopting.adopt(told)
        except adopting.CannotAdopt as refusal:
            raise CommandError(str(refusal)) from refusal
        settings.ZONE.write_text(zone + "\n")
        self.stdout.write(f"{adopted.office.name}: {len(adopted.units)} units, {zone}. Passwords, shown this once:")
        for sign in adopted.signs:
            role = sign.user.roles.get()
            where = role.unit.short_name if role.unit else adopted.office.short_name
            self.stdout.write(f"  {sign.user.username:<18} {sign.password}  {ROLE_NAMES[role.kind]}, {where}")
        call_command("verify")
