"""What is offered, and at what price."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from siap.core import sql
from siap.ledger.models import Book
from siap.market.models import Channel, Offer, Promotion
from siap.market.queries.consigning import standing_elsewhere
from siap.market.rules import SellersDiffer
from siap.workshop import queries as stock
from siap.workshop import rules as workshop_rules
from siap.workshop.models import Lot, Product

_PRICES = """
SELECT product_id, price, 0 AS place, valid_from AS since FROM market_offer
WHERE channel_id = %s AND valid_from <= %s{of}
UNION ALL SELECT product_id, price, 1, from_on FROM market_promotion
WHERE channel_id = %s AND from_on <= %s AND until_on >= %s{of} ORDER BY place, since"""
_RULED = """
SELECT product_id, seller_id, seller_name FROM market_sellerofrecord
WHERE channel_id = %s AND valid_from <= %s ORDER BY valid_from"""
"""In SQL: every sale asks it. The latest comes after the earlier, a promotion after both."""


def prices(channel: Channel, on: date, products: Sequence[int] = ()) -> dict[int, int]:
    """What each product (these, when asked) costs in a channel on a day, promotions included: product id to rupiah a piece."""
    of, some = (" AND product_id IN ({})", [list(products)]) if products else ("", [])
    found = sql.select(_PRICES.replace("{of}", of), channel.pk, on, *some, channel.pk, on, on, *some)
    return {product: price for product, price, _place, _since in found}


def promotions_on(on: date) -> "QuerySet[Promotion]":
    """Promotions that hold on a day."""
    return Promotion.objects.filter(from_on__lte=on, until_on__gte=on)


def usual_prices(channel: Channel, on: date) -> dict[int, int]:
    """What each product costs in a channel on a day outside promotions: product id to rupiah a piece."""
    rows = Offer.objects.filter(channel=channel, valid_from__lte=on).order_by("valid_from")
    return dict(rows.values_list("product", "price"))  # the latest comes last and stays


def price_of(channel: Channel, product: Product, on: date) -> int | None:
    """What a piece costs in a channel on a day (rupiah); None while it has no price."""
    return prices(channel, on).get(product.pk)


def sehati_doubt(product: Product, on: date) -> str:
    """Why a product stands in more places than its free halal certificate allows; empty when it does not."""
    places = stock.sehati_places(product, on)
    if places is None:
        return ""
    fixed = Offer.objects.filter(product=product, valid_from__lte=on, channel__kind__in=_FIXED_PLACES)
    return str(workshop_rules.sehati_doubt(places=places, outlets=fixed.values("channel").distinct().count()) or "")


_FIXED_PLACES = (Channel.Kind.SHOP, Channel.Kind.OUTLET)
"""A bazaar is over soon, and a shop on the web has no shelf."""


@dataclass(frozen=True)
class Shelf:
    """A product as the till shows it: its price (rupiah), how many pieces may be sold, and why none may, if so."""

    product: Product
    price: int
    pieces: int
    missing: str = ""
    lots: str = ""  # what its labels say: `name|number` of every lot that may be sold, for the scanner

    @property
    def is_open(self) -> bool:
        """Whether a piece can be rung up."""
        return self.pieces > 0 and not self.missing


def price_tags(channel: Channel, on: date) -> list[Shelf]:
    """What is ready and priced in a channel on a day, without looking at stock and permits: the sale itself asks for them."""
    priced = prices(channel, on)
    ready = Product.objects.filter(pk__in=priced, stage__in=Product.FOR_SALE).select_related("business")
    return [Shelf(one, priced[one.pk], 0) for one in ready.order_by("business__name", "name")]


def shelves(channel: Channel, on: date) -> list[Shelf]:
    """What stands in a channel on a day: ready and priced, what can be sold first."""
    tags = price_tags(channel, on)
    products = [tag.product for tag in tags]
    missing = stock.missing_by_product(products, on)
    lots = _lots(products, on)
    rows = [
        replace(
            tag,
            pieces=sum(lot.pieces for lot in lots[tag.product.pk]),
            missing=" ".join(missing[tag.product.pk]),
            lots=" ".join(lot.label for lot in lots[tag.product.pk]),
        )
        for tag in tags
    ]
    return sorted(rows, key=lambda row: not row.is_open)


@dataclass(frozen=True)
class _OnShelf:
    """A lot that may be sold: what its label says, and its pieces that stand here."""

    label: str
    pieces: int


def _lots(products: Sequence[Product], on: date) -> dict[int, list[_OnShelf]]:
    """The lots that may be sold, what ends first first, by product id."""
    usable = Lot.objects.filter(stock.usable_lots(on), product__in=list(products)).order_by("best_before", "pk")
    rows = list(usable.values_list("product", "pk", "uid", "number", "on_hand"))
    away = standing_elsewhere([pk for _product, pk, *_lot in rows])
    found: dict[int, list[_OnShelf]] = defaultdict(list)
    for product, pk, uid, number, on_hand in rows:
        found[product].append(_OnShelf(f"{uid}|{number}", on_hand - away.get(pk, 0)))
    return found


@dataclass(frozen=True)
class Seller:
    """Whose book takes the money, and the name on the receipt."""

    book: Book
    name: str


def sellers(channel: Channel, on: date) -> dict[int | None, Seller]:
    """The seller of record in a channel on a day: by product id where one product has its own, under None for all others."""
    found: dict[int | None, Seller] = {None: Seller(channel.seller, channel.seller_name)}
    ruled = sql.select(_RULED, channel.pk, on)
    books = Book.objects.in_bulk({seller for _product, seller, _name in ruled}) if ruled else {}
    for product, seller, name in ruled:  # the latest comes last and stays
        found[product] = Seller(books[seller], name)
    return found


def seller_for(channel: Channel, products: Sequence[Product], on: date) -> Seller:
    """The one seller of record of all these products in a channel on a day. Raises SellersDiffer."""
    known = sellers(channel, on)
    of = [(product, known.get(product.pk, known[None])) for product in products]
    first, seller = of[0]
    for product, other in of[1:]:
        if other.book != seller.book:
            raise SellersDiffer(one=first.name, seller=seller.name, other=product.name, another=other.name)
    return seller
