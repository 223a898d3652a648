"""Where it is sold, and at what price."""

from datetime import date
from uuid import UUID

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.ledger.models import Book
from siap.market.facts import ChannelOpened, PriceSet
from siap.market.models import Channel, Offer, SaleLine
from siap.market.rules import (
    MOST_A_PIECE,
    ChannelKindUnknown,
    ChannelKnown,
    NotSoldHere,
    PriceBackdated,
    PriceWrong,
)
from siap.people.models import Unit, User
from siap.workshop.models import Product


@verb
def open_channel(
    unit: Unit,
    name: str,
    kind: str,
    *,
    seller_name: str,
    by: User | None,
    seller: Book | None = None,
    uid: UUID | None = None,
) -> Channel:
    """Open a bazaar or a shop of a unit. Its takings go to the unit's treasurer unless another seller is named.

    Raises ChannelKindUnknown, ChannelKnown.
    """
    uid = uid or new_uid()
    known: Channel | None = Channel.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if kind not in Channel.Kind.values:
        raise ChannelKindUnknown
    if Channel.objects.filter(unit=unit, name=name).exists():
        raise ChannelKnown(name=name)
    channel = Channel.objects.create(
        uid=uid,
        unit=unit,
        name=name,
        kind=kind,
        seller=seller or Book.objects.get(key=unit.seller_book),
        seller_name=seller_name,
    )
    record(ChannelOpened(channel=channel.pk, unit=unit.pk, seller=channel.seller.key))
    return channel


@verb
def set_price(channel: Channel, product: Product, price: int, *, valid_from: date, by: User | None) -> Offer:
    """Sell a product in a channel at a price (rupiah a piece) from a day on; the last word on a day counts.

    Raises PriceWrong, NotSoldHere, PriceBackdated.
    """
    if not 0 < price <= MOST_A_PIECE:
        raise PriceWrong
    if product.business.unit_id not in (None, channel.unit_id):
        raise NotSoldHere(product=product.name)
    offer = Offer.objects.filter(channel=channel, product=product, valid_from=valid_from).first()
    if offer is not None and offer.price == price:
        return offer
    if valid_from < clock.today() and _is_sold_since(channel, product, valid_from):
        raise PriceBackdated(product=product.name)
    offer, _is_new = Offer.objects.update_or_create(
        channel=channel, product=product, valid_from=valid_from, defaults={"price": price}
    )
    record(PriceSet(channel=channel.pk, product=product.pk, price=price, valid_from=valid_from))
    return offer


def _is_sold_since(channel: Channel, product: Product, day: date) -> bool:
    return SaleLine.objects.filter(sale__channel=channel, product=product, sale__sold_on__gte=day).exists()
