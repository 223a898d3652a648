"""What is made because somebody ordered it: promised, planned, put aside for him when it is there; and rounds of orders."""

from collections.abc import Iterable
from datetime import date
from math import ceil
from uuid import UUID

from django.utils.translation import gettext

from siap.business.models import Business
from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules
from siap.market.facts import OrderFilled, OrdersPlanned, PaceSet, RoundCancelled, RoundOpened
from siap.market.models import Channel, MakingPace, Order, OrderLine, OrderRound
from siap.market.services.refusals import NotOnTheWeb
from siap.market.services.selling import Priced
from siap.people.models import User
from siap.programme.rules import split
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import BatchPlan, Lot, Product


def from_lots(product: Product, pieces: int, price: int) -> tuple[list[OrderLine], int]:
    """Lines that keep pieces nobody else waits for, what ends first first, and how many pieces there are not."""
    today = clock.today()
    rows = Lot.objects.filter(stock.usable_lots(today), product=product).select_for_update().order_by("pk")
    lots = sorted(rows, key=lambda lot: (lot.best_before or today.replace(year=9999), lot.pk))
    away = queries.standing_elsewhere([lot.pk for lot in lots])
    kept, left = [], pieces
    for lot in lots:
        taken = min(max(0, lot.on_hand - away.get(lot.pk, 0)), left)
        if taken:
            kept.append(OrderLine(product=product, lot=lot, quantity=taken, price=price))
            left -= taken
    return kept, left


def spread(less: int, lines: list[OrderLine]) -> None:
    """What is taken off a product is taken off its lines by their pieces, to the rupiah."""
    if less:
        for place, amount in split(less, {at: line.quantity for at, line in enumerate(lines)}).items():
            lines[place].less = amount


def goods_of(line: Priced, joined: OrderRound | None) -> tuple[list[OrderLine], date | None]:
    """Lines of an order, and by when the last of their pieces are made. In a round everything is made for it; else what is
    there is kept, and what is made to order is promised. Raises OutOfStock."""
    if joined is not None:
        made = OrderLine(product=line.product, quantity=line.pieces, price=line.price, less=line.less)
        return [made], joined.brought_on
    kept, left = from_lots(line.product, line.pieces, line.price)
    if not left:
        spread(line.less, kept)
        return kept, None
    today = clock.today()
    list(
        MakingPace.objects.select_for_update().filter(product=line.product).order_by("pk")
    )  # one promise after the other
    room = queries.rooms([line.product.pk], today).get(line.product.pk, queries.Room())
    if left > room.most:
        there = line.pieces - left + room.most
        raise workshop.OutOfStock(product=line.product.name, left=there, asked=line.pieces)
    lines = [*kept, OrderLine(product=line.product, quantity=left, price=line.price)]
    spread(line.less, lines)
    return lines, room.ready_on(left, today)


def fill_order(order: Order) -> None:
    """What was to be made for an order is put aside for it. Raises OutOfStock while it is not there."""
    for line in order.lines.filter(lot=None).select_related("product").order_by("pk"):
        if left := _give(line):
            raise workshop.OutOfStock(product=line.product.name, left=line.quantity - left, asked=line.quantity)


@verb
def give_made(product: int) -> None:
    """Pieces that came into stock go to those who wait for them, whoever was promised first."""
    for line in queries.unmade().filter(product=product).order_by("order__promised_on", "pk").select_related("product"):
        if _give(line):
            return


def _give(line: OrderLine) -> int:
    """Keep what is there for a line; how many of its pieces are still to be made."""
    kept, left = from_lots(line.product, line.quantity, line.price)
    if not kept:
        return left
    rest = OrderLine(quantity=left)
    spread(line.less, [*kept, rest])
    own = {one.lot_id: one for one in OrderLine.objects.filter(order=line.order_id, product=line.product)}
    for one in kept:
        known = own.get(one.lot_id)
        if known is not None:
            known.quantity += one.quantity
            known.less += one.less
            known.save(update_fields=["quantity", "less"])
            continue
        one.order_id, one.plan_id = line.order_id, line.plan_id
        one.save()
    if left:
        OrderLine.objects.filter(pk=line.pk).update(quantity=left, less=rest.less)
    else:
        OrderLine.objects.filter(pk=line.pk).delete()
    told = tuple((one.product_id, one.lot_id or 0, one.quantity) for one in kept)
    record(OrderFilled(order=line.order_id, lines=told))
    return left


@verb
def set_pace(product: Product, a_week: int, *, by: User) -> MakingPace:
    """From today on so many pieces of a product can be made to order in a week. Raises PaceWrong."""
    if not 0 <= a_week <= rules.MOST_A_WEEK:
        raise rules.PaceWrong
    today = clock.today()
    known = MakingPace.objects.filter(product=product, valid_from__lte=today).order_by("-valid_from").first()
    if known is not None and known.a_week == a_week:
        return known
    pace, _is_new = MakingPace.objects.update_or_create(product=product, valid_from=today, defaults={"a_week": a_week})
    record(PaceSet(product=product.pk, a_week=a_week, valid_from=today))
    return pace


@verb
def plan_for_orders(uid: UUID, product: Product, *, planned_on: date, orders: Iterable[Order], by: User) -> BatchPlan:
    """Plan a batch because of these orders: as often its recipe as their pieces take. The same `uid` again changes nothing.

    Raises NotCooked, NothingToMake, and the workshop's PlanWrong.
    """
    if known := BatchPlan.objects.filter(uid=uid).first():
        return known
    recipe = stock.recipe_now(product)
    if recipe is None:
        raise rules.NotCooked(product=product.name)
    rows = queries.unmade().filter(product=product, order__in=orders).exclude(plan__state__in=BatchPlan.OPEN)
    lines = list(rows.select_related("order").order_by("pk"))
    pieces = sum(line.quantity for line in lines)
    if not pieces:
        raise rules.NothingToMake(product=product.name)
    numbers = ", ".join(sorted({line.order.number for line in lines}))
    because = gettext("%(pieces)s buah dipesan: %(orders)s.") % {"pieces": pieces, "orders": numbers}
    plan: BatchPlan = workshop.plan_batch(
        uid, recipe, rounds=ceil(pieces / recipe.yields), planned_on=planned_on, because=because, by=by
    )
    OrderLine.objects.filter(pk__in=[line.pk for line in lines]).update(plan=plan)
    told = tuple(sorted({line.order_id for line in lines}))
    record(OrdersPlanned(plan=plan.pk, product=product.pk, orders=told))
    return plan


@verb
def open_round(
    uid: UUID, channel: Channel, business: Business, *, place: str, until_on: date, brought_on: date, by: User
) -> OrderRound:
    """Collect orders of a business until a day, to be brought to a place on another. Sent twice, it is opened once.

    Raises NotOnTheWeb, RoundDaysWrong.
    """
    known: OrderRound | None = OrderRound.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if channel.kind != Channel.Kind.ONLINE:
        raise NotOnTheWeb(name=channel.name)
    rules.check_round(clock.today(), until_on, brought_on)
    opened = OrderRound.objects.create(
        uid=uid, unit_id=channel.unit_id, channel=channel, business=business, place=place.strip()[:80],
        until_on=until_on, brought_on=brought_on, opened_by=by,
    )  # fmt: skip
    record(RoundOpened(round=opened.pk, business=business.pk, until_on=until_on, brought_on=brought_on))
    return opened


@verb
def cancel_round(joined: OrderRound, *, because: str, by: User) -> OrderRound:
    """A round that nobody is in is called off. Twice changes nothing. Raises ReasonMissing, RoundRuns."""
    joined = OrderRound.objects.select_for_update(of=("self",)).get(pk=joined.pk)
    if joined.cancelled_because:
        return joined
    if not because.strip():
        raise ReasonMissing
    if orders := queries.orders_in(joined):
        raise rules.RoundRuns(orders=len(orders))
    joined.cancelled_because = because.strip()[:200]
    joined.save(update_fields=["cancelled_because"])
    record(RoundCancelled(round=joined.pk))
    return joined
