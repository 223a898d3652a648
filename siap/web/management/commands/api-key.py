"""`siap api-key`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from siap.core.ids import new_uid
from siap.web import services
from siap.web.models import ApiKey


class Command(BaseCommand):
    """Makes a key for an institution, withdraws one, or lists them."""

    help = "Keys for programs that read the open data: make, withdraw, list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, and for whom."""
        parser.add_argument("what", choices=["make", "withdraw", "list"])
        parser.add_argument("whose", nargs="?", default="", help="the institution; to withdraw, the number of the list")

    def handle(self, *, what: str, whose: str, **options: Any) -> None:
        """Do it. The key is told once."""
        if what == "make":
            if not whose.strip():
                raise CommandError("Say for whom: siap api-key make 'BPS Kota Palu'.")
            _key, told = services.make_key(new_uid(), whose.strip()[:80], by=None)
            self.stdout.write(f"{told}\nHand it over now: it is kept nowhere.")
        elif what == "withdraw":
            found = ApiKey.objects.filter(pk=int(whose)).first() if whose.isdecimal() else None
            if found is None:
                raise CommandError(f"There is no key {whose}: siap api-key list shows them.")
            services.withdraw_key(found, by=None)
            self.stdout.write(f"{found.holder} reads nothing any more.")
        else:
            for one in ApiKey.objects.order_by("pk"):
                self.stdout.write(f"{one.pk}\t{one.holder}\t{one.made_on}\t{one.withdrawn_on or ''}".rstrip())
