"""`siap verify`: prove that nothing was changed behind the program's back."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from siap.core import chain, proofs
from siap.core.models import FactRecord


class Command(BaseCommand):
    """One line a proof; exit 1 and the first offender named when one fails."""

    help = "Prove that the books, the chain, the stock, the savings and the documents are whole."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--head` takes a head as it is printed on a report or a slip."""
        parser.add_argument("--head", default="", help="a chain head printed earlier, count:digest")

    def handle(self, *args: Any, head: str, **options: Any) -> None:
        """Prove, print, and say with the exit code."""
        if FactRecord._meta.db_table not in connection.introspection.table_names():
            raise CommandError("There is no office in this database yet: run siap migrate or siap demo first.")
        broken = 0
        for one, finding in proofs.run(head):
            mark = "✗" if finding.offender else "✓"
            self.stdout.write(f"{mark} {str(one.title):<44} {finding.count:>10,}  {finding.offender}".rstrip())
            broken += bool(finding.offender)
        self.stdout.write(f"  {chain.printed_head()}")
        if broken:
            sys.exit(1)
