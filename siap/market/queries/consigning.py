"""What stands at somebody's shop, since when, and what that shop owes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from django.db.models import Min, Sum

from siap.business.models import Business
from siap.core import clock, sql
from siap.market.models import ConsignmentLine, ConsignmentNote, Outlet, SaleLine
from siap.market.rules import fee
from siap.workshop import queries as stock
from siap.workshop.models import Lot, Product

LOOK_BACK = 56
"""Days of sales from which an outlet's pace is taken."""


_ELSEWHERE = """
SELECT lot_id, SUM(pieces) FROM (
    SELECT lot_id, quantity AS pieces FROM market_consignmentline WHERE lot_id IN ({})
    UNION ALL SELECT l.lot_id, l.quantity FROM market_orderline l JOIN market_order o ON o.id = l.order_id
    WHERE l.lot_id IN ({}) AND o.sale_id IS NULL
    AND (o.state IN ('accepted', 'ready') OR o.state = 'placed' AND o.kept_until > %s)
) away GROUP BY lot_id"""
"""In SQL: every sale asks it. An order keeps its pieces while it is in time, or accepted, and until it is sold."""


def standing_elsewhere(lots: Iterable[int]) -> Mapping[int, int]:
    """Pieces of these lots that stand at outlets now or are kept for a buyer's order, by lot id."""
    lots = list(lots)
    if not lots:
        return {}
    return {lot: int(pieces) for lot, pieces in sql.select(_ELSEWHERE, lots, lots, clock.now()) if pieces}


def pieces_elsewhere(products: Iterable[Product], on: date) -> dict[int, int]:
    """Pieces of these products in sellable lots that stand at outlets, by product id: the till does not offer them."""
    usable = Lot.objects.filter(stock.usable_lots(on))
    rows = ConsignmentLine.objects.filter(product__in=list(products), lot__in=usable).values_list("product")
    return {pk: pieces for pk, pieces in rows.annotate(pieces=Sum("quantity")).order_by() if pieces}


@dataclass(frozen=True)
class Standing:
    """Pieces of one lot at an outlet, since when."""

    lot: Lot
    outlet: Outlet
    pieces: int
    since: date

    @property
    def days(self) -> int:
        """How long."""
        return (clock.today() - self.since).days


def standing_lots(
    *, outlet: Outlet | None = None, business: Business | None = None, lot: Lot | None = None, until: date | None = None
) -> list[Standing]:
    """What stands at outlets, what ends first first; at one of them, of one business or lot, at the end of a day, when asked."""
    rows = ConsignmentLine.objects.all()
    for name, value in (("outlet", outlet), ("business", business), ("lot", lot), ("happened_on__lte", until)):
        if value is not None:
            rows = rows.filter(**{name: value})
    sums = rows.values_list("lot", "outlet").annotate(pieces=Sum("quantity"), since=Min("happened_on")).order_by()
    found = [row for row in sums if row[2] > 0]
    lots = Lot.objects.select_related("product__business").in_bulk({row[0] for row in found})
    outlets = Outlet.objects.select_related("channel", "unit").in_bulk({row[1] for row in found})
    standing = [Standing(lots[one], outlets[at], pieces, since) for one, at, pieces, since in found]
    return sorted(standing, key=lambda row: (row.lot.best_before or date.max, row.lot.pk, row.outlet.pk))


def goods_on_consignment(business: Business, *, until: date | None = None) -> list[Standing]:
    """What of a business's goods stands unsold at outlets (at the end of a day, when asked)."""
    return standing_lots(business=business, until=until)


def outlets_holding(lot: Lot) -> list[Standing]:
    """The outlets where pieces of a lot stand: its holders, when it is called back."""
    return standing_lots(lot=lot)


@dataclass(frozen=True)
class ShelfAt:
    """One product at an outlet: pieces, of them past their day, since when the oldest, and how many to bring next."""

    product: Product
    pieces: int
    expired: int
    since: date | None
    sold: int
    bring: int

    @property
    def days(self) -> int:
        """How long the oldest piece has stood."""
        return (clock.today() - self.since).days if self.since else 0


def shelf_at(outlet: Outlet) -> list[ShelfAt]:
    """What stands at an outlet by product, with its pace: enough to last until the next visit is proposed to bring."""
    today = clock.today()
    by_product: dict[int, list[Standing]] = {}
    for row in standing_lots(outlet=outlet):
        by_product.setdefault(row.lot.product_id or 0, []).append(row)
    recent = SaleLine.objects.filter(
        sale__consignment__outlet=outlet, sale__voided_at=None, sale__sold_on__gt=today - timedelta(days=LOOK_BACK)
    )
    sold = dict(recent.values_list("product").annotate(pieces=Sum("quantity")).order_by())
    products = (
        Product.objects.filter(pk__in=by_product.keys() | sold.keys()).select_related("business").order_by("name")
    )
    return [_shelf(outlet, one, by_product.get(one.pk, []), sold.get(one.pk, 0), today) for one in products]


def _shelf(outlet: Outlet, product: Product, rows: list[Standing], sold: int, today: date) -> ShelfAt:
    pieces = sum(row.pieces for row in rows)
    expired = sum(row.pieces for row in rows if row.lot.is_past(today))
    wanted = ceil(sold * outlet.visit_days / LOOK_BACK)
    since = min((row.since for row in rows), default=None)
    return ShelfAt(product, pieces, expired, since, sold, max(0, wanted - (pieces - expired)))


@dataclass(frozen=True)
class Owed:
    """What an outlet sold and has not paid: the notes, rupiah sold and its fee."""

    notes: list[ConsignmentNote]
    sold: int
    fee: int

    @property
    def due(self) -> int:
        """What it has to pay (rupiah)."""
        return self.sold - self.fee


def owed_by_outlets(outlets: Iterable[Outlet]) -> dict[int, Owed]:
    """What these outlets sold and have not paid, oldest first, by outlet id; voided sales left out."""
    notes: dict[int, list[ConsignmentNote]] = {one.pk: [] for one in outlets}
    rows = ConsignmentNote.objects.filter(outlet__in=notes, kind=ConsignmentNote.Kind.SOLD, settlement=None)
    for note in rows.filter(sale__voided_at=None).select_related("sale__seller").order_by("happened_on", "pk"):
        notes[note.outlet_id].append(note)
    fees = Counter[int]()
    for (sale, _business), amount in _fees(note for own in notes.values() for note in own).items():
        fees[sale] += amount
    return {pk: _owed(own, fees) for pk, own in notes.items()}


def _owed(notes: list[ConsignmentNote], fees: Mapping[int, int]) -> Owed:
    sales = [note.sale for note in notes if note.sale]
    return Owed(notes, sum(sale.total for sale in sales), sum(fees[sale.pk] for sale in sales))


def owed_by_outlet(outlet: Outlet) -> Owed:
    """What an outlet owes now."""
    return owed_by_outlets([outlet])[outlet.pk]


def _fees(notes: Iterable[ConsignmentNote]) -> dict[tuple[int, int], int]:
    """The outlet's fee in these notes (rupiah), by sale and business."""
    percents = {note.sale_id: note.fee_percent for note in notes}
    rows = SaleLine.objects.filter(sale__in=percents).values_list("sale", "business").annotate(amount=Sum("amount"))
    return {(sale, business): fee(amount, percents[sale]) for sale, business, amount in rows.order_by()}


def fees_of(notes: Iterable[ConsignmentNote]) -> dict[tuple[int, str], int]:
    """The outlet's fee in these notes (rupiah) that each business bears, by its id and book."""
    fees: dict[int, int] = {}
    for (_sale, business), amount in _fees(notes).items():
        fees[business] = fees.get(business, 0) + amount
    return {(one.pk, one.book): fees[one.pk] for one in Business.objects.filter(pk__in=fees).order_by("pk")}


def standing_pieces(outlets: Iterable[Outlet]) -> dict[int, int]:
    """Pieces on the shelves of these outlets, by outlet id."""
    rows = ConsignmentLine.objects.filter(outlet__in=list(outlets)).values_list("outlet")
    return dict(rows.annotate(pieces=Sum("quantity")).order_by())
