"""The shelf is counted, and what is spoilt goes."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.people.models import User
from siap.workshop import postings, rules
from siap.workshop.facts import StockCounted, StockMoved, StockWrittenOff
from siap.workshop.models import CountLine, Lot, LotKind, StockCount, WriteOff
from siap.workshop.services.refusals import Wrong, refuse_unless_working
from siap.workshop.services.stocking import shift


class CountWrong(Wrong):
    """A count that cannot be."""


class WriteOffWrong(Wrong):
    """More was to go than is there."""


@verb
def count_stock(
    uid: UUID,
    business: Business,
    counted: Mapping[int, int],
    *,
    because: Mapping[int, str] | None = None,
    counted_on: date,
    by: User,
) -> StockCount:
    """Write down what was found of each lot (id → base units); a difference needs its reason and becomes a stock difference.

    A lot that is not counted stays as it is. What is found beyond the books takes the worth of what lies with it.
    Raises CountWrong, DayWrong, BusinessEnded.
    """
    if known := StockCount.objects.filter(uid=uid).first():
        return known
    refuse_unless_working(business, counted_on, "counted_on")
    reasons = because or {}
    lots = list(Lot.objects.filter(business=business, pk__in=counted).select_for_update().order_by("pk"))
    if not lots or len(lots) != len(counted):
        raise CountWrong(_("Isi hitungan paling sedikit satu lot usaha ini."))
    for lot in lots:
        if not 0 <= counted[lot.pk] <= rules.MOST_OF_ANYTHING:
            raise CountWrong(_("Hitungan lot %(lot)s tidak masuk akal."), f"lot-{lot.pk}", lot=lot.number)
        if counted[lot.pk] != lot.on_hand and not reasons.get(lot.pk, "").strip():
            raise CountWrong(
                _("Lot %(lot)s berbeda dari catatan. Tulis sebabnya."), f"because-{lot.pk}", lot=lot.number
            )
    count = StockCount.objects.create(uid=uid, business=business, counted_on=counted_on, by=by)
    expected = {lot.pk: lot.on_hand for lot in lots}
    differences = [(lot, counted[lot.pk] - lot.on_hand, _worth(lot, counted[lot.pk])) for lot in lots]
    changed = [one for one in differences if one[1]]
    CountLine.objects.bulk_create(
        CountLine(
            count=count,
            lot=lot,
            expected=expected[lot.pk],
            counted=counted[lot.pk],
            value=value,
            because=reasons.get(lot.pk, "").strip()[:200] if quantity else "",
        )
        for lot, quantity, value in differences
    )
    moves = shift(changed, count.reference, counted_on)
    told = tuple((move.lot_id, move.quantity, move.value) for move in moves)
    if told:
        record(StockMoved(reference=count.reference, moves=told, on=counted_on))
    ledger.post(
        *postings.stock_counted(
            business.book,
            count.reference,
            counted_on,
            material=sum(value for lot, _quantity, value in changed if lot.kind == LotKind.MATERIAL),
            goods=sum(value for lot, _quantity, value in changed if lot.kind == LotKind.PRODUCT),
        )
    )
    record(StockCounted(count=count.pk, business=business.pk, lots=len(lots), differences=told, on=counted_on))
    return count


def _worth(lot: Lot, counted: int) -> int:
    """What the difference is worth at the lot's own price: all that is left goes with the last of it."""
    if counted == 0:
        return -lot.value
    if not lot.on_hand:
        return 0
    return lot.value * counted // lot.on_hand - lot.value


@verb
def write_off(
    uid: UUID, lot: Lot, quantity: int, *, because: str, happened_on: date | None = None, by: User
) -> WriteOff:
    """Part of a lot had to go: expired, broken, spilt. It is a loss of the business, at what it was worth.

    Raises ReasonMissing, WriteOffWrong, DayWrong, BusinessEnded.
    """
    if known := WriteOff.objects.filter(uid=uid).first():
        return known
    if not because.strip():
        raise ReasonMissing
    on = happened_on or clock.today()
    lot = Lot.objects.select_for_update(of=("self",)).select_related("business").get(pk=lot.pk)
    refuse_unless_working(lot.business, on, "happened_on")
    if on < lot.made_on:
        raise WriteOffWrong(_("Lot ini baru ada sesudah hari itu."), "happened_on")
    if not 0 < quantity <= lot.on_hand:
        raise WriteOffWrong(_("Lot ini tinggal %(left)s."), "quantity", left=rules.measured(lot.on_hand, lot.measure))
    value = rules.take([lot.offered], quantity)[0].cost
    gone = WriteOff.objects.create(
        uid=uid, lot=lot, quantity=quantity, value=value, because=because.strip()[:200], happened_on=on, by=by
    )
    shift([(lot, -quantity, -value)], gone.reference, on)
    record(StockMoved(reference=gone.reference, moves=((lot.pk, -quantity, -value),), on=on))
    is_material = lot.kind == LotKind.MATERIAL
    ledger.post(*postings.stock_written_off(lot.business.book, gone.reference, on, value, is_material=is_material))
    record(
        StockWrittenOff(write_off=gone.pk, business=lot.business_id, lot=lot.pk, quantity=quantity, value=value, on=on)
    )
    return gone
