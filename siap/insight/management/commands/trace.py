"""`siap trace LOT`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from siap.insight import queries
from siap.ui import words
from siap.workshop import rules
from siap.workshop.models import Lot


class Command(BaseCommand):
    """Writes where a lot came from, where it went, and what of it is still here."""

    help = "Follow a lot: back to its suppliers, forward to every sale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which lot."""
        parser.add_argument("lot", metavar="LOT", help="its number, like BGT-261102-1-M")

    def handle(self, *, lot: str, **options: Any) -> None:
        """Write its whole way. Buyers' names stay in the office: a sale is told by its number."""
        if not rules.is_lot_number(lot):
            raise CommandError(f"{lot} is mistyped: its last character does not fit the others.")
        found = Lot.objects.select_related("material", "product", "business").filter(number__iexact=lot.strip()).first()
        if found is None:
            raise CommandError(f"There is no lot {lot}.")
        told = queries.trace(found)
        held = ", recalled" if found.recalled_on else ", held" if found.is_held else ""
        self._say(f"{found.number}  {found.name}, {found.business.name}, {found.made_on}{held}")
        self._say(f"from {len(told.origins)} lots")
        for one in told.origins:
            supplier = f", {one.purchase.supplier}" if one.purchase else ""
            supplier += f" ({one.supplier_lot})" if one.supplier_lot else ""
            self._say(f"  {one.number}  {one.name}{supplier}, {one.made_on}")
        self._say(f"in {len(told.made)} lots")
        for one in told.made:
            self._say(f"  {one.number}  {one.name}, {one.made_on}, {one.on_hand} left")
        standing = told.standing
        self._say(f"at {len({one.outlet.pk for one in standing})} outlets")
        for at in standing:
            self._say(f"  {at.outlet.channel.name}  {at.lot.number}  {at.pieces}")
        sales = list(told.sales)
        self._say(f"sold in {len(sales)} lines, {words.number(sum(line.quantity for line in sales))} pieces")
        for line in sales:
            self._say(
                f"  {line.sale.number}  {line.sale.sold_on}  {line.lot.number if line.lot else '–'}  {line.quantity}"
            )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
