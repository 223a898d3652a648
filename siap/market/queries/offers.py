"""What is offered, and at what price."""

from dataclasses import dataclass
from datetime import date

from siap.market.models import Channel, Offer
from siap.workshop import queries as stock
from siap.workshop.models import Product


def prices(channel: Channel, on: date) -> dict[int, int]:
    """What each product costs in a channel on a day: product id to rupiah a piece."""
    rows = Offer.objects.filter(channel=channel, valid_from__lte=on).order_by("valid_from")
    return dict(rows.values_list("product", "price"))  # the latest comes last and stays


def price_of(channel: Channel, product: Product, on: date) -> int | None:
    """What a piece costs in a channel on a day (rupiah); None while it has no price."""
    rows = Offer.objects.filter(channel=channel, product=product, valid_from__lte=on)
    return rows.order_by("-valid_from").values_list("price", flat=True).first()


@dataclass(frozen=True)
class Shelf:
    """A product as the till shows it: its price (rupiah), how many pieces may be sold, and why none may, if so."""

    product: Product
    price: int
    pieces: int
    missing: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a piece can be rung up."""
        return self.pieces > 0 and not self.missing


def shelves(channel: Channel, on: date) -> list[Shelf]:
    """What stands in a channel on a day: ready and priced, what can be sold first."""
    priced = prices(channel, on)
    ready = Product.objects.filter(pk__in=priced, stage=Product.Stage.READY).select_related("business")
    products = list(ready.order_by("business__name", "name"))
    pieces = stock.sellable(products, on)
    missing = stock.missing_by_product(products, on)
    rows = [Shelf(p, priced[p.pk], pieces.get(p.pk, 0), " ".join(missing[p.pk])) for p in products]
    return sorted(rows, key=lambda row: not row.is_open)
