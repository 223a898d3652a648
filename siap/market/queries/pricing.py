"""What a product brings in each place it may be sold: what the place keeps, what is left, and what it should ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from django.db.models import Q, Sum

from siap.market.models import Channel, Offer, Outlet, PlatformOrder
from siap.market.queries.offers import promotions_on
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop import rules as making
from siap.workshop.models import Product


@dataclass(frozen=True)
class Asked:
    """A product in a place: what the place keeps (percent; None where nobody knows yet), what is asked now (rupiah), what is
    left of it after the cost (and in percent of the price), and what would leave the margin that is wanted."""

    channel: Channel
    keeps: int | None
    price: int | None
    left: int | None
    margin: int | None
    proposed: int | None


def asked_everywhere(user: User, product: Product, cost: making.UnitCost | None, margin: int, on: date) -> list[Asked]:
    """A product in every place that may sell it and this reader may see, at a margin that is wanted (percent of the price)."""
    here = Q() if product.business.unit_id is None else Q(unit=product.business.unit_id)
    channels = list(
        Channel.objects.visible_to(user)
        .filter(here)
        .exclude(outlet__closed_on__isnull=False)
        .select_related("unit")
        .order_by("unit__name", "name")
    )
    prices, keeps = _prices(product, on), kept_percent(channels)
    return [_asked(one, keeps.get(one.pk), prices.get(one.pk), cost, margin) for one in channels]


def _asked(channel: Channel, keeps: int | None, price: int | None, cost: making.UnitCost | None, margin: int) -> Asked:
    left = making.left_of(price, cost.exactly, cut=keeps or 0) if price and cost else None
    return Asked(
        channel=channel,
        keeps=keeps,
        price=price,
        left=None if left is None else making.nearest(left),
        margin=None if left is None or not price else making.nearest(100 * left / price),
        proposed=_proposed(cost, margin, keeps or 0),
    )


def _proposed(cost: making.UnitCost | None, margin: int, keeps: int) -> int | None:
    if cost is None:
        return None
    try:
        return making.price_for_margin(cost.exactly, margin, step=making.PRICE_STEP, cut=keeps)
    except making.NoSuchMargin:
        return None


def _prices(product: Product, on: date) -> dict[int, int]:
    """What is asked in each channel on a day, promotions included: channel id to rupiah a piece."""
    offers = Offer.objects.filter(product=product, valid_from__lte=on).order_by("valid_from")
    prices = dict(offers.values_list("channel", "price"))  # the latest comes last and stays
    return prices | dict(promotions_on(on).filter(product=product).values_list("channel", "price"))


def kept_percent(channels: Sequence[Channel]) -> Mapping[int, int]:
    """Percent of a price that each place keeps, by channel id: an outlet's fee as agreed, a marketplace's as it was in what it
    paid out so far (rounded up; not there before the first payout), nothing where our own people sell."""
    keeps = {one.pk: 0 for one in channels if one.kind != Channel.Kind.PLATFORM}
    keeps |= dict(Outlet.objects.filter(channel__in=channels).values_list("channel", "fee_percent"))
    settled = PlatformOrder.objects.filter(channel__in=channels, fee__isnull=False).values_list("channel")
    for pk, fee, sold in settled.annotate(Sum("fee"), Sum("sale__total")):
        if sold:
            keeps[pk] = ceil(Fraction(100 * fee, sold))
    return keeps


def beside_rivals(product: Product, asked: Sequence[Asked]) -> list[tuple[str, str, int, int | None, bool]]:
    """Name, where, price, price for 100 gram (None: not weighed) and whether it is ours, the cheapest first."""
    rows = [
        (one.name, one.seen_at, one.price, making.price_per_100_gram(one.price, one.weight_gram), False)
        for one in stock.rivals_of(product)
    ]
    rows += [
        (product.name, one.channel.name, one.price, making.price_per_100_gram(one.price, product.weight_gram), True)
        for one in asked
        if one.price
    ]
    return sorted(rows, key=lambda row: (row[3] is None, row[3] or row[2], row[0]))
