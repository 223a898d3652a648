"""What anybody may know: totals, and products by the group that makes them. No person, and no count of a few people."""

from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery, Sum

from siap.business.models import Business
from siap.core import clock
from siap.insight import rules
from siap.learning import queries as learning
from siap.learning.models import Audience
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market.models import Offer
from siap.programme.models import AgreementUnit
from siap.sharing.models import Share, Slip
from siap.workshop.models import Lot, Product


@dataclass(frozen=True)
class Totals:
    """The programme in figures (rupiah from the books); a count of people that is too small is None."""

    units: int
    groups: int
    trained: int | None
    sold: int
    shared: int


def totals() -> Totals:
    """Since the programme began."""
    trained = learning.valid_certificates(Audience.PARTICIPANTS).values("person").distinct().count()
    shared = Slip.objects.filter(share__state=Share.State.APPROVED).aggregate(total=Sum("amount"))["total"] or 0
    sold = sum(book.by_book(chart.revenue.code).values())
    return Totals(
        units=AgreementUnit.objects.values("unit").distinct().count(),
        groups=Business.objects.filter(kind=Business.Kind.GROUP, closed_on=None).count(),
        trained=None if rules.is_too_few(trained) else trained,
        sold=sold,
        shared=shared,
    )


@dataclass(frozen=True)
class PublicProduct:
    """A product as a buyer sees it: its price (rupiah) where it is offered, and a lot whose story can be read."""

    product: Product
    price: int | None
    lot: Lot | None


def products_on_show(count: int = 6) -> list[PublicProduct]:
    """Products that are ready and on hand, those made last first."""
    price = Offer.objects.filter(product=OuterRef("pk"), valid_from__lte=clock.today()).order_by("-valid_from")
    newest = Lot.objects.filter(product=OuterRef("pk"), held_because="", on_hand__gt=0).order_by("-made_on", "-pk")
    ready = (
        Product.objects.filter(stage__in=Product.FOR_SALE, lots__on_hand__gt=0, business__closed_on=None)
        .annotate(
            price=Subquery(price.values("price")[:1]),
            newest=Subquery(newest.values("pk")[:1]),
            last_made=Max("lots__made_on"),
        )
        .select_related("business")
        .order_by("-last_made", "name")[:count]
    )
    products = list(ready)
    lots = Lot.objects.in_bulk([one.newest for one in products if one.newest])
    return [PublicProduct(one, one.price, lots.get(one.newest)) for one in products]
