"""`siap reports --by NAME`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from siap.core.errors import Refused
from siap.insight import services
from siap.people.models import User


class Command(BaseCommand):
    """Issues the reports of the month that is over, for a timer: a second run the same month does nothing."""

    help = "Issue the reports that the last month, quarter or year asks for and nobody has issued yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who answers for them."""
        parser.add_argument("--by", required=True, metavar="NAME", help="the user whose name stands on the sheets")

    def handle(self, *, by: str, **options: Any) -> None:
        """One line a report."""
        user = User.objects.filter(username=by, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        try:
            made = services.issue_due_reports(by=user)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("\n".join(one.number for one in made) or "Nothing is due.")
