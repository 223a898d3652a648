"""A buyer orders in the public shop: what is there is kept for him, what is made to order is promised."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from siap.core import clock, sql
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.market import queries
from siap.market.facts import OrderPlaced, VoucherUsed
from siap.market.models import Channel, DeliveryFee, Order, OrderLine, OrderRound
from siap.market.rules import RoundClosed
from siap.market.services.making import goods_of
from siap.market.services.refusals import (
    AddressMissing,
    HowUnknown,
    NotOnTheWeb,
    PayingUnknown,
    PlaceUnknown,
    TooManyCodes,
)
from siap.market.services.selling import Priced, bundled, prices_today
from siap.market.services.vouchers import redeem
from siap.people.models import User
from siap.workshop.models import Product

KEPT = {
    Order.Method.QRIS: timedelta(days=1),
    Order.Method.TRANSFER: timedelta(days=1),
    Order.Method.GATEWAY: timedelta(days=1),
    Order.Method.CASH: timedelta(days=3),
}
"""How long pieces are kept for somebody who has not paid."""


@verb
def place_order(
    uid: UUID,
    channel: Channel,
    lines: Sequence[tuple[Product, int]],
    *,
    buyer: str,
    phone: str,
    how: str,
    method: str,
    place: str = "",
    address: str = "",
    voucher: str = "",
    by: User | None = None,
) -> Order:
    """Keep goods for a buyer at today's price, less what bundles and the code of a `voucher` take off; what ends first goes
    first, and what is made to order is promised. In a round (`place` is its uid) everything is made for it. Sent twice, it is
    ordered once.

    The gate holds as at the till. Raises NotOnTheWeb, EmptyTill, PiecesWrong, NotReady, MissingForSale, NoPrice, SellersDiffer,
    HowUnknown, RoundClosed, PlaceUnknown, AddressMissing, PayingUnknown, TooManyCodes, redeem's, and the workshop's OutOfStock.
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)  # buyers of one shop come one after the other
    known: Order | None = Order.objects.filter(uid=uid).first()
    if known is not None:
        return known
    priced = bundled(channel, prices_today(channel, lines, clock.today()), clock.today())
    before, used = sum(line.amount for line in priced), None
    if voucher.strip():
        used, priced = redeem(channel, voucher, priced)
    joined = _round(channel, how, place, priced)
    order = new_order(
        uid, channel, priced, buyer=buyer, phone=phone, how=how, method=method, place=place, address=address
    )
    lock_code(order)
    goods = [goods_of(line, joined) for line in priced]
    order.kept_until, order.round = _kept_until(order.placed_at, method, joined), joined
    order.place = joined.place if joined else order.place
    order.promised_on = max(filter(None, (day for _lines, day in goods)), default=None)
    order.voucher, order.voucher_off = used, before - order.total
    order.code = code_for(order)
    order.save()
    keep(order, [line for made, _day in goods for line in made])
    if used is not None:
        record(VoucherUsed(order=order.pk, voucher=used.pk, off=order.voucher_off))
    return order


def new_order(
    uid: UUID,
    channel: Channel,
    priced: Sequence[Priced],
    *,
    buyer: str,
    phone: str,
    how: str,
    method: str,
    place: str,
    address: str,
) -> Order:
    """An order not written yet, with its number, its seller of record and what delivery costs. Raises as `place_order`."""
    if channel.kind != Channel.Kind.ONLINE:
        raise NotOnTheWeb(name=channel.name)
    seller = queries.seller_for(channel, [line.product for line in priced], clock.today())
    fee = _fee(channel, how, place, address)
    _check_paying(seller.book.pk, how, method)
    return Order(
        uid=uid, secret=secrets.token_urlsafe(16), number=_number(channel), unit=channel.unit, channel=channel,
        seller=seller.book, seller_name=seller.name, placed_at=clock.now(), buyer=buyer.strip()[:80], phone=phone, how=how,
        place="" if how == Order.How.PICK_UP else place, method=method, total=sum(line.amount for line in priced), fee=fee,
        address=address.strip() if how == Order.How.DELIVERY else "",
    )  # fmt: skip


def keep(order: Order, lines: Sequence[OrderLine]) -> None:
    """Write the lines of an order, and say that it is placed."""
    for line in lines:
        line.order = order
    OrderLine.objects.bulk_create(lines)
    told = tuple((line.product_id, line.lot_id, line.quantity, line.price) for line in lines)
    record(OrderPlaced(order=order.pk, unit=order.unit_id, seller=order.seller.key, due=order.due, lines=told))


def _round(channel: Channel, how: str, place: str, priced: Sequence[Priced]) -> OrderRound | None:
    """The round that an order joins. Raises RoundClosed."""
    if how != Order.How.ROUND:
        return None
    open_ones = queries.rounds_for(channel, [line.product for line in priced])
    found = next((one for one in open_ones if str(one.uid) == place), None)
    if found is None:
        raise RoundClosed
    return found


def _kept_until(now: datetime, method: str, joined: OrderRound | None) -> datetime:
    """Who pays in cash where a round is brought may be accepted until the round closes."""
    until = now + KEPT[Order.Method(method)]
    if joined is None or method != Order.Method.CASH:
        return until
    return max(until, clock.at(joined.until_on + timedelta(days=1), 0))


def _fee(channel: Channel, how: str, place: str, address: str) -> int:
    if how in (Order.How.PICK_UP, Order.How.ROUND):
        return 0
    if how == Order.How.BAZAAR:
        if place not in queries.bazaars_of(channel):
            raise PlaceUnknown
        return 0
    if how != Order.How.DELIVERY:
        raise HowUnknown
    found = DeliveryFee.objects.filter(channel=channel, place=place).first()
    if found is None:
        raise PlaceUnknown
    if not address.strip():
        raise AddressMissing
    return int(found.fee)


def _check_paying(seller: int, how: str, method: str) -> None:
    is_there = {
        Order.Method.QRIS: lambda: queries.qris_of(seller) is not None,
        Order.Method.TRANSFER: lambda: queries.bank_of(seller) is not None,
        Order.Method.GATEWAY: lambda: queries.gateway_of(seller) is not None,
        Order.Method.CASH: lambda: how != Order.How.DELIVERY,
    }
    if method not in Order.Method.values or not is_there[Order.Method(method)]():
        raise PayingUnknown


def _number(channel: Channel) -> str:
    """`P-LPP-2026-00012`: a year's orders of a unit."""
    series = f"P-{channel.unit.code}-{clock.today().year}"
    return f"{series}-{next_number(f'order:{series}'):05}"


def lock_code(order: Order) -> None:
    """Transfers to one seller come one after the other, from whichever shop, before any lot is locked: no two may look alike."""
    if order.method == Order.Method.TRANSFER:
        sql.lock(order.seller)


def code_for(order: Order) -> int:
    """The least addition (1 to 999 rupiah) by which no awaited transfer looks like this order's; 0 where it is paid otherwise."""
    if order.method != Order.Method.TRANSFER:
        return 0
    amount, awaited = order.total + order.fee, queries.awaited_amounts(order.seller_id)
    found = next((code for code in range(1, 1000) if amount + code not in awaited), None)
    if found is None:
        raise TooManyCodes
    return found
