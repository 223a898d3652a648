"""Who holds what of a lot that is called back, and what became of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from siap.market.models import ConsignmentLine, Outlet, Recall, RecallHolder, RecallLot, RecallNote, SaleLine
from siap.ui import words
from siap.workshop import queries as stock
from siap.workshop.models import Lot


@dataclass(frozen=True)
class Held:
    """A holder with what was tallied of him: base units of the lot (pieces of a product)."""

    holder: RecallHolder
    is_told: bool
    back: int
    gone: int
    moved: int

    @property
    def left(self) -> int:
        """What is still waited for."""
        return self.holder.quantity - self.back - self.gone - self.moved

    @property
    def kind(self) -> str:
        """`own`, `outlet` or `sale`."""
        return "sale" if self.holder.line_id else "outlet" if self.holder.outlet_id else "own"

    @property
    def who(self) -> str:
        """Whom to call."""
        outlet = self._outlet
        if outlet is not None:
            return outlet.channel.name
        if self.holder.line is None:
            return _("Gudang sendiri")
        return self.holder.line.sale.buyer or _("Pembeli tanpa nama")

    @property
    def contact(self) -> str:
        """Where he is found: the outlet's address and person, or the place and day of the sale."""
        outlet, line = self._outlet, self.holder.line
        if outlet is not None:
            return " · ".join(filter(None, (outlet.address, outlet.contact)))
        if line is None:
            return self.holder.lot.place
        return " · ".join((line.sale.channel.name, words.day(line.sale.sold_on), line.sale.number))

    @property
    def _outlet(self) -> Outlet | None:
        if self.holder.outlet is not None:
            return self.holder.outlet
        note = getattr(self.holder.line.sale, "consignment", None) if self.holder.line else None
        return note.outlet if note else None


@dataclass(frozen=True)
class Tally:
    """A whole recall: every holder, and what it adds up to (pieces; material counts in its own units)."""

    rows: Sequence[Held]

    def _sum(self, name: str, kinds: Collection[str] = ("own", "outlet", "sale")) -> int:
        return sum(getattr(row, name) for row in self.rows if row.kind in kinds)

    @property
    def out(self) -> int:
        """Pieces that stand outside: at outlets and with buyers."""
        return sum(row.holder.quantity - row.moved for row in self.rows if row.kind != "own")

    @property
    def back(self) -> int:
        """What came back or was put aside."""
        return self._sum("back")

    @property
    def gone(self) -> int:
        """What nobody can give back any more."""
        return self._sum("gone")

    @property
    def left(self) -> int:
        """What is still waited for."""
        return self._sum("left")

    @property
    def buyers(self) -> int:
        """Holders outside."""
        return sum(row.kind != "own" for row in self.rows)

    @property
    def untold(self) -> int:
        """Holders outside whom nobody has told yet."""
        return sum(row.kind != "own" and not row.is_told and row.left > 0 for row in self.rows)


_WITH = (
    "lot__product", "lot__material", "line__sale__channel", "line__sale__consignment__outlet__channel", "outlet__channel",
)  # fmt: skip


def tally(recall: Recall) -> Tally:
    """Every holder of a recall with what became of his pieces; whom we still wait for first, then as they were listed.

    The goods of a sale that was voided are back already. Two questions, however many holders.
    """
    holders = recall.holders.select_related(*_WITH).order_by("pk")
    rows = [_held(one, sums) for one, sums in _noted(holders)]
    return Tally(sorted(rows, key=lambda row: (row.left == 0, row.kind == "own", row.holder.pk)))


def held_by(holder: RecallHolder) -> Held:
    """One holder with what was tallied of him."""
    ((one, sums),) = _noted(RecallHolder.objects.filter(pk=holder.pk).select_related(*_WITH))
    return _held(one, sums)


def _noted(holders: "QuerySet[RecallHolder]") -> list[tuple[RecallHolder, dict[str, int]]]:
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    notes = RecallNote.objects.filter(holder__in=holders.order_by().values("pk")).values_list("holder", "kind")
    for holder, kind, quantity in notes.annotate(quantity=Sum("quantity")).order_by():
        sums[holder][kind] = quantity
    return [(one, sums[one.pk]) for one in holders]


def _held(one: RecallHolder, sums: dict[str, int]) -> Held:
    kinds = RecallNote.Kind
    back, gone, moved = (sums.get(kind, 0) for kind in (kinds.BACK, kinds.GONE, kinds.SOLD))
    if one.line is not None and one.line.sale.voided_at is not None:
        back = one.quantity - gone - moved
    return Held(one, bool(sums), back, gone, moved)


def holders_now(lots: Collection[Lot]) -> list[RecallHolder]:
    """Everybody who holds something of these lots now, not yet written down: buyers, outlets, and our own shelf."""
    ids = [lot.pk for lot in lots]
    standing = ConsignmentLine.objects.filter(lot__in=ids).values_list("lot", "outlet").annotate(n=Sum("quantity"))
    at_outlets = [(lot, outlet, n) for lot, outlet, n in standing.order_by("lot", "outlet") if n > 0]
    away: dict[int, int] = defaultdict(int)
    for lot, _outlet, n in at_outlets:
        away[lot] += n
    own = [(lot, lot.on_hand - away[lot.pk]) for lot in lots]
    return [
        *(RecallHolder(lot=lot, quantity=quantity) for lot, quantity in own if quantity > 0),
        *(RecallHolder(lot_id=lot, outlet_id=outlet, quantity=n) for lot, outlet, n in at_outlets),
        *(as_holder(one) for one in lines_of(ids)),
    ]


def as_holder(line: SaleLine) -> RecallHolder:
    """The buyer of a line that came from a lot, not yet written down."""
    assert line.lot_id is not None
    return RecallHolder(lot_id=line.lot_id, line=line, quantity=line.quantity)


def lines_of(lots: Collection[int]) -> list[SaleLine]:
    """The sale lines that stand and have pieces of these lots, or of lots made of them, the oldest first."""
    rows = SaleLine.objects.filter(pk__in=stock.lines_reached(lots), sale__voided_at=None)
    return list(rows.select_related("sale").order_by("pk"))


def late_lines(recall: Recall) -> list[SaleLine]:
    """Sale lines of its lots that nobody knew of when it began. What an outlet sells later the outlet still answers for."""
    lots = recall.lots.values_list("lot", flat=True)
    rows = SaleLine.objects.filter(lot__in=lots, sale__voided_at=None, sale__consignment=None)
    return list(rows.exclude(recall_holders__recall=recall).order_by("pk"))


def recalls_of(lots: Collection[int]) -> "QuerySet[Recall]":
    """Recalls that go on and have one of these lots; drills left out."""
    mine = RecallLot.objects.filter(lot__in=list(lots)).values("recall")
    return Recall.objects.filter(pk__in=mine, closed_at=None, is_drill=False).order_by("pk")


def still_recalled(lots: Collection[int], *, beside: Recall) -> set[int]:
    """Those of these lots that another recall calls back: one that goes on, or that did not end as a false alarm."""
    rows = RecallLot.objects.filter(lot__in=list(lots), recall__is_drill=False, recall__is_safe=False)
    return set(rows.exclude(recall=beside).values_list("lot", flat=True))


def recalls_for(recalls: "QuerySet[Recall]") -> "QuerySet[Recall]":
    """These recalls as a list shows them: what goes on first, then the newest."""
    rows = recalls.select_related("lot__product", "lot__material", "business", "unit")
    out = Sum("holders__quantity", filter=~Q(holders__line=None, holders__outlet=None))
    return rows.annotate(pieces=out).order_by(F("closed_at").desc(nulls_first=True), "-pk")
