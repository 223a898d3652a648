"""Where we go to sell, what to bring, and what it brought against what was hoped for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from siap.core import clock
from siap.core.ical import CalendarDay
from siap.market.models import Channel, Event, Sale, SaleLine
from siap.market.queries.offers import shelves
from siap.workshop.models import Product

LOOK_BACK = 56
"""Days of sales from which a place's pace is taken."""
KEPT = 60
"""Days for which a past event still stands in the feed."""


def events(rows: "QuerySet[Event]") -> "QuerySet[Event]":
    """Events with what was sold there on their days (`sold`, rupiah)."""
    sales = Sale.objects.filter(
        channel=OuterRef("channel"), voided_at=None, sold_on__gte=OuterRef("from_on"), sold_on__lte=OuterRef("until_on")
    )
    summed = sales.order_by().values("channel").annotate(sum=Sum("total")).values("sum")
    return rows.select_related("channel", "unit").annotate(sold=Subquery(summed))


@dataclass(frozen=True)
class ToBring:
    """A product for a stall: its price (rupiah), the pieces that such days usually sell, and what may be sold of it now."""

    product: Product
    price: int
    wanted: int
    there: int

    @property
    def missing(self) -> int:
        """What would have to be made before."""
        return max(0, self.wanted - self.there)


def goods_to_bring(event: Event) -> list[ToBring]:
    """By the pace of this place in the last eight weeks; a product that never sold there is brought as one crate of a dozen."""
    today = clock.today()
    pace = _pace(event.channel, today)
    return [
        ToBring(
            shelf.product, shelf.price, ceil(pace.get(shelf.product.pk, 12 / event.days) * event.days), shelf.pieces
        )
        for shelf in shelves(event.channel, today)
        if not shelf.missing
    ]


def _pace(channel: Channel, today: date) -> dict[int, float]:
    """Pieces of each product a selling day."""
    since = today - timedelta(days=LOOK_BACK)
    lines = SaleLine.objects.filter(sale__channel=channel, sale__voided_at=None, sale__sold_on__gt=since)
    days = lines.aggregate(n=Count("sale__sold_on", distinct=True))["n"]
    sold = lines.values_list("product").annotate(pieces=Sum("quantity")).order_by()
    return {product: pieces / days for product, pieces in sold}


def calendar_days() -> list[CalendarDay]:
    """What anybody may know: where our groups sell, and when. No person stands in it."""
    rows = Event.objects.filter(until_on__gte=clock.today() - timedelta(days=KEPT)).select_related("unit")
    return [_day(event) for event in rows.order_by("from_on", "pk")]


def _day(event: Event) -> CalendarDay:
    return CalendarDay(
        uid=f"{event.uid}@siap-usaha",
        title=event.name,
        since=event.from_on,
        until=event.until_on,
        place=event.place,
        text=event.unit.place,
        changed_at=event.changed_at,
        is_cancelled=event.is_cancelled,
    )


def result_of(rows: Iterable[Event]) -> tuple[int, int]:
    """Sold and hoped for together (rupiah), of events that were held and had a target."""
    held = [one for one in rows if one.target and not one.is_cancelled and one.until_on < clock.today()]
    sold: int = sum(getattr(one, "sold", None) or 0 for one in held)
    return sold, sum(one.target for one in held)
