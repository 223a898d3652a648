"""What stands in a marketplace, what its reports told, and what waits of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from siap.core import clock
from siap.market.models import Channel, PlatformOrder, PlatformProduct
from siap.market.queries.offers import shelves
from siap.market.uploading import Good
from siap.workshop.models import Product

AT_LEAST_SAYS = "%(name)s dari %(brand)s, isi %(gram)s gram."
"""Marketplaces ask for a description of twenty letters; this is what we can say of anything that weighs."""


def products_called(channel: Channel) -> dict[str, Product]:
    """What a marketplace's report may call our products, without case: by our code, by our name, and as a person said."""
    here = Q(business__unit=channel.unit_id) | Q(business__unit=None)
    ours = list(Product.objects.filter(here).select_related("business").order_by("-pk"))
    named = PlatformProduct.objects.filter(channel=channel).select_related("product__business")
    return (
        {one.name.casefold(): one for one in ours}
        | {one.code.casefold(): one for one in ours}
        | {one.called: one.product for one in named}
    )


def called(line: Sequence[object]) -> str:
    """How a line of an order is known: by its code there or, without one, by its name."""
    return str(line[0] or line[1]).casefold()


def product_of(line: Sequence[object], known: Mapping[str, Product]) -> Product | None:
    """The product of a line of an order; None while nobody knows it."""
    return known.get(str(line[0]).casefold()) or known.get(str(line[1]).casefold())


@dataclass(frozen=True)
class Elsewhere:
    """A marketplace's orders by what is to do with them, and what nobody knows of what was bought in them."""

    ready: list[PlatformOrder]
    unknown: list[PlatformOrder]
    names: list[tuple[str, str]]  # how it is known, and what the report says
    payable: list[PlatformOrder]
    owed: list[PlatformOrder]
    untold: list[PlatformOrder]  # paid out, but no report of orders told what was in them
    called_off: list[PlatformOrder]  # booked, and called off afterwards: somebody takes the sale back
    odd: list[PlatformOrder]  # more was paid out than was bought for

    @property
    def waits(self) -> int:
        """How many a person has to look at."""
        return (
            len(self.ready)
            + len(self.unknown)
            + len(self.payable)
            + len(self.untold)
            + len(self.called_off)
            + len(self.odd)
        )


def elsewhere(channel: Channel) -> Elsewhere:
    """Everything of a marketplace that is not finished."""
    rows = PlatformOrder.objects.filter(channel=channel, settled_on=None).filter(Q(sale=None) | Q(sale__voided_at=None))
    found, known = Elsewhere([], [], [], [], [], [], [], []), products_called(channel)
    names: dict[str, str] = {}
    for order in rows.select_related("sale").order_by("ordered_on", "pk"):
        strange = [line for line in order.lines if product_of(line, known) is None]
        names |= {called(line): " · ".join(str(one) for one in line[:2] if one) for line in strange if not order.is_off}
        _pile(found, order, bool(strange)).append(order)
    found.names.extend(sorted(names.items()))
    return found


def _pile(found: Elsewhere, order: PlatformOrder, is_strange: bool) -> list[PlatformOrder]:
    if order.is_off:
        return found.called_off if order.sale_id else []
    if order.sale_id is None:
        return found.untold if not order.lines else found.unknown if is_strange else found.ready
    if order.paid_out is None:
        return found.owed
    return found.payable if 0 <= order.paid_out <= order.total else found.odd


def settled_elsewhere(channel: Channel) -> "QuerySet[PlatformOrder]":
    """What a marketplace paid out, newest first."""
    rows = PlatformOrder.objects.filter(channel=channel).exclude(settled_on=None)
    return rows.select_related("sale").order_by("-settled_on", "-pk")


def goods_to_upload(channel: Channel, pictures: Mapping[int, str]) -> list[Good]:
    """What may be sold in a place today as a marketplace asks for it; `pictures` are addresses by product id."""
    return [
        Good(
            name=shelf.product.name,
            says=shelf.product.story
            or AT_LEAST_SAYS
            % {
                "name": shelf.product.name,
                "brand": shelf.product.business.name,
                "gram": shelf.product.weight_gram or 0,
            },
            sku=shelf.product.code,
            price=shelf.price,
            pieces=shelf.pieces,
            gram=shelf.product.weight_gram or 0,
            picture=pictures.get(shelf.product.pk, ""),
        )
        for shelf in shelves(channel, clock.today())
        if not shelf.missing
    ]
