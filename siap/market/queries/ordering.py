"""What orders keep, what the public shop shows, and how an order may be paid."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from siap.business.models import Business
from siap.core import clock
from siap.core.models import ChainHead
from siap.market.models import (
    BankAccount,
    Channel,
    DeliveryFee,
    Gateway,
    Offer,
    Order,
    OrderRound,
    Promotion,
    QrisMerchant,
)
from siap.market.queries.consigning import standing_elsewhere
from siap.market.queries.making import Room, rooms, rounds_by_business
from siap.market.queries.offers import promotions_on
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop.models import Lot, Product

MOST_OF_ONE = 100
"""Pieces of one product in an order; a larger one is talked about first."""


@dataclass(frozen=True)
class Card:
    """A product as the public shop shows it: plain words and numbers, no person."""

    pk: int
    uid: UUID
    name: str
    story: str
    brand: str
    house: str  # the unit in which a group makes it; empty for an own business, whose owner leaves custody behind
    is_venture: bool
    channel: UUID
    shop: str
    price: int
    usual: int  # rupiah, while a promotion holds
    until: date | None  # its last day
    weight_gram: int | None
    is_food: bool
    has_photo: bool
    pieces: int
    since: date
    room: Room | None  # where it is made to order, how much may still be promised
    round: OrderRound | None  # of its makers, that one may still join

    @property
    def most(self) -> int:
        """Pieces that may be ordered: what is there, and what may be promised."""
        return self.pieces + (self.room.most if self.room else 0)

    def may_order(self, pieces: int) -> bool:
        """Whether so many can be ordered at once; more, or more than there will be, is asked for."""
        return pieces <= MOST_OF_ONE and (pieces <= self.most or self.round is not None)

    def ready_on(self, pieces: int) -> date | None:
        """By when so many can be had that are not all there; None when they are, or cannot be promised."""
        left = pieces - self.pieces
        return self.room.ready_on(left, clock.today()) if self.room and 0 < left <= self.room.most else None

    @property
    def next_on(self) -> date | None:
        """By when the next piece is made that is not there."""
        return self.ready_on(self.pieces + 1)

    def says(self, words: str) -> bool:
        """Whether a search finds it."""
        text = f"{self.name} {self.story} {self.brand} {self.house}".casefold()
        return all(word in text for word in words.casefold().split())


def edition() -> tuple[str, date, int]:
    """Which state of the office the shop shows: it changes when anything at all is written (the head of the chain says so),
    with the day, and whenever the time of an order ends, because its pieces are free again by the clock."""
    head = ChainHead.objects.values_list("digest", flat=True).first() or ""
    return head, clock.today(), bisect_right(_ends(head), clock.now())


@lru_cache(maxsize=1)
def _ends(_head: str) -> list[datetime]:
    """When the times of orders end that nobody took up, in order."""
    waiting = Order.objects.filter(state=Order.State.PLACED, sale=None)
    return list(waiting.order_by("kept_until").values_list("kept_until", flat=True))


def catalogue() -> Mapping[UUID, Card]:
    """Everything the public may buy, what is there first: priced in a shop on the web, ready, with all its permits."""
    return _catalogue(*edition())


@lru_cache(maxsize=1)
def _catalogue(_head: str, on: date, _over: int) -> Mapping[UUID, Card]:
    offers = Offer.objects.filter(channel__kind=Channel.Kind.ONLINE, valid_from__lte=on)
    latest: dict[int, Offer] = {}
    since: dict[int, date] = {}
    for one in offers.select_related("channel").order_by("valid_from"):
        latest[one.product_id] = one
        since.setdefault(one.product_id, one.valid_from)
    promoted = {(one.channel_id, one.product_id): one for one in promotions_on(on)}
    ready = Product.objects.filter(pk__in=latest, stage__in=Product.FOR_SALE).select_related("business__unit")
    products = list(ready.order_by("name"))
    missing = stock.missing_by_product(products, on)
    pieces = free_pieces(products, on)
    room = rooms([one.pk for one in products], on)
    joined = rounds_by_business({one.channel_id for one in latest.values()})
    cards = [
        _card(
            one,
            latest[one.pk],
            promoted.get((latest[one.pk].channel_id, one.pk)),
            pieces=max(0, pieces.get(one.pk, 0)),
            since=since[one.pk],
            room=room.get(one.pk),
            round=joined.get((latest[one.pk].channel_id, one.business_id)),
        )
        for one in products
        if not missing[one.pk]
    ]
    return {card.uid: card for card in sorted(cards, key=lambda card: (card.most == 0 and not card.round, card.name))}


def _card(product: Product, offer: Offer, promotion: Promotion | None, **told: Any) -> Card:
    business, unit = product.business, product.business.unit
    is_venture = business.kind == Business.Kind.VENTURE
    return Card(
        pk=product.pk, uid=product.uid, name=product.name, story=product.story, brand=business.name,
        house=unit.name if unit and not is_venture else "", is_venture=is_venture,
        channel=offer.channel.uid, shop=offer.channel.name,
        price=promotion.price if promotion else offer.price,
        usual=offer.price if promotion else 0, until=promotion.until_on if promotion else None,
        weight_gram=product.weight_gram, is_food=product.is_food, has_photo=product.photo_id is not None,
        **told,
    )  # fmt: skip


def free_pieces(products: Iterable[Product], on: date) -> dict[int, int]:
    """Pieces that may be sold and that nobody waits for, by product id."""
    usable = Lot.objects.filter(stock.usable_lots(on), product__in=list(products))
    rows = list(usable.values_list("product", "pk", "on_hand"))
    away = standing_elsewhere([pk for _product, pk, _on_hand in rows])
    free: Counter[int] = Counter()
    for product, pk, on_hand in rows:
        free[product] += on_hand - away.get(pk, 0)
    return free


# --- How an order is paid and fetched ------------------------------------------------------------------------------------


def qris_of(seller: int) -> QrisMerchant | None:
    """The registered code of a seller's book."""
    return QrisMerchant.objects.filter(seller=seller).order_by("-pk").first()


def bank_of(seller: int) -> BankAccount | None:
    """The bank account of a seller's book."""
    return BankAccount.objects.filter(seller=seller).order_by("-pk").first()


def gateway_of(seller: int) -> Gateway | None:
    """The payment gateway of a seller's book."""
    return Gateway.objects.filter(seller=seller).order_by("-pk").first()


def gateways_of(kind: str) -> list[Gateway]:
    """Every seller's account at this gateway, each the latest."""
    latest: dict[int, Gateway] = {}
    for one in Gateway.objects.select_related("seller").order_by("pk"):
        latest[one.seller_id] = one
    return [one for one in latest.values() if one.kind == kind]


def delivery_fees(channel: Channel) -> "QuerySet[DeliveryFee]":
    """Places an order of this shop is brought to."""
    return channel.delivery_fees.order_by("fee", "place")


def bazaars_of(channel: Channel) -> list[str]:
    """Bazaars of the same unit, where an order may be fetched."""
    rows = Channel.objects.filter(unit=channel.unit_id, kind=Channel.Kind.BAZAAR)
    return list(rows.order_by("name").values_list("name", flat=True))


def awaited_amounts(seller: int) -> set[int]:
    """What transfers to a seller are waited for, by their whole amount: no other may look like one of them."""
    rows = Order.objects.filter(
        Q(sale=None) | Q(sale__paid_on=None), seller=seller, method=Order.Method.TRANSFER, state__in=Order.OPEN
    )
    return {one.due for one in rows.only("total", "fee", "code")}


def orders_of(user: User) -> "QuerySet[Order]":
    """Orders of the units this user sees, what waits first."""
    rows = (
        Order.objects.visible_to(user)
        .select_related("channel", "unit", "sale", "round")
        .prefetch_related("sale__payments")
    )
    found: QuerySet[Order] = rows.order_by("-placed_at", "-pk")
    return found


def ordered_goods(order: Order) -> list[tuple[Product, int, int]]:
    """Product, pieces, rupiah: as the buyer reads it, whatever lots they came from."""
    pieces: dict[Product, list[int]] = defaultdict(lambda: [0, 0])
    for line in order.lines.select_related("product__business").order_by("pk"):
        pieces[line.product][0] += line.quantity
        pieces[line.product][1] += line.amount
    return [(product, count, amount) for product, (count, amount) in pieces.items()]
