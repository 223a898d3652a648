"""What orders keep, what the public shop shows, and how an order may be paid."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from siap.core import clock
from siap.core.models import ChainHead
from siap.market.models import BankAccount, Channel, DeliveryFee, Gateway, Offer, Order, QrisMerchant
from siap.market.queries.consigning import standing_elsewhere
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop.models import Lot, Product


@dataclass(frozen=True)
class Card:
    """A product as the public shop shows it: plain words and numbers, no person."""

    pk: int
    uid: UUID
    name: str
    story: str
    brand: str
    house: str
    channel: UUID
    shop: str
    price: int
    weight_gram: int | None
    is_food: bool
    has_photo: bool
    pieces: int
    since: date

    def says(self, words: str) -> bool:
        """Whether a search finds it."""
        text = f"{self.name} {self.story} {self.brand} {self.house}".casefold()
        return all(word in text for word in words.casefold().split())


def catalogue() -> Mapping[UUID, Card]:
    """Everything the public may buy, what is there first: priced in a shop on the web, ready, with all its permits.

    Kept until anything at all is written in the office (the head of the chain says so), or the minute ends: what is kept for
    an order comes free by the clock.
    """
    head = ChainHead.objects.values_list("digest", flat=True).first() or ""
    return _catalogue(head, clock.now().replace(second=0, microsecond=0).isoformat())


@lru_cache(maxsize=1)
def _catalogue(_head: str, _minute: str) -> Mapping[UUID, Card]:
    on = clock.today()
    offers = Offer.objects.filter(channel__kind=Channel.Kind.ONLINE, valid_from__lte=on)
    latest = {one.product_id: one for one in offers.select_related("channel").order_by("valid_from")}
    since = dict(offers.values_list("product").annotate(first=Min("valid_from")).order_by())
    ready = Product.objects.filter(pk__in=latest, stage__in=Product.FOR_SALE).select_related("business__unit")
    products = list(ready.order_by("name"))
    missing = stock.missing_by_product(products, on)
    pieces = free_pieces(products, on)
    cards = [
        _card(one, latest[one.pk], pieces.get(one.pk, 0), since[one.pk]) for one in products if not missing[one.pk]
    ]
    return {card.uid: card for card in sorted(cards, key=lambda card: (card.pieces == 0, card.name))}


def _card(product: Product, offer: Offer, pieces: int, since: date) -> Card:
    business, unit = product.business, product.business.unit
    return Card(
        pk=product.pk, uid=product.uid, name=product.name, story=product.story, brand=business.name,
        house=unit.name if unit else "", channel=offer.channel.uid, shop=offer.channel.name, price=offer.price,
        weight_gram=product.weight_gram, is_food=product.is_food, has_photo=product.photo_id is not None,
        pieces=max(0, pieces), since=since,
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
    rows = Order.objects.visible_to(user).select_related("channel", "unit", "sale").prefetch_related("sale__payments")
    found: QuerySet[Order] = rows.order_by("-placed_at", "-pk")
    return found


def ordered_goods(order: Order) -> list[tuple[Product, int, int]]:
    """Product, pieces, rupiah: as the buyer reads it, whatever lots they came from."""
    pieces: dict[Product, list[int]] = defaultdict(lambda: [0, 0])
    for line in order.lines.select_related("product__business").order_by("pk"):
        pieces[line.product][0] += line.quantity
        pieces[line.product][1] += line.amount
    return [(product, count, amount) for product, (count, amount) in pieces.items()]
