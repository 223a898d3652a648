"""Goods go to a buyer, and come back when a sale was wrong."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from siap.core import clock
from siap.core.money import rupiah
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.market import postings, queries
from siap.market.facts import SaleMade, SaleVoided
from siap.market.models import Channel, Payment, Sale, SaleLine
from siap.market.rules import (
    MOST_PIECES,
    EmptyTill,
    MethodUnknown,
    MissingForSale,
    NoPrice,
    NotReady,
    OwnSale,
    Part,
    PiecesWrong,
    RefundShort,
    SaleFigures,
    SoldInFuture,
    refund_from_bank,
)
from siap.people.models import User
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import LotEdge, LotKind, Product


@verb
def ring_up(
    uid: UUID,
    channel: Channel,
    lines: Sequence[tuple[Product, int]],
    *,
    method: str,
    by: User,
    buyer: str = "",
    sold_at: datetime | None = None,
) -> Sale:
    """Sell: goods leave their lots, earliest best-before first, and the money stands in the seller's book.

    Cash counts at once; a QRIS payment stays unverified until somebody else signs for it. The same `uid` again changes
    nothing. Raises EmptyTill, PiecesWrong, MethodUnknown, SoldInFuture, NotReady, MissingForSale, NoPrice, and the
    workshop's OutOfStock.
    """
    channel = Channel.objects.select_for_update().get(pk=channel.pk)  # a replay waits here for its original
    known: Sale | None = Sale.objects.filter(uid=uid).first()
    if known is not None:
        return known
    sold_at = sold_at or clock.now()
    if method not in Payment.Method.values:
        raise MethodUnknown
    if sold_at > clock.now():
        raise SoldInFuture
    sold_on = clock.day_of(sold_at)
    priced = _priced(channel, _pieces(lines), sold_on)
    sale = Sale.objects.create(
        uid=uid,
        number=_number(channel, sold_on),
        unit=channel.unit,
        channel=channel,
        sold_at=sold_at,
        sold_on=sold_on,
        total=sum(pieces * price for _product, pieces, price in priced),
        buyer=buyer,
        rung_up_by=by,
    )
    for product, pieces, price in priced:
        _hand_out(sale, product, pieces, price)
    _take_money(sale, method, by)
    return sale


def _pieces(lines: Sequence[tuple[Product, int]]) -> list[tuple[Product, int]]:
    """Products with their pieces, each once, in a fixed order so that two tills lock the same lots alike."""
    wanted: Counter[Product] = Counter()
    for product, pieces in lines:
        if not 0 < pieces <= MOST_PIECES:
            raise PiecesWrong(product=product.name, pieces=pieces)
        wanted[product] += pieces
    if not wanted:
        raise EmptyTill
    return sorted(wanted.items(), key=lambda line: line[0].pk)


def _priced(channel: Channel, wanted: Sequence[tuple[Product, int]], on: date) -> list[tuple[Product, int, int]]:
    """The lines with the price of the day (rupiah a piece), once every product may be sold."""
    prices = queries.prices(channel, on)
    missing = stock.missing_by_product([product for product, _count in wanted], on)
    for product, _count in wanted:
        if product.stage != Product.Stage.READY:
            raise NotReady(product=product.name, stage=product.get_stage_display())
        if missing[product.pk]:
            raise MissingForSale(product=product.name, missing=" ".join(missing[product.pk]))
        if product.pk not in prices:
            raise NoPrice(product=product.name, channel=channel.name)
    return [(product, pieces, prices[product.pk]) for product, pieces in wanted]


def _number(channel: Channel, on: date) -> str:
    """`LPP-2026-000123`: a year's sales of a unit, without gaps."""
    series = f"{channel.unit.code}-{on.year}"
    return f"{series}-{next_number(f'sale:{series}'):06}"


def _hand_out(sale: Sale, product: Product, pieces: int, price: int) -> None:
    """A line for every lot that pieces came from, and an edge from the lot to it."""
    for issued in workshop.issue_goods(product, pieces, reference=sale.reference, on=sale.sold_on):
        line = SaleLine.objects.create(
            sale=sale,
            business_id=product.business_id,
            product=product,
            lot=issued.lot,
            quantity=issued.quantity,
            amount=issued.quantity * price,
            cost=issued.cost,
        )
        LotEdge.objects.create(source=issued.lot.pk, kind=LotKind.SALE, target=line.pk, quantity=issued.quantity)


def _take_money(sale: Sale, method: str, by: User) -> None:
    is_cash = method == Payment.Method.CASH
    Payment.objects.create(
        sale=sale,
        method=method,
        amount=sale.total,
        state=Payment.State.VERIFIED if is_cash else Payment.State.REPORTED,
        taken_by=by,
        verified_on=sale.sold_on if is_cash else None,
    )
    lines = list(sale.lines.select_related("business").order_by("pk"))
    money = chart.cash_in_hand(by.pk) if is_cash else chart.qris_unverified
    ledger.post(*postings.sale_made(_figures(sale, lines, money)))
    record(
        SaleMade(
            sale=sale.pk,
            unit=sale.unit_id,
            seller=sale.channel.seller.key,
            method=method,
            total=sale.total,
            on=sale.sold_on,
            lines=tuple((s.business_id, s.product_id, s.lot_id, s.quantity, s.amount, s.cost) for s in lines),
        )
    )


def _figures(sale: Sale, lines: Sequence[SaleLine], money: chart.Account) -> SaleFigures:
    amounts: Counter[str] = Counter()
    costs: Counter[str] = Counter()
    for line in lines:
        amounts[line.business.book] += line.amount
        costs[line.business.book] += line.cost
    parts = tuple(Part(book, amounts[book], costs[book]) for book in amounts)
    return SaleFigures(sale.reference, sale.sold_on, sale.channel.seller.key, money, parts)


@verb
def void_sale(sale: Sale, *, because: str, by: User) -> Sale:
    """Take a sale back: the goods to their lots, the money to the buyer, both books reversed in the open month.

    Whoever took the money may do so on the day itself; later it takes somebody else, for by then it was counted.
    Voiding twice changes nothing. Raises ReasonMissing, OwnSale, RefundShort.
    """
    sale = Sale.objects.select_for_update().select_related("channel__seller").get(pk=sale.pk)
    if sale.is_void:
        return sale
    if not because.strip():
        raise ReasonMissing
    if sale.payment.taken_by_id == by.pk and sale.sold_on != clock.today():
        raise OwnSale
    _return_money(sale, because, by)
    workshop.return_goods(sale.reference, on=clock.today())
    sale.void_because, sale.voided_at = because.strip(), clock.now()
    sale.save(update_fields=["void_because", "voided_at"])
    record(SaleVoided(sale=sale.pk))
    return sale


def _return_money(sale: Sale, because: str, by: User) -> None:
    payment = sale.payment
    if payment.method == Payment.Method.CASH:
        _fill_hands(sale, payment)
    elif payment.state == Payment.State.VERIFIED:
        _refuse_short_refund(sale, payment.amount)
        ledger.reverse(payment.reference, because=because, by=by)
    ledger.reverse(sale.reference, because=because, by=by)


def _fill_hands(sale: Sale, payment: Payment) -> None:
    """The buyer is paid from the hands that took the money; what was deposited meanwhile, the treasurer adds."""
    seller = sale.channel.seller.key
    lent = refund_from_bank(payment.amount, queries.cash_in_hand(payment.taken_by, seller=seller))
    _refuse_short_refund(sale, lent)
    ledger.post(
        *postings.refund_lent(
            sale.refund_reference, clock.today(), seller=seller, hands=payment.taken_by_id, amount=lent
        )
    )


def _refuse_short_refund(sale: Sale, amount: int) -> None:
    left = queries.at_seller(sale.channel.seller.key)
    if amount > left:
        raise RefundShort(amount=rupiah(amount), seller=sale.channel.seller_name, left=rupiah(left))
