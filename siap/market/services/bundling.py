"""Several products together for less, at the tills of a place or in a shop on the web."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import record, verb
from siap.market import queries
from siap.market.facts import BundleEnded, BundleSet
from siap.market.models import Bundle, BundlePart, Channel
from siap.market.rules import (
    MOST_A_PIECE,
    BelowCost,
    BundleDaysWrong,
    BundlePriceWrong,
    BundleWrong,
    NoPrice,
    PriceWrong,
    Together,
)
from siap.market.services.offering import refuse_closed_gate
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop.models import Product


@verb
def bundle(
    uid: UUID,
    channel: Channel,
    name: str,
    parts: Sequence[tuple[Product, int]],
    price: int,
    *,
    from_on: date,
    until_on: date,
    by: User,
    below_cost_because: str = "",
) -> Bundle:
    """Sell pieces of several products together at a price (rupiah) from a day to a day, both included. The same `uid` again
    changes nothing. Raises BundleWrong, BundleDaysWrong, PriceWrong, NoPrice, SellersDiffer, BundlePriceWrong, NotReady,
    MissingForSale, BelowCost."""
    known: Bundle | None = Bundle.objects.filter(uid=uid).first()
    if known is not None:
        return known
    wanted: Counter[Product] = Counter()
    for product, pieces in parts:
        wanted[product] += pieces
    if sum(wanted.values()) < 2:
        raise BundleWrong
    if not clock.today() <= from_on <= until_on:
        raise BundleDaysWrong
    if not 0 < price <= MOST_A_PIECE:
        raise PriceWrong
    _refuse_dear(channel, wanted, price, from_on)
    for product in wanted:
        refuse_closed_gate(product, from_on)
    because = _reason(name, wanted, price, below_cost_because.strip()[:200])
    made = Bundle.objects.create(
        uid=uid, channel=channel, name=name.strip()[:80], price=price, from_on=from_on, until_on=until_on,
        below_cost_because=because,
    )  # fmt: skip
    ordered = sorted(wanted.items(), key=lambda part: part[0].pk)
    BundlePart.objects.bulk_create(BundlePart(bundle=made, product=one, pieces=pieces) for one, pieces in ordered)
    told = tuple((one.pk, pieces) for one, pieces in ordered)
    record(BundleSet(bundle=made.pk, channel=channel.pk, price=price, from_on=from_on, until_on=until_on, parts=told))
    return made


def _refuse_dear(channel: Channel, wanted: Counter[Product], price: int, on: date) -> None:
    """Every product has its price there, one seller takes the money, and together they are cheaper."""
    prices = queries.usual_prices(channel, on)
    for product in wanted:
        if product.pk not in prices:
            raise NoPrice(product=product.name, channel=channel.name)
    queries.seller_for(channel, list(wanted), on)
    together = Together(price, {str(one.uid): pieces for one, pieces in wanted.items()})
    usual = {str(one.uid): prices[one.pk] for one in wanted}
    if not together.fits(usual):
        raise BundlePriceWrong(usual=rupiah(together.value(usual)))


def _reason(name: str, wanted: Counter[Product], price: int, because: str) -> str:
    """Why a bundle is below what its pieces cost by their recipes; nothing where it is not. Raises BelowCost."""
    recipes = [(stock.recipe_now(one), pieces) for one, pieces in wanted.items()]
    cost = sum(stock.recipe_cost(recipe).each * pieces for recipe, pieces in recipes if recipe is not None)
    if price >= cost:
        return ""
    if not because:
        raise BelowCost(product=name, cost=rupiah(cost))
    return because


@verb
def end_bundle(made: Bundle, *, by: User) -> Bundle:
    """Today is the last day of a bundle; one that has not begun ends with its first. Twice changes nothing."""
    made = Bundle.objects.select_for_update().get(pk=made.pk)
    last = max(made.from_on, clock.today())
    if made.until_on > last:
        made.until_on = last
        made.save(update_fields=["until_on"])
        record(BundleEnded(bundle=made.pk, until_on=last))
    return made
