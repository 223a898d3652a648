"""What a marketplace sold for us: its reports are read, its orders booked, its payouts with their fees settled."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid5

from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.market import postings, queries, report
from siap.market.facts import PlatformProductNamed, PlatformRead, PlatformSettled
from siap.market.models import Channel, Payment, PlatformOrder, PlatformProduct, Sale
from siap.market.report import Ordered, PaidOut
from siap.market.rules import NotSoldHere, OrderNotReady, PayoutWrong
from siap.market.services.arriving import remember_columns
from siap.market.services.replaying import Taken, replay_sale
from siap.market.services.selling import count_money
from siap.people.models import User
from siap.people.roster import sheet
from siap.programme.rules import split
from siap.workshop.models import Product

AT_ONCE = 500
"""Orders a transaction: a large report stops nobody at the till."""
NOON = 12
"""A report tells the day, not always the hour."""


@dataclass(frozen=True)
class ReportTold:
    """What reading a report brought: orders that are new, those that were known, payouts, lines that nobody can read."""

    new: int
    known: int
    paid_out: int
    unread: tuple[int, ...]


def read_report(channel: Channel, content: bytes, *, by: User, columns: Mapping[str, str] | None = None) -> ReportTold:
    """Write down what a marketplace's report tells; nothing is booked yet. The same report again changes nothing. How its columns
    are called is remembered with the place. Raises what the sheet and the report refuse, before anything was written."""
    known_columns = columns or queries.columns_of(channel.seller, channel.name)
    told = report.read(sheet.lines(content), known_columns)
    remember_columns(channel.seller, channel.name, dict(known_columns) | dict(told.columns), by=by)
    new = sum(_write(channel, told.ordered[at : at + AT_ONCE], by=by) for at in range(0, len(told.ordered), AT_ONCE))
    for at in range(0, len(told.paid_out), AT_ONCE):
        _write_payouts(channel, told.paid_out[at : at + AT_ONCE], by=by)
    return ReportTold(new, len(told.ordered) - new, len(told.paid_out), told.unread)


@verb
def _write(channel: Channel, ordered: tuple[Ordered, ...], *, by: User) -> int:
    """Orders that are new; of one that is not booked yet the last word counts, of a booked one only that it was called off."""
    known = _known(channel, [one.number for one in ordered])
    new: list[PlatformOrder] = []
    changed: list[PlatformOrder] = []
    for one in ordered:
        order = known.get(one.number) or PlatformOrder(channel=channel, number=one.number)
        lines = [[line.sku, line.name, line.pieces, line.price] for line in one.bought]
        before = (order.ordered_on, order.lines, order.is_off)
        if order.sale_id is None:
            order.ordered_on, order.lines = one.on, lines
        order.is_off = one.is_off
        if order.pk is None:
            new.append(order)
        elif before != (order.ordered_on, order.lines, order.is_off):
            changed.append(order)
    PlatformOrder.objects.bulk_create(new)
    PlatformOrder.objects.bulk_update(changed, ["ordered_on", "lines", "is_off"])
    if new or changed:
        record(PlatformRead(channel=channel.pk, new=len(new), changed=len(changed)))
    return len(new)


@verb
def _write_payouts(channel: Channel, paid: tuple[PaidOut, ...], *, by: User) -> None:
    known = _known(channel, [one.number for one in paid])
    new: list[PlatformOrder] = []
    changed: list[PlatformOrder] = []
    for one in paid:
        order = known.get(one.number) or PlatformOrder(channel=channel, number=one.number)
        if order.settled_on is not None or (order.paid_out, order.paid_out_on) == (one.amount, one.on):
            continue
        order.paid_out, order.paid_out_on = one.amount, one.on
        (changed if order.pk else new).append(order)
    PlatformOrder.objects.bulk_create(new)
    PlatformOrder.objects.bulk_update(changed, ["paid_out", "paid_out_on"])
    if new or changed:
        record(PlatformRead(channel=channel.pk, new=len(new), changed=len(changed)))


def _known(channel: Channel, numbers: list[str]) -> dict[str, PlatformOrder]:
    Channel.objects.select_for_update().get(pk=channel.pk)  # the same report from two windows comes one after the other
    rows = PlatformOrder.objects.filter(channel=channel, number__in=numbers)
    return {one.number: one for one in rows.select_for_update().order_by("pk")}


@verb
def name_product(channel: Channel, called: str, product: Product, *, by: User) -> PlatformProduct:
    """Say which product of ours a marketplace calls so, from now on. Twice changes nothing. Raises NotSoldHere."""
    if product.business.unit_id not in (None, channel.unit_id):
        raise NotSoldHere(product=product.name)
    name = called.casefold()[:200]
    known = PlatformProduct.objects.filter(channel=channel, called=name).first()
    if known is not None and known.product_id == product.pk:
        return known
    row, _is_new = PlatformProduct.objects.update_or_create(channel=channel, called=name, defaults={"product": product})
    record(PlatformProductNamed(channel=channel.pk, product=product.pk))
    return row


@verb
def book_order(order: PlatformOrder, *, by: User) -> Sale:
    """An order of a marketplace is a sale of its day: the goods are gone, so it always posts, with flags and shortages as a
    sale that a device made. Twice changes nothing. Raises OrderNotReady."""
    order = _locked(order)
    if order.sale is not None:
        return order.sale
    known = queries.products_called(order.channel)
    lines = [(queries.product_of(line, known), line[2], line[3]) for line in order.lines]
    if order.is_off or order.ordered_on is None or not lines or any(product is None for product, *_rest in lines):
        raise OrderNotReady(number=order.number)
    taken = [Taken(product, pieces, price) for product, pieces, price in lines if product is not None]
    order.sale = replay_sale(
        uuid5(order.uid, "sale"), order.channel, taken, paid=[(Payment.Method.PLATFORM, order.total)],
        sold_at=clock.at(order.ordered_on, NOON), by=by,
    )  # fmt: skip
    order.save(update_fields=["sale"])
    return order.sale


@verb
def settle_order(order: PlatformOrder, *, by: User) -> PlatformOrder:
    """What a marketplace paid out for an order is there; what it kept is a cost of each business by what it sold, to the rupiah.
    Twice changes nothing. Raises OrderNotReady, PayoutWrong."""
    order = _locked(order)
    if order.settled_on is not None:
        return order
    if order.sale is None or order.sale.is_void or order.paid_out is None:
        raise OrderNotReady(number=order.number)
    fee = order.sale.due - order.paid_out
    if not 0 <= order.paid_out <= order.sale.due:
        raise PayoutWrong(number=order.number)
    payment = Payment.objects.select_for_update().get(sale=order.sale)
    payment.state, payment.verified_on = Payment.State.VERIFIED, clock.today()
    payment.evidence = order.channel.name[:200]
    payment.save(update_fields=["state", "verified_on", "evidence"])
    order.fee, order.settled_on = fee, clock.today()
    order.save(update_fields=["fee", "settled_on"])
    ledger.post(
        *postings.platform_paid_out(
            order.reference,
            clock.today(),
            seller=order.sale.seller.key,
            sold=order.sale.due,
            fees=_fees(order.sale, fee),
        )
    )
    record(
        PlatformSettled(
            order=order.pk, sale=order.sale.pk, payment=payment.pk, paid_out=order.paid_out, fee=fee, on=clock.today()
        )
    )
    count_money(order.sale)
    return order


def _fees(sale: Sale, fee: int) -> dict[tuple[int, str], int]:
    """What each business bears of the fee (rupiah), by its id and book."""
    sold: Counter[int] = Counter()
    books: dict[int, str] = {}
    for line in sale.lines.select_related("business").order_by("pk"):
        sold[line.business_id] += line.amount
        books[line.business_id] = line.business.book
    return {(one, books[one]): amount for one, amount in split(fee, sold).items() if amount}


def _locked(order: PlatformOrder) -> PlatformOrder:
    rows = PlatformOrder.objects.select_for_update(of=("self",))
    found: PlatformOrder = rows.select_related("sale__seller", "channel__unit", "channel__seller").get(pk=order.pk)
    return found
