"""Goods go to a buyer, and come back when a sale was wrong."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Sum

from siap.business.models import book_of
from siap.core import clock, sql
from siap.core.money import rupiah
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.models import Book, Entry
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
    PaymentsWrong,
    PiecesWrong,
    RefundShort,
    SaleFigures,
    SettledAlready,
    SoldInFuture,
    refund_from_bank,
)
from siap.market.services.carrying import name_debts
from siap.market.services.seeing import let_go
from siap.market.services.shorting import undo_shortages
from siap.people.models import User
from siap.programme.rules import split
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import Lot, LotEdge, LotKind, Product

AT_THE_TILL = (Payment.Method.CASH, Payment.Method.QRIS, Payment.Method.TRANSFER)
"""How a buyer who stands there can pay."""


@dataclass(frozen=True)
class Priced:
    """Pieces of a product at a price (rupiah a piece), with what a bundle takes off all of them."""

    product: Product
    pieces: int
    price: int
    less: int = 0

    @property
    def amount(self) -> int:
        """Rupiah for all of them."""
        return self.pieces * self.price - self.less


@verb
def ring_up(
    uid: UUID,
    channel: Channel,
    lines: Sequence[tuple[Product, int]],
    *,
    by: User,
    method: str = "",
    payments: Sequence[tuple[str, int]] = (),
    buyer: str = "",
    sold_at: datetime | None = None,
    lots: Mapping[int, str] | None = None,
) -> Sale:
    """Sell: goods leave their lots, earliest best-before first, and the money stands in the seller's book.

    Paid by one `method`, or by several `payments` (method, rupiah) that add up to the total. Cash counts at once; any
    other payment stays unverified until somebody else signs for it. `lots` are the numbers of scanned lots, by product id:
    they give first. The same `uid` again changes nothing. Raises
    EmptyTill, PiecesWrong, MethodUnknown, PaymentsWrong, SoldInFuture, NotReady, MissingForSale, NoPrice, SellersDiffer,
    OfAnother (the `uid` is a sale's of another place), and the workshop's OutOfStock.
    """
    sql.lock(channel)  # a replay waits here for its original
    known = sql.find(Sale, uid, channel_id=channel.pk)
    if known is not None:
        return known
    sold_at = sold_at or clock.now()
    if any(one not in AT_THE_TILL for one in ([name for name, _amount in payments] or [method])):
        raise MethodUnknown
    if sold_at > clock.now():
        raise SoldInFuture
    priced = bundled(channel, prices_today(channel, lines, clock.day_of(sold_at)), clock.day_of(sold_at))
    total = sum(line.amount for line in priced)
    paid = list(payments) or [(method, total)]
    if any(amount <= 0 for _name, amount in paid) or sum(amount for _name, amount in paid) != total:
        raise PaymentsWrong(total=rupiah(total))

    def give(sale: Sale, line: Priced) -> list[SaleLine]:
        return _hand_out(sale, line, (lots or {}).get(line.product.pk, ""))

    paid_on = paid_at_once([name for name, _amount in paid], clock.day_of(sold_at))
    sale, given = hand_out(uid, channel, priced, sold_at=sold_at, paid_on=paid_on, buyer=buyer, by=by, give=give)
    taken = take(sale, paid, by)
    finish(sale, given, taken, [(whereabouts(payment), payment.amount) for payment in taken])
    return sale


def paid_at_once(methods: Iterable[str], on: date) -> date | None:
    """The day a sale is paid, where all of it is cash; for other money somebody has to sign first."""
    return on if all(one == Payment.Method.CASH for one in methods) else None


def prices_today(channel: Channel, lines: Sequence[tuple[Product, int]], on: date) -> list[Priced]:
    """Products with their pieces and the price of the day, once every one may be sold; each once, in a fixed order, so
    that two tills lock the same lots alike. Raises EmptyTill, PiecesWrong, NotReady, MissingForSale, NoPrice."""
    wanted: Counter[Product] = Counter()
    for product, pieces in lines:
        if not 0 < pieces <= MOST_PIECES:
            raise PiecesWrong(product=product.name, pieces=pieces)
        wanted[product] += pieces
    if not wanted:
        raise EmptyTill
    prices = queries.prices(channel, on, [product.pk for product in wanted])
    missing = stock.missing_by_product(list(wanted), on)
    for product in wanted:
        if not product.is_for_sale:
            raise NotReady(product=product.name, stage=product.get_stage_display())
        if missing[product.pk]:
            raise MissingForSale(product=product.name, missing=" ".join(missing[product.pk]))
        if product.pk not in prices:
            raise NoPrice(product=product.name, channel=channel.name)
    ordered = sorted(wanted.items(), key=lambda line: line[0].pk)
    return [Priced(product, pieces, prices[product.pk]) for product, pieces in ordered]


def bundled(channel: Channel, priced: Sequence[Priced], on: date) -> list[Priced]:
    """The same with what the bundles of a place take off on a day."""
    if sum(one.pieces for one in priced) < 2:  # no bundle holds less
        return list(priced)
    wanted, prices = {one.product: one.pieces for one in priced}, {one.product.pk: one.price for one in priced}
    off = queries.taken_off(channel, on, wanted, prices)
    return [replace(one, less=off.get(one.product.pk, 0)) for one in priced]


def _at_its_amount(priced: Priced, lines: list[SaleLine]) -> list[SaleLine]:
    """What a bundle takes off a product is taken off its lines by their pieces, to the rupiah."""
    if priced.less:
        for place, amount in split(priced.amount, {at: line.quantity for at, line in enumerate(lines)}).items():
            lines[place].amount = amount
    return lines


def hand_out(
    uid: UUID,
    channel: Channel,
    priced: Sequence[Priced],
    *,
    sold_at: datetime,
    buyer: str,
    by: User,
    paid_on: date | None = None,
    extra: int = 0,
    give: Callable[[Sale, Priced], list[SaleLine]] | None = None,
    seller: queries.Seller | None = None,
) -> tuple[Sale, Sequence[SaleLine]]:
    """The sale with its lines, and an edge from every lot to its line; goods leave their lots (by `give`, which tells the lines,
    where they do so in another way). Its money comes with `finish`. The seller is the one of record unless an order named him.
    Raises SellersDiffer, OutOfStock."""
    sold_on = clock.day_of(sold_at)
    seller = seller or queries.seller_for(channel, [line.product for line in priced], sold_on)
    sale = Sale(
        uid=uid,
        number=_number(channel, sold_on),
        unit=channel.unit,
        channel=channel,
        seller=seller.book,
        seller_name=seller.name,
        sold_at=sold_at,
        sold_on=sold_on,
        total=sum(line.amount for line in priced),
        extra=extra,
        paid_on=paid_on,
        buyer=buyer,
        rung_up_by=by,
    )
    sql.insert(Sale, [sale])
    rows = [line for one in priced for line in _at_its_amount(one, (give or _hand_out)(sale, one))]
    lines = sql.insert(SaleLine, rows)
    edges = [
        LotEdge(source=line.lot_id, kind=LotKind.SALE, target=line.pk, quantity=line.quantity)
        for line in lines
        if line.lot_id is not None
    ]
    sql.insert(LotEdge, edges)
    return sale, lines


def line_of(sale: Sale, priced: Priced, lot: Lot | None, pieces: int, cost: int) -> SaleLine:
    """Pieces of a lot in a sale, not written yet."""
    return SaleLine(
        sale=sale,
        business_id=priced.product.business_id,
        product=priced.product,
        lot=lot,
        quantity=pieces,
        amount=pieces * priced.price,
        cost=cost,
    )


def _number(channel: Channel, on: date) -> str:
    """`LPP-2026-000123`: a year's sales of a unit, without gaps."""
    series = f"{channel.unit.code}-{on.year}"
    return f"{series}-{next_number(f'sale:{series}'):06}"


def _hand_out(sale: Sale, priced: Priced, scanned: str = "") -> list[SaleLine]:
    """A line for every lot that pieces came from (the scanned one first)."""
    issued = workshop.issue_goods(
        priced.product,
        priced.pieces,
        reference=sale.reference,
        on=sale.sold_on,
        scanned=scanned,
        elsewhere=queries.standing_elsewhere,
    )
    return [line_of(sale, priced, one.lot, one.quantity, one.cost) for one in issued]


def take(sale: Sale, paid: Sequence[tuple[str, int]], by: User) -> Sequence[Payment]:
    """Payments at the till (method, rupiah). Cash counts at once; anything else waits for somebody who signs for it."""
    is_cash, state = Payment.Method.CASH, Payment.State
    taken = [
        Payment(
            sale=sale,
            method=method,
            amount=amount,
            state=state.VERIFIED if method == is_cash else state.REPORTED,
            taken_by=by,
            verified_on=sale.sold_on if method == is_cash else None,
        )
        for method, amount in paid
    ]
    return sql.insert(Payment, taken)


def whereabouts(payment: Payment) -> chart.Account:
    """Where the money of a payment at the till stands until somebody signs for it."""
    if payment.method == Payment.Method.CASH and payment.taken_by_id is not None:
        return chart.cash_in_hand(payment.taken_by_id)
    return chart.qris_unverified


def finish(
    sale: Sale, lines: Sequence[SaleLine], payments: Sequence[Payment], moneys: Sequence[tuple[chart.Account, int]]
) -> None:
    """Write a sale in the books, with where its money stands, and say it."""
    _count_when_booked(sale, ledger.post(*postings.sale_made(_figures(sale, lines, moneys))))
    methods = {payment.method for payment in payments}
    record(
        SaleMade(
            sale=sale.pk,
            unit=sale.unit_id,
            seller=sale.seller.key,
            method=methods.pop() if len(methods) == 1 else "several",
            total=sale.total,
            extra=sale.extra,
            on=sale.sold_on,
            lines=tuple((s.business_id, s.product_id, s.lot_id, s.quantity, s.amount, s.cost) for s in lines),
            payments=tuple((one.pk, one.method, one.amount) for one in payments),
        )
    )


def _count_when_booked(sale: Sale, entries: Sequence[Entry]) -> None:
    """Cash of a month that a maker's book has closed (a till sent it late) counts from the day it is booked on there: the
    share of its own month was made without it."""
    late = {one.book_id: one.booked_on for one in entries if sale.paid_on is not None and one.booked_on > sale.paid_on}
    if not late:
        return
    makers = Book.objects.filter(pk__in=late, kind=Book.Kind.BUSINESS).values_list("pk", flat=True)
    days = [late[pk] for pk in makers]
    if days:
        sale.paid_on = max(days)
        sale.save(update_fields=["paid_on"])


def count_money(*sales: Sale) -> None:
    """A sale is paid on the day the last of its money is known to be there, and not before it was sold."""
    verified = Payment.objects.filter(sale__in=[sale.pk for sale in sales], state=Payment.State.VERIFIED)
    came = {
        pk: (amount, last)
        for pk, amount, last in verified.values_list("sale").annotate(a=Sum("amount"), d=Max("verified_on")).order_by()
    }
    days: dict[date, list[int]] = defaultdict(list)
    for sale in sales:
        amount, last = came.get(sale.pk, (0, None))
        if last is not None and amount >= sale.due:
            sale.paid_on = max(sale.sold_on, last)
            days[sale.paid_on].append(sale.pk)
    for day, pks in days.items():
        Sale.objects.filter(pk__in=pks).update(paid_on=day)


def _figures(sale: Sale, lines: Sequence[SaleLine], moneys: Sequence[tuple[chart.Account, int]]) -> SaleFigures:
    amounts: Counter[tuple[int, str]] = Counter()
    costs: Counter[tuple[int, str]] = Counter()
    for line in lines:
        business = line.business_id, book_of(line.business_id)
        amounts[business] += line.amount
        costs[business] += line.cost
    parts = tuple(Part(one[0], one[1], amounts[one], costs[one]) for one in amounts)
    return SaleFigures(sale.reference, sale.sold_on, sale.seller.key, tuple(moneys), parts, sale.extra)


@verb
def void_sale(sale: Sale, *, because: str, by: User) -> Sale:
    """Take a sale back: the goods to their lots, the money to the buyer, both books reversed in the open month.

    Whoever took the money may do so on the day itself; later it takes somebody else, for by then it was counted.
    Voiding twice changes nothing. Raises ReasonMissing, OwnSale, RefundShort.
    """
    sale = Sale.objects.select_for_update().select_related("seller").get(pk=sale.pk)
    if sale.is_void:
        return sale
    if not because.strip():
        raise ReasonMissing
    payments = list(sale.payments.select_for_update().order_by("pk"))
    by_others = (Payment.Method.OUTLET, Payment.Method.PLATFORM)
    if any(one.method in by_others and one.state == Payment.State.VERIFIED for one in payments):
        raise SettledAlready
    if sale.sold_on != clock.today() and by.pk in {payment.taken_by_id for payment in payments}:
        raise OwnSale
    sql.lock(sale.seller)  # two buyers are not given back the same money
    _return_money(sale, payments, because, by)
    workshop.return_goods(sale.reference, on=clock.today())
    undo_shortages(sale, because=because, by=by)
    sale.void_because, sale.voided_at = because.strip(), clock.now()
    sale.save(update_fields=["void_because", "voided_at"])
    record(SaleVoided(sale=sale.pk))
    return sale


def _return_money(sale: Sale, payments: Sequence[Payment], because: str, by: User) -> None:
    """Cash from the hands that took it; money that stands at the bank from there; money that a statement told of waits
    in plain sight until somebody gives it back."""
    is_cash = Payment.Method.CASH
    _fill_hands(sale, [one for one in payments if one.method == is_cash])
    there = [one for one in payments if one.method != is_cash and one.state == Payment.State.VERIFIED]
    there = let_go(there, because=because, by=by)
    _refuse_short_refund(sale, sum(one.amount for one in there))
    for payment in there:
        ledger.reverse(payment.reference, because=because, by=by)
    ledger.reverse(sale.reference, because=because, by=by)
    name_debts(by=by)  # a sale of the first edition was reversed where its debt no longer stands


def _fill_hands(sale: Sale, cash: Sequence[Payment]) -> None:
    """The buyer is paid from the hands that took the money; what was deposited meanwhile, the treasurer adds."""
    seller, taken = sale.seller.key, Counter[User]()
    for payment in cash:
        assert payment.taken_by is not None  # cash lies in somebody's hands
        taken[payment.taken_by] += payment.amount
    lent = {
        user.pk: refund_from_bank(amount, queries.cash_in_hand(user, seller=seller)) for user, amount in taken.items()
    }
    _refuse_short_refund(sale, sum(lent.values()))
    ledger.post(*postings.refund_lent(sale.refund_reference, clock.today(), seller=seller, lent=lent))


def _refuse_short_refund(sale: Sale, amount: int) -> None:
    left = queries.at_seller(sale.seller.key)
    if amount > left:
        raise RefundShort(amount=rupiah(amount), seller=sale.seller_name, left=rupiah(left))
