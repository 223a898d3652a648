"""An institution asks what many pieces cost, is offered a price and a day, and accepts by its secret link."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from siap.core import clock
from siap.core.verbs import record, verb
from siap.market.facts import OrderMoved, QuoteAnswered
from siap.market.models import Channel, Order, OrderLine
from siap.market.services.making import from_lots
from siap.market.services.offering import reason_for
from siap.market.services.placing import KEPT, code_for, keep, lock_code, new_order
from siap.market.services.refusals import HowUnknown, QuoteDaysWrong, QuoteOver, QuotePriceMissing
from siap.market.services.selling import prices_today
from siap.people.models import User
from siap.workshop.models import Product

ANSWERED_WITHIN = timedelta(days=30)
"""An institution that nobody answers so long has bought elsewhere."""
LONGEST_QUOTE = 60
"""Days that an offer may hold."""


@verb
def ask_quote(
    uid: UUID,
    channel: Channel,
    lines: Sequence[tuple[Product, int]],
    *,
    buyer: str,
    phone: str,
    how: str,
    method: str,
    wanted_on: date,
    place: str = "",
    address: str = "",
    by: User | None = None,
) -> Order:
    """Ask what so many pieces cost by a day. Nothing is kept; today's price stands there until it is answered. Sent twice, it is
    asked once. Raises what `place_order` does."""
    channel = Channel.objects.select_for_update().get(pk=channel.pk)
    known: Order | None = Order.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if how == Order.How.ROUND:
        raise HowUnknown
    priced = prices_today(channel, lines, clock.today())
    order = new_order(
        uid, channel, priced, buyer=buyer, phone=phone, how=how, method=method, place=place, address=address
    )
    order.state, order.promised_on, order.kept_until = Order.State.ASKED, wanted_on, clock.now() + ANSWERED_WITHIN
    order.save()
    keep(order, [OrderLine(product=one.product, quantity=one.pieces, price=one.price) for one in priced])
    return order


@verb
def answer_quote(
    order: Order,
    prices: Mapping[int, int],
    *,
    promised_on: date,
    valid_until: date,
    below_cost_because: str = "",
    by: User,
) -> Order:
    """Offer a price for each piece (product id to rupiah) until a day, with the day the goods are there. Until it is accepted it
    may be answered anew. Raises QuoteOver, QuoteDaysWrong, QuotePriceMissing, BelowCost."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    today = clock.today()
    if not order.is_quote:
        raise QuoteOver
    if not today <= valid_until <= today + timedelta(days=LONGEST_QUOTE) or promised_on < today:
        raise QuoteDaysWrong
    reasons, lines = set(), list(order.lines.select_related("product").order_by("pk"))
    for line in lines:
        line.price = prices.get(line.product_id, 0)
        if line.price <= 0:
            raise QuotePriceMissing(product=line.product.name)
        reasons.add(reason_for(line.product, line.price, below_cost_because))
    OrderLine.objects.bulk_update(lines, ["price"])
    order.total, order.below_cost_because = sum(line.amount for line in lines), max(reasons)
    order.promised_on, order.kept_until = promised_on, clock.at(valid_until + timedelta(days=1), 0)
    order.state, order.quoted_by = Order.State.QUOTED, by
    order.save(update_fields=["total", "below_cost_because", "promised_on", "kept_until", "state", "quoted_by"])
    record(QuoteAnswered(order=order.pk, total=order.total, promised_on=promised_on, valid_until=valid_until))
    return order


@verb
def accept_quote(order: Order, *, by: User | None = None) -> Order:
    """The buyer takes an offer: it is an order at that price. What is there is kept, the rest is to be made by the promised day.
    Twice changes nothing. Raises QuoteOver, TooManyCodes."""
    order = Order.objects.select_for_update(of=("self",)).select_related("seller").get(pk=order.pk)
    if order.is_open:
        return order
    if order.state != Order.State.QUOTED or order.is_over_time:
        raise QuoteOver
    lock_code(order)
    for line in order.lines.select_related("product").order_by("product"):
        kept, left = from_lots(line.product, line.quantity, line.price)
        for one in kept:
            one.order = order
        OrderLine.objects.bulk_create(kept)
        if left:
            OrderLine.objects.filter(pk=line.pk).update(quantity=left)
        else:
            line.delete()
    order.state, order.placed_at, order.code = Order.State.PLACED, clock.now(), code_for(order)
    order.kept_until = order.placed_at + KEPT[Order.Method(order.method)]
    order.save(update_fields=["state", "placed_at", "code", "kept_until"])
    record(OrderMoved(order=order.pk, state=order.state.value))
    return order
