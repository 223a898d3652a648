"""Orders of the public shop: kept for the buyer, set aside when he paid, handed over."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from siap.core import clock
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger.models import Book
from siap.ledger.services import ReasonMissing
from siap.market import qris, queries
from siap.market.facts import BankAccountSet, DeliveryFeeSet, OrderMoved, OrderPlaced, QrisRegistered
from siap.market.models import (
    Arrival,
    BankAccount,
    Channel,
    DeliveryFee,
    Order,
    OrderLine,
    Payment,
    QrisMerchant,
    Sale,
    SaleLine,
)
from siap.market.rules import MissingForSale
from siap.market.services.refusals import (
    AddressMissing,
    HowUnknown,
    LotNotGood,
    NotOnTheWeb,
    NotPaidYet,
    OrderOver,
    PaidAlready,
    PayingUnknown,
    PlaceUnknown,
    TooManyCodes,
)
from siap.market.services.seeing import see
from siap.market.services.selling import (
    Priced,
    count_money,
    finish,
    hand_out,
    line_of,
    paid_at_once,
    prices_today,
    take,
    void_sale,
    whereabouts,
)
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product

KEPT = {
    Order.Method.QRIS: timedelta(days=1),
    Order.Method.TRANSFER: timedelta(days=1),
    Order.Method.GATEWAY: timedelta(days=1),
    Order.Method.CASH: timedelta(days=3),
}
"""How long pieces are kept for somebody who has not paid."""
KEPT_REPORTED = timedelta(days=7)
"""How long for somebody who says he paid."""


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
    by: User | None = None,
) -> Order:
    """Keep goods for a buyer at today's price; what ends first goes first. Sent twice, it is ordered once.

    The gate holds as at the till. Raises NotOnTheWeb, EmptyTill, PiecesWrong, NotReady, MissingForSale, NoPrice,
    SellersDiffer, HowUnknown, PlaceUnknown, AddressMissing, PayingUnknown, TooManyCodes, and the workshop's OutOfStock.
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)  # buyers of one shop come one after the other
    known: Order | None = Order.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if channel.kind != Channel.Kind.ONLINE:
        raise NotOnTheWeb(name=channel.name)
    today, now = clock.today(), clock.now()
    priced = prices_today(channel, lines, today)
    seller = queries.seller_for(channel, [line.product for line in priced], today)
    fee = _fee(channel, how, place, address)
    _check_paying(seller.book.pk, how, method)
    total = sum(line.amount for line in priced)
    order = Order.objects.create(
        uid=uid, secret=secrets.token_urlsafe(16), number=_number(channel), unit=channel.unit, channel=channel,
        seller=seller.book, seller_name=seller.name, placed_at=now, kept_until=now + KEPT[Order.Method(method)],
        buyer=buyer.strip()[:80], phone=phone, how=how, place="" if how == Order.How.PICK_UP else place,
        address=address.strip() if how == Order.How.DELIVERY else "", method=method, total=total, fee=fee,
        code=_code(seller.book.pk, total + fee) if method == Order.Method.TRANSFER else 0,
    )  # fmt: skip
    kept = [one for line in priced for one in _keep(order, line)]
    OrderLine.objects.bulk_create(kept)
    told = tuple((line.product_id, line.lot_id, line.quantity, line.price) for line in kept)
    record(OrderPlaced(order=order.pk, unit=order.unit_id, seller=seller.book.key, due=order.due, lines=told))
    return order


def _fee(channel: Channel, how: str, place: str, address: str) -> int:
    if how == Order.How.PICK_UP:
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


def _code(seller: int, amount: int) -> int:
    """The least addition (1 to 999 rupiah) by which no awaited transfer looks like this one."""
    awaited = queries.awaited_amounts(seller)
    found = next((code for code in range(1, 1000) if amount + code not in awaited), None)
    if found is None:
        raise TooManyCodes
    return found


def _keep(order: Order, line: Priced) -> list[OrderLine]:
    """Pieces of lots that nobody else waits for. Raises OutOfStock."""
    today = clock.today()
    rows = Lot.objects.filter(stock.usable_lots(today), product=line.product).select_for_update().order_by("pk")
    lots = sorted(rows, key=lambda lot: (lot.best_before or today.replace(year=9999), lot.pk))
    away = queries.standing_elsewhere([lot.pk for lot in lots])
    free = [(lot, lot.on_hand - away.get(lot.pk, 0)) for lot in lots]
    left = sum(max(0, count) for _lot, count in free)
    if left < line.pieces:
        raise workshop.OutOfStock(product=line.product.name, left=left, asked=line.pieces)
    kept, wanted = [], line.pieces
    for lot, count in free:
        taken = min(max(0, count), wanted)
        if taken:
            kept.append(OrderLine(order=order, product=line.product, lot=lot, quantity=taken, price=line.price))
            wanted -= taken
    return kept


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

    Money that came for it already, seen by somebody else, counts at once.
    Raises OrderOver, NotPaidYet, LotNotGood, MissingForSale, OutOfStock.
    """
    order = _locked(order)
    if order.state != Order.State.PLACED and order.is_open:
        return order
    _refuse_over(order)
    if order.method != Order.Method.CASH:
        if order.reported_at is None:
            raise NotPaidYet
        _sell(order, by)
        sign_what_came(order)
    else:
        _check_kept(order)
    return _move(order, Order.State.ACCEPTED)


@verb
def ready_order(order: Order, *, by: User) -> Order:
    """Say that an order can be fetched or is on its way. Twice changes nothing. Raises OrderOver, NotPaidYet."""
    order = _locked(order)
    if order.state == Order.State.READY and order.is_open:
        return order
    _refuse_over(order)
    if order.state == Order.State.PLACED:
        accept_order(order, by=by)
        order = _locked(order)
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
    if by is None and (order.reported_at is not None or order.state != Order.State.PLACED):
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
    """The lines of an order, once its goods may still be sold and are there. Raises MissingForSale, LotNotGood, OutOfStock."""
    lines = list(order.lines.select_related("product__business").order_by("pk"))
    lots = {
        one.pk: one
        for one in Lot.objects.select_for_update().filter(pk__in=[line.lot_id for line in lines]).order_by("pk")
    }
    missing = stock.missing_by_product([line.product for line in lines], clock.today())
    away = queries.standing_elsewhere(list(lots))
    own = 0 if order.is_over_time else 1  # its own pieces are among those that stand aside, while they are kept
    for line in lines:
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
        by_product[line.product_id] = Priced(line.product, line.quantity + (before.pieces if before else 0), line.price)

    def give(sale: Sale, priced: Priced) -> list[SaleLine]:
        own = [(line.lot, line.quantity) for line in lines if line.product_id == priced.product.pk]
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


# --- How a shop is paid and what it brings where ---------------------------------------------------------------------------


@verb
def register_qris(seller: Book, payload: str, nmid: str, *, by: User) -> QrisMerchant:
    """Register a seller's own static code; every code a buyer sees is made from it. Raises QrisBroken, QrisElsewhere,
    QrisNotStatic."""
    payload, nmid = payload.strip(), nmid.strip().upper()
    qris.check_static(payload, nmid)
    known = queries.qris_of(seller.pk)
    if known is not None and (known.payload, known.nmid) == (payload, nmid):
        return known
    merchant = QrisMerchant.objects.create(seller=seller, nmid=nmid, payload=payload)
    record(QrisRegistered(merchant=merchant.pk, seller=seller.key, nmid=nmid))
    return merchant


@verb
def set_bank_account(seller: Book, bank: str, number: str, holder: str, *, by: User) -> BankAccount:
    """Where transfers to a seller go from now on."""
    known = queries.bank_of(seller.pk)
    if known is not None and (known.bank, known.number, known.holder) == (bank, number, holder):
        return known
    account = BankAccount.objects.create(seller=seller, bank=bank, number=number, holder=holder)
    record(BankAccountSet(account=account.pk, seller=seller.key))
    return account


@verb
def set_delivery_fee(channel: Channel, place: str, fee: int, *, by: User) -> DeliveryFee:
    """What bringing an order of a shop to a place costs from now on (rupiah)."""
    row, _is_new = DeliveryFee.objects.update_or_create(channel=channel, place=place.strip(), defaults={"fee": fee})
    record(DeliveryFeeSet(channel=channel.pk, place=row.pk, fee=fee))
    return row
