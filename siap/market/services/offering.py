"""Where it is sold, and at what price."""

from datetime import date
from uuid import UUID

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.ledger.models import Book
from siap.ledger.services import ReasonMissing
from siap.market import queries
from siap.market.facts import ChannelOpened, PriceSet, PromotionEnded, PromotionSet, SellerRuled
from siap.market.models import Channel, Offer, Promotion, SaleLine, SellerOfRecord
from siap.market.rules import (
    MOST_A_PIECE,
    BelowCost,
    ChannelKindUnknown,
    ChannelKnown,
    MissingForSale,
    NotReady,
    NotSoldHere,
    PriceBackdated,
    PriceWrong,
    PromotionDaysWrong,
    PromotionWrong,
    SellerNotLater,
)
from siap.people.models import Unit, User
from siap.workshop import queries as stock
from siap.workshop import services as workshop
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
def set_price(
    channel: Channel, product: Product, price: int, *, valid_from: date, by: User | None, below_cost_because: str = ""
) -> Offer:
    """Sell a product in a channel at a price (rupiah a piece) from a day on; the last word on a day counts.

    To be listed a product has passed the gate, and passes it on that day. Below what a piece costs by its recipe only with
    a reason. Raises PriceWrong, NotSoldHere, NotReady, MissingForSale, PriceBackdated, BelowCost.
    """
    because = below_cost_because.strip()
    product = Product.objects.select_related("business").get(pk=product.pk)  # its stage as it is now
    if not 0 < price <= MOST_A_PIECE:
        raise PriceWrong
    if product.business.unit_id not in (None, channel.unit_id):
        raise NotSoldHere(product=product.name)
    offer = Offer.objects.filter(channel=channel, product=product, valid_from=valid_from).first()
    if offer is not None and offer.price == price and offer.below_cost_because in (because, ""):
        return offer
    refuse_closed_gate(product, max(valid_from, clock.today()))
    if valid_from < clock.today() and _is_sold_since(channel, product, valid_from):
        raise PriceBackdated(product=product.name)
    told = {"price": price, "below_cost_because": reason_for(product, price, because)}
    offer, _is_new = Offer.objects.update_or_create(
        channel=channel, product=product, valid_from=valid_from, defaults=told
    )
    record(PriceSet(channel=channel.pk, product=product.pk, price=price, valid_from=valid_from))
    workshop.start_selling(product, by=by)
    return offer


def reason_for(product: Product, price: int, because: str) -> str:
    """Why a price is below what a piece costs by its recipe; nothing where it is not. Raises BelowCost."""
    recipe = stock.recipe_now(product)
    if recipe is None or price >= (cost := stock.recipe_cost(recipe).each):
        return ""
    if not because.strip():
        raise BelowCost(product=product.name, cost=rupiah(cost))
    return because.strip()[:200]


@verb
def promote(
    uid: UUID,
    channel: Channel,
    product: Product,
    price: int,
    *,
    from_on: date,
    until_on: date,
    by: User,
    below_cost_because: str = "",
) -> Promotion:
    """Sell a product for less in a channel from a day to a day, both included. The same `uid` again changes nothing.

    Raises PromotionDaysWrong, PriceWrong, PromotionWrong, NotReady, MissingForSale, BelowCost.
    """
    channel = Channel.objects.select_for_update().get(
        pk=channel.pk
    )  # two promotions of a product come one after the other
    known: Promotion | None = Promotion.objects.filter(uid=uid).first()
    if known is not None:
        return known
    others = Promotion.objects.filter(channel=channel, product=product, from_on__lte=until_on, until_on__gte=from_on)
    if not clock.today() <= from_on <= until_on or others.exists():
        raise PromotionDaysWrong
    if price <= 0:
        raise PriceWrong
    usual = queries.usual_prices(channel, from_on).get(product.pk)
    if usual is None or price >= usual:
        raise PromotionWrong(usual=rupiah(usual or 0))
    refuse_closed_gate(product, from_on)
    because = reason_for(product, price, below_cost_because)
    promotion: Promotion = Promotion.objects.create(
        uid=uid, channel=channel, product=product, price=price, from_on=from_on, until_on=until_on,
        below_cost_because=because,
    )  # fmt: skip
    record(
        PromotionSet(
            promotion=promotion.pk,
            channel=channel.pk,
            product=product.pk,
            price=price,
            from_on=from_on,
            until_on=until_on,
        )
    )
    return promotion


@verb
def end_promotion(promotion: Promotion, *, by: User) -> Promotion:
    """Today is the last day of a promotion; one that has not begun ends with its first. Twice changes nothing."""
    promotion = Promotion.objects.select_for_update().get(pk=promotion.pk)
    last = max(promotion.from_on, clock.today())
    if promotion.until_on > last:
        promotion.until_on = last
        promotion.save(update_fields=["until_on"])
        record(PromotionEnded(promotion=promotion.pk, until_on=last))
    return promotion


def refuse_closed_gate(product: Product, on: date) -> None:
    """Nothing is offered that may not be sold on a day. Raises NotReady, MissingForSale."""
    if not product.is_for_sale:
        raise NotReady(product=product.name, stage=product.get_stage_display())
    if missing := stock.missing_for_sale(product, on):
        raise MissingForSale(product=product.name, missing=" ".join(missing))


def _is_sold_since(channel: Channel, product: Product | None, day: date) -> bool:
    lines = SaleLine.objects.filter(sale__channel=channel, sale__sold_on__gte=day)
    return (lines if product is None else lines.filter(product=product)).exists()


@verb
def rule_seller(
    channel: Channel,
    seller: Book,
    seller_name: str,
    *,
    valid_from: date,
    basis: str,
    by: User,
    product: Product | None = None,
) -> SellerOfRecord:
    """From a day on this book takes the money of a channel, or of one product in it; `basis` is the paper that says so.

    Never for a day on which something was sold already. Raises ReasonMissing, SellerNotLater.
    """
    if not basis.strip():
        raise ReasonMissing
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    day = SellerOfRecord.objects.filter(channel=channel, product=product, valid_from=valid_from)
    known = day.filter(seller=seller).first()
    if known is not None:
        return known
    if valid_from < clock.today() or day.exists() or _is_sold_since(channel, product, valid_from):
        raise SellerNotLater(channel=channel.name)
    ruling: SellerOfRecord = SellerOfRecord.objects.create(
        channel=channel,
        product=product,
        seller=seller,
        seller_name=seller_name,
        valid_from=valid_from,
        basis=basis.strip()[:200],
    )
    record(
        SellerRuled(
            ruling=ruling.pk,
            channel=channel.pk,
            product=product.pk if product else None,
            seller=seller.key,
            valid_from=valid_from,
        )
    )
    return ruling
