"""Orders of the public shop move on: paid, set aside, made ready, handed over, cancelled."""

from datetime import timedelta
from uuid import uuid5

from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.market import queries
from siap.market.facts import OrderMoved
from siap.market.models import Arrival, Order, OrderLine, Payment, Sale, SaleLine
from siap.market.rules import MissingForSale
from siap.market.services.making import fill_order
from siap.market.services.refusals import LotNotGood, NotPaidYet, OrderOver, PaidAlready
from siap.market.services.seeing import see
from siap.market.services.selling import (
    Priced,
    count_money,
    finish,
    hand_out,
    line_of,
    paid_at_once,
    take,
    void_sale,
    whereabouts,
)
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import Lot

KEPT_REPORTED = timedelta(days=7)
"""How long for somebody who says he paid."""


@verb
def report_payment(order: Order, *, by: User | None = None) -> Order:
    """The buyer says that he paid; his goods are kept longer, and an officer looks. Saying it twice changes nothing.

    It is taken down also when his time was over: whether the goods are still there, accepting finds out. Raises OrderOver.
    """
    order = _locked(order)
    if order.reported_at is not None:
        return order
    _refuse_over(order)
    order.reported_at, order.kept_until = clock.now(), clock.now() + KEPT_REPORTED
    order.save(update_fields=["reported_at", "kept_until"])
    record(OrderMoved(order=order.pk, state="reported"))
    return order


@verb
def accept_order(order: Order, *, by: User) -> Order:
    """Set the goods of an order aside. What is paid in advance becomes a sale now, its money still to be signed for by
    somebody else; what is paid in cash, when it is fetched. Twice changes nothing.

    Money that came for it already, seen by somebody else, counts at once. While something is still to be made for it, it is
    promised only, and sold when it is ready. Raises OrderOver, NotPaidYet, LotNotGood, MissingForSale, OutOfStock.
    """
    order = _locked(order)
    if order.state != Order.State.PLACED and order.is_open:
        return order
    _refuse_over(order)
    if order.method != Order.Method.CASH and order.reported_at is None:
        raise NotPaidYet
    if order.lines.filter(lot=None).exists():
        _check_kept(order)
        return _move(order, Order.State.ACCEPTED)
    _set_aside(order, by)
    return _move(order, Order.State.ACCEPTED)


def _set_aside(order: Order, by: User) -> None:
    """Its goods are there: what is paid in advance is sold."""
    if order.method == Order.Method.CASH:
        _check_kept(order)
        return
    _sell(order, by)
    sign_what_came(order)


@verb
def ready_order(order: Order, *, by: User) -> Order:
    """Say that an order can be fetched or is on its way. What was made for it is put aside first. Twice changes nothing.

    Raises OrderOver, NotPaidYet, LotNotGood, MissingForSale, OutOfStock.
    """
    order = _locked(order)
    if order.state == Order.State.READY and order.is_open:
        return order
    _refuse_over(order)
    if order.state == Order.State.PLACED:
        accept_order(order, by=by)
        order = _locked(order)
    if order.sale is None:
        fill_order(order)
        _set_aside(order, by)
    return _move(order, Order.State.READY)


@verb
def hand_over_order(order: Order, *, by: User) -> Order:
    """Goods go to the buyer: cash lies in the hands that took it; any other money is known to be there. Twice changes nothing.

    Raises OrderOver, NotPaidYet, LotNotGood, MissingForSale, OutOfStock.
    """
    order = _locked(order)
    if order.state == Order.State.HANDED:
        return order
    _refuse_over(order)
    if order.method == Order.Method.CASH:
        fill_order(order)
        _sell(order, by)
    elif order.sale is None or not order.sale.is_paid:
        raise NotPaidYet
    return _move(order, Order.State.HANDED)


@verb
def cancel_order(order: Order, *, because: str, by: User | None = None) -> Order:
    """An order is over: its pieces are free, and what was sold of it is taken back as any sale is. The buyer (nobody of the
    house) cancels what he has not paid. Twice changes nothing. Raises ReasonMissing, OrderOver, PaidAlready, and void_sale's.
    """
    order = _locked(order)
    if order.state == Order.State.CANCELLED:
        return order
    if order.state == Order.State.HANDED:
        raise OrderOver(state=order.state_now)
    if not because.strip():
        raise ReasonMissing
    if by is None and (order.reported_at is not None or order.state not in (*Order.QUOTES, Order.State.PLACED)):
        raise PaidAlready
    if order.sale is not None and by is not None:
        void_sale(order.sale, because=because, by=by)
    order.cancelled_because = because.strip()[:200]
    order.save(update_fields=["cancelled_because"])
    return _move(order, Order.State.CANCELLED)


def _locked(order: Order) -> Order:
    rows = Order.objects.select_for_update(of=("self",)).select_related("channel__unit", "seller", "sale__seller")
    found: Order = rows.get(pk=order.pk)
    return found


def _refuse_over(order: Order) -> None:
    if not order.is_open:
        raise OrderOver(state=order.state_now)


def _move(order: Order, state: Order.State) -> Order:
    order.state = state
    order.save(update_fields=["state"])
    record(OrderMoved(order=order.pk, state=state.value))
    return order


def _check_kept(order: Order) -> list[OrderLine]:
    """The lines of an order that are kept for it, once they may still be sold and are there.

    Raises MissingForSale, LotNotGood, OutOfStock.
    """
    lines = list(order.lines.exclude(lot=None).select_related("product__business").order_by("pk"))
    wanted = [line.lot_id for line in lines if line.lot_id]
    lots = {one.pk: one for one in Lot.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    missing = stock.missing_by_product([line.product for line in lines], clock.today())
    away = queries.standing_elsewhere(list(lots))
    own = 0 if order.is_over_time else 1  # its own pieces are among those that stand aside, while they are kept
    for line in lines:
        assert line.lot_id is not None
        lot = lots[line.lot_id]
        if missing[line.product_id]:
            raise MissingForSale(product=line.product.name, missing=" ".join(missing[line.product_id]))
        if lot.held_because or lot.is_past(clock.today()):
            raise LotNotGood(product=line.product.name, lot=lot.number)
        free = lot.on_hand - away.get(lot.pk, 0) + own * line.quantity
        if free < line.quantity:
            raise workshop.OutOfStock(product=line.product.name, left=max(0, free), asked=line.quantity)
    return lines


def _sell(order: Order, by: User) -> None:
    """The sale of an order, from exactly the lots that were kept for it, at the price and seller it was ordered at."""
    lines = _check_kept(order)
    by_product: dict[int, Priced] = {}
    for line in lines:
        before = by_product.get(line.product_id)
        pieces, less = (before.pieces, before.less) if before else (0, 0)
        by_product[line.product_id] = Priced(line.product, pieces + line.quantity, line.price, less + line.less)

    def give(sale: Sale, priced: Priced) -> list[SaleLine]:
        own = [(line.lot, line.quantity) for line in lines if line.lot and line.product_id == priced.product.pk]
        issued = workshop.issue_from(own, reference=sale.reference, on=sale.sold_on)
        return [line_of(sale, priced, one.lot, one.quantity, one.cost) for one in issued]

    sale, given = hand_out(
        uuid5(order.uid, "sale"), order.channel, [by_product[pk] for pk in sorted(by_product)], sold_at=clock.now(),
        paid_on=paid_at_once([order.method], clock.today()), buyer=order.buyer, by=by, extra=order.fee + order.code,
        give=give, seller=queries.Seller(order.seller, order.seller_name),
    )  # fmt: skip
    (payment,) = take(sale, [(order.method, sale.due)], by)
    finish(sale, given, [payment], [(whereabouts(payment), payment.amount)])
    order.sale = sale
    order.save(update_fields=["sale"])


def sign_what_came(order: Order) -> None:
    """Money that a statement or a gateway told of before the goods were set aside is the payment of their sale. Whoever saw it
    signs: not the one who sets them aside."""
    assert order.sale is not None
    payment = Payment.objects.select_for_update().get(sale=order.sale)
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("seen_by")
    waiting = rows.filter(order=order, state=Arrival.State.WAITING, amount=payment.amount)
    arrival: Arrival | None = waiting.exclude(seen_by=payment.taken_by).order_by("pk").first()
    if arrival is None:
        return
    payment.sale = order.sale
    payment.state, payment.verified_on, payment.verified_by = Payment.State.VERIFIED, clock.today(), arrival.seen_by
    payment.evidence = f"{arrival.source}, {arrival.came_on:%d/%m/%Y}"
    payment.save(update_fields=["state", "verified_on", "verified_by", "evidence"])
    see([(arrival, payment)], signer=arrival.seen_by)
    count_money(order.sale)
