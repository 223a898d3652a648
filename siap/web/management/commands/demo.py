"""`siap demo`: the programme with an invented history, ready to look at."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from siap.core import clock
from siap.people import rules
from siap.people.models import User
from siap.web.demo import founding, loading


class Command(BaseCommand):
    """Migrate, load once, print the sign-ins, serve."""

    help = "Load the programme with its demo history (once), print the sign-ins, and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--no-serve` stops after loading."""
        parser.add_argument("--no-serve", action="store_true", help="stop after loading")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, no_serve: bool, port: int, **options: Any) -> None:
        """Load what is not there yet."""
        call_command("migrate", verbosity=0)
        if not loading.is_loaded():
            began = time.monotonic()
            self.stdout.write("Loading twelve months of the programme …")
            loading.load(clock.today())
            self.stdout.write(f"Loaded in {time.monotonic() - began:.0f} s.")
        self._print_sign_ins()
        if not no_serve:
            call_command("serve", port=port)

    def _print_sign_ins(self) -> None:
        """Only those whose password is still the demo's own."""
        users = User.objects.filter(username__in=[row[0] for row in founding.USERS], is_active=True).order_by("pk")
        known = [user for user in users if user.check_password(founding.PASSWORD)] if users else []
        if not known:
            return
        self.stdout.write(f"\nSign in with the password {founding.PASSWORD} as")
        for user in known:
            where = user.unit.short_name if user.unit else "Kanwil"
            role = rules.ROLE_NAMES[user.roles_now[0].kind] if user.roles_now else ""
            self.stdout.write(f"  {user.username:<18} {role}, {where}")
        self.stdout.write("")
