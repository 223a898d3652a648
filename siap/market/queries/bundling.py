"""Which bundles hold, and what is taken off by them."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from siap.market.models import Bundle, Channel
from siap.market.rules import less
from siap.workshop.models import Product


class Named(Protocol):
    """A product, or its card in the shop."""

    @property
    def pk(self) -> int:
        """Its number."""

    @property
    def uid(self) -> UUID:
        """Its name to devices."""


N = TypeVar("N", bound=Named)


def bundles_on(channel: Channel, on: date) -> list[Bundle]:
    """The bundles of a place on a day, oldest first, with their parts."""
    rows = Bundle.objects.filter(channel=channel, from_on__lte=on, until_on__gte=on)
    return list(rows.prefetch_related("parts__product").order_by("pk"))


def bundles_with(product: Product, on: date) -> list[Bundle]:
    """The bundles of shops on the web that a product is in on a day, with their parts."""
    rows = Bundle.objects.filter(
        channel__kind=Channel.Kind.ONLINE, from_on__lte=on, until_on__gte=on, parts__product=product
    )
    return list(rows.prefetch_related("parts__product").order_by("pk"))


def taken_off(channel: Channel, on: date, wanted: Mapping[N, int], prices: Mapping[int, int]) -> dict[int, int]:
    """What bundles take off each product (rupiah, by its id) when these pieces are taken together at these prices."""
    bundles = [one.together for one in bundles_on(channel, on)]
    if not bundles:
        return {}
    ids = {str(one.uid): one.pk for one in wanted}
    pieces = {str(one.uid): count for one, count in wanted.items()}
    off = less(pieces, {uid: prices[pk] for uid, pk in ids.items() if pk in prices}, bundles)
    return {ids[uid]: amount for uid, amount in off.items() if amount}


def bundles_of(channel: Channel) -> list[Bundle]:
    """Every bundle of a place, newest first, with its parts."""
    return list(Bundle.objects.filter(channel=channel).prefetch_related("parts__product").order_by("-from_on", "-pk"))
