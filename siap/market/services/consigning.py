"""Goods stand at somebody's shop: brought, sold there, taken back, missing; and the shop pays what it sold, less its fee."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid5

from siap.core import clock
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.market import postings, queries
from siap.market.facts import GoodsConsigned, OutletOpened, OutletSettled
from siap.market.models import (
    Channel,
    ConsignmentLine,
    ConsignmentNote,
    Outlet,
    Payment,
    Sale,
    SaleLine,
    Settlement,
)
from siap.market.rules import (
    EvidenceMissing,
    FeeWrong,
    MethodUnknown,
    NoPrice,
    NothingOwed,
    NothingToWrite,
    NotStanding,
    OutletClosed,
    OwnPayment,
)
from siap.market.services.doubting import raise_flags
from siap.market.services.offering import open_channel
from siap.market.services.selling import Priced, count_money, finish, hand_out, line_of, prices_today
from siap.people.models import Unit, User
from siap.workshop import queries as stock
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product

Counted = Sequence[tuple[Product, int]]
"""Products with their pieces."""


@verb
def open_outlet(
    uid: UUID,
    unit: Unit,
    name: str,
    *,
    address: str,
    contact: str = "",
    fee_percent: int,
    visit_days: int = 30,
    by: User,
) -> Outlet:
    """Begin with a shop that sells for a unit's groups. Sent twice, it is opened once. Raises FeeWrong, ChannelKnown."""
    known: Outlet | None = Outlet.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if not 0 <= fee_percent <= 60:
        raise FeeWrong
    channel = open_channel(unit, name, Channel.Kind.OUTLET, seller_name=unit.name, uid=uuid5(uid, "channel"), by=by)
    outlet = Outlet.objects.create(
        uid=uid, unit=unit, channel=channel, address=address, contact=contact, fee_percent=fee_percent,
        visit_days=visit_days,
    )  # fmt: skip
    record(OutletOpened(outlet=outlet.pk, channel=channel.pk, unit=unit.pk, fee_percent=fee_percent))
    return outlet


@verb
def bring_goods(uid: UUID, outlet: Outlet, goods: Counted, *, by: User) -> ConsignmentNote:
    """Goods go to an outlet, what ends first first; they stay the group's. Sent twice, they go once.

    The gate holds as at the till. Raises OutletClosed, NothingToWrite (EmptyTill), NotReady, MissingForSale, NoPrice, OutOfStock.
    """
    outlet = _locked(outlet)
    known: ConsignmentNote | None = ConsignmentNote.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if outlet.closed_on is not None:
        raise OutletClosed(name=outlet.channel.name)
    pieces: list[tuple[Lot, int]] = []
    for line in prices_today(outlet.channel, goods, clock.today()):
        pieces += _free(line.product, line.pieces)
    return _write(uid, outlet, ConsignmentNote.Kind.BROUGHT, pieces, by=by)


def _free(product: Product, pieces: int) -> list[tuple[Lot, int]]:
    """Lots with pieces that stand here. Raises OutOfStock."""
    rows = Lot.objects.filter(stock.usable_lots(clock.today()), product=product).select_for_update().order_by("pk")
    lots = sorted(rows, key=lambda lot: (lot.best_before or clock.today().replace(year=9999), lot.pk))
    away = queries.standing_elsewhere([lot.pk for lot in lots])
    found = _take([(lot, lot.on_hand - away.get(lot.pk, 0)) for lot in lots], pieces)
    got = sum(count for _lot, count in found)
    if got < pieces:
        raise workshop.OutOfStock(product=product.name, left=got, asked=pieces)
    return found


def _take(there: Iterable[tuple[Lot, int]], wanted: int) -> list[tuple[Lot, int]]:
    found = []
    for lot, count in there:
        taken = min(count, wanted)
        if taken > 0:
            found.append((lot, taken))
            wanted -= taken
    return found


@verb
def visit_outlet(
    uid: UUID,
    outlet: Outlet,
    *,
    sold: Counted = (),
    back: Counted = (),
    missing: Counted = (),
    because: str = "",
    by: User,
) -> list[ConsignmentNote]:
    """Count at an outlet: what it sold (a sale it will pay), what is taken back, what is missing (with the reason).

    Sent twice, it is counted once. Raises NothingToWrite, NotStanding, NoPrice, ReasonMissing.
    """
    outlet = _locked(outlet)
    names = {"sold": uuid5(uid, "sold"), "back": uuid5(uid, "back"), "missing": uuid5(uid, "missing")}
    if known := list(ConsignmentNote.objects.filter(uid__in=names.values()).order_by("pk")):
        return known
    notes = []
    if sold:
        notes.append(_sell(names["sold"], outlet, sold, by))
    if back:
        pieces = [one for product, count in back for one in _standing(outlet, product, count)]
        notes.append(_write(names["back"], outlet, ConsignmentNote.Kind.BACK, pieces, by=by))
    if missing:
        if not because.strip():
            raise ReasonMissing
        notes.append(_lose(names["missing"], outlet, missing, because.strip()[:200], by))
    if not notes:
        raise NothingToWrite
    return notes


def _standing(outlet: Outlet, product: Product, wanted: int) -> list[tuple[Lot, int]]:
    """Lots with pieces that stand there, what ends first first. Raises NotStanding."""
    there = [(row.lot, row.pieces) for row in queries.standing_lots(outlet=outlet) if row.lot.product_id == product.pk]
    left = sum(count for _lot, count in there)
    if not 0 < wanted <= left:
        raise NotStanding(place=outlet.channel.name, left=left, product=product.name, asked=wanted)
    return _take(there, wanted)


def _sell(uid: UUID, outlet: Outlet, goods: Counted, by: User) -> ConsignmentNote:
    """What the outlet sold is a sale of its channel, at its price of today; the outlet owes the money. It is gone: what the till
    would have refused is flagged."""
    prices = queries.prices(outlet.channel, clock.today(), [product.pk for product, _count in goods])
    priced, pieces = [], []
    for product, count in sorted(goods, key=lambda line: line[0].pk):
        if product.pk not in prices:
            raise NoPrice(product=product.name, channel=outlet.channel.name)
        priced.append(Priced(product, count, prices[product.pk]))
        pieces += _standing(outlet, product, count)

    def give(sale: Sale, line: Priced) -> list[SaleLine]:
        own = [(lot, count) for lot, count in pieces if lot.product_id == line.product.pk]
        issued = workshop.issue_from(own, reference=sale.reference, on=sale.sold_on)
        return [line_of(sale, line, one.lot, one.quantity, one.cost) for one in issued]

    sale, given = hand_out(
        uid, outlet.channel, priced, sold_at=clock.now(), buyer=outlet.channel.name, by=by, give=give
    )
    payment = Payment.objects.create(
        sale=sale, method=Payment.Method.OUTLET, amount=sale.total, state=Payment.State.EXPECTED, taken_by=by
    )
    finish(sale, given, [payment], [(chart.Account(chart.receivable.code, outlet.pk), sale.total)])
    raise_flags(sale, priced)
    return _write(uid, outlet, ConsignmentNote.Kind.SOLD, pieces, by=by, sale=sale)


def _lose(uid: UUID, outlet: Outlet, goods: Counted, because: str, by: User) -> ConsignmentNote:
    pieces = [one for product, count in goods for one in _standing(outlet, product, count)]
    note = _write(uid, outlet, ConsignmentNote.Kind.MISSING, pieces, by=by, because=because)
    issued = workshop.issue_from(pieces, reference=note.reference, on=note.happened_on)
    costs: dict[str, int] = {}
    for one in issued:
        book = one.lot.business.book
        costs[book] = costs.get(book, 0) + one.cost
    ledger.post(*postings.goods_missing(note.reference, note.happened_on, costs=costs))
    return note


def _write(
    uid: UUID,
    outlet: Outlet,
    kind: str,
    pieces: Sequence[tuple[Lot, int]],
    *,
    by: User,
    because: str = "",
    sale: Sale | None = None,
) -> ConsignmentNote:
    if not pieces:
        raise NothingToWrite
    today, sign = clock.today(), 1 if kind == ConsignmentNote.Kind.BROUGHT else -1
    series = f"TT-{outlet.unit.code}-{today.year}"
    note = ConsignmentNote.objects.create(
        uid=uid, number=f"{series}-{next_number(f'consignment:{series}'):04}", unit=outlet.unit, outlet=outlet, kind=kind,
        happened_on=today, by=by, because=because, sale=sale, fee_percent=outlet.fee_percent if sale else 0,
    )  # fmt: skip
    lines = [
        ConsignmentLine(
            note=note,
            outlet=outlet,
            business_id=lot.business_id,
            product=lot.product,
            lot=lot,
            quantity=sign * count,
            happened_on=today,
        )  # fmt: skip
        for lot, count in pieces
    ]
    ConsignmentLine.objects.bulk_create(lines)
    told = tuple((line.lot_id, line.quantity) for line in lines)
    record(GoodsConsigned(note=note.pk, outlet=outlet.pk, kind=kind, on=today, lines=told))
    return note


@verb
def settle_outlet(uid: UUID, outlet: Outlet, *, method: str, evidence: str = "", by: User) -> Settlement:
    """An outlet pays everything it sold so far, less its fee. Cash lies in the hands that took it, until the treasurer counts it;
    a transfer is signed for, with its evidence, by somebody who reported none of these sales.

    Sent twice, it is settled once. Raises MethodUnknown, NothingOwed, EvidenceMissing, OwnPayment.
    """
    outlet = _locked(outlet)
    known: Settlement | None = Settlement.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if method not in Settlement.Method.values:
        raise MethodUnknown
    owed = queries.owed_by_outlet(outlet)
    if not owed.notes:
        raise NothingOwed(name=outlet.channel.name)
    first = owed.notes[0].sale
    assert first is not None  # the database says so
    seller = first.seller
    notes = [note for note in owed.notes if note.sale and note.sale.seller_id == seller.pk]
    is_cash = method == Settlement.Method.CASH
    if not is_cash and not evidence.strip():
        raise EvidenceMissing
    if not is_cash and by.pk in {note.by_id for note in notes}:
        raise OwnPayment
    fees = queries.fees_of(notes)
    settlement = Settlement.objects.create(
        uid=uid, unit=outlet.unit, outlet=outlet, seller=seller, settled_on=clock.today(),
        sold=sum(note.sale.total for note in notes if note.sale), fee=sum(fees.values()), method=method,
        evidence=evidence.strip()[:200], received_by=by,
    )  # fmt: skip
    ConsignmentNote.objects.filter(pk__in=[note.pk for note in notes]).update(settlement=settlement)
    _post(settlement, fees)
    for note in notes:
        _paid(note)
    record(
        OutletSettled(
            settlement=settlement.pk,
            outlet=outlet.pk,
            sold=settlement.sold,
            fee=settlement.fee,
            method=method,
            on=settlement.settled_on,
        )  # fmt: skip
    )
    return settlement


def _post(settlement: Settlement, fees: Mapping[tuple[int, str], int]) -> None:
    is_cash = settlement.method == Settlement.Method.CASH
    ledger.post(
        *postings.outlet_settled(
            settlement.reference,
            settlement.settled_on,
            seller=settlement.seller.key,
            outlet=settlement.outlet_id,
            into=chart.cash_in_hand(settlement.received_by_id) if is_cash else chart.bank,
            fees=fees,
            sold=settlement.sold,
        )
    )


def _paid(note: ConsignmentNote) -> None:
    """The money of a sale at the outlet is there: from today it counts. Who took it stands with the settlement."""
    assert note.sale is not None
    payment = Payment.objects.select_for_update().get(sale=note.sale)
    payment.state, payment.verified_on = Payment.State.VERIFIED, clock.today()
    payment.save(update_fields=["state", "verified_on"])
    count_money(note.sale)


def _locked(outlet: Outlet) -> Outlet:
    rows = Outlet.objects.select_for_update(of=("self",)).select_related("channel__unit", "channel__seller", "unit")
    found: Outlet = rows.get(pk=outlet.pk)
    return found
