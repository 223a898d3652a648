"""The whole way of a lot, both ways: back to what was bought of whom, forward to every sale."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from siap.market import queries as market
from siap.market.models import ConsignmentLine, SaleLine
from siap.workshop import queries as workshop
from siap.workshop.models import Lot, LotKind


@dataclass(frozen=True)
class Trace:
    """A lot, the lots that are in it (bought and made), and the lots that it is in; all with what they are of."""

    lot: Lot
    origins: Sequence[Lot]
    made: Sequence[Lot]

    @property
    def goods(self) -> list[Lot]:
        """The product lots that a buyer may hold: the lot itself, or those it went into."""
        return [one for one in (self.lot, *self.made) if one.product_id is not None]

    @property
    def still_here(self) -> list[Lot]:
        """Lots that it is, or is in, of which something is left."""
        return [one for one in (self.lot, *self.made) if one.on_hand]

    @property
    def sales(self) -> "QuerySet[SaleLine]":
        """The sale lines that pieces of it went into, the newest first; voided sales left out."""
        lines = SaleLine.objects.filter(pk__in=workshop.lines_reached([self.lot.pk]), sale__voided_at=None)
        return lines.select_related("sale__channel", "product", "lot").order_by("-sale__sold_at", "-pk")

    @property
    def standing(self) -> list[market.Standing]:
        """Where pieces of it stand at somebody's shop."""
        goods = {one.pk: one for one in self.goods}
        consigned = (
            ConsignmentLine.objects.filter(lot__in=goods).order_by("lot").values_list("lot", flat=True).distinct()
        )
        return [row for pk in consigned for row in market.outlets_holding(goods[pk])]


def trace(lot: Lot) -> Trace:
    """The whole way of a lot."""
    origins = workshop.origins_of([lot.pk]) if lot.kind == LotKind.PRODUCT or lot.purchase_id is None else set()
    return Trace(lot, workshop.lots_by_id(origins), workshop.lots_by_id(workshop.grown_from([lot.pk])))
