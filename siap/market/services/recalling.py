"""Goods are called back: held everywhere at once, listed by who has them, tallied, and closed with what was found."""

from uuid import UUID, uuid5

from siap.core import clock
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.market import queries
from siap.market.facts import HoldersListed, HolderTallied, RecallClosed, RecallStarted
from siap.market.models import Recall, RecallHolder, RecallLot, RecallNote, Sale
from siap.market.rules import DrillIsNotSafe, FindingMissing, LevelUnknown, RecallOver, RecallRunning, TallyWrong
from siap.people.models import User
from siap.workshop import services as workshop
from siap.workshop.models import Lot


@verb
def start_recall(uid: UUID, lot: Lot, *, level: int, because: str, is_drill: bool = False, by: User) -> Recall:
    """Call back a lot and everything that was made of it: every lot is held in this one step, and everybody who has some of it
    is written down. A drill holds nothing. Sent twice, it begins once.

    Raises LevelUnknown, ReasonMissing, RecallRunning.
    """
    if level not in Recall.Level.values:
        raise LevelUnknown
    if not because.strip():
        raise ReasonMissing
    lots = workshop.lock_whole(lot)  # a second call waits here for the first
    known: Recall | None = Recall.objects.filter(uid=uid).first()
    if known is not None:
        return known
    running = Recall.objects.filter(lot=lot, closed_at=None, is_drill=False).first()
    if running is not None and not is_drill:
        raise RecallRunning(lot=lot.number, number=running.number)
    source = next(one for one in lots if one.pk == lot.pk)
    recall: Recall = Recall.objects.create(
        uid=uid,
        number=_number(is_drill=is_drill),
        unit_id=source.business.unit_id,
        business=source.business,
        lot=source,
        level=level,
        because=because.strip()[:160],
        is_drill=is_drill,
        started_at=clock.now(),
        by=by,
    )
    if not is_drill:
        workshop.recall_lots(lots, on=clock.today(), because=recall.held_because)
    RecallLot.objects.bulk_create(RecallLot(recall=recall, lot=one) for one in lots)
    ids = tuple(one.pk for one in lots)
    record(
        RecallStarted(
            recall=recall.pk, business=recall.business_id, lot=lot.pk, level=level, is_drill=is_drill, lots=ids
        )
    )
    _list(recall, queries.holders_now(lots))
    return recall


def _number(*, is_drill: bool) -> str:
    """`TARIK-2026-0001`, a drill `LATIHAN-2026-0001`: a year's recalls of the office, without gaps."""
    series = f"{'LATIHAN' if is_drill else 'TARIK'}-{clock.today().year}"
    return f"{series}-{next_number(f'recall:{series}'):04}"


def _list(recall: Recall, holders: list[RecallHolder]) -> None:
    if not holders:
        return
    for one in holders:
        one.recall = recall
    RecallHolder.objects.bulk_create(holders)
    rows = RecallHolder.objects.filter(recall=recall, uid__in=[one.uid for one in holders]).order_by("pk")
    record(HoldersListed(recall=recall.pk, holders=tuple(rows.values_list("pk", "lot", "quantity"))))


def list_late_buyers(sale: Sale, *, by: User) -> None:
    """A device told late of goods that are called back: their buyer goes on the list, and our own shelf has fewer.

    Part of another verb; never refuses.
    """
    lots = [pk for pk in sale.lines.values_list("lot", flat=True) if pk is not None]
    for recall in queries.recalls_of(lots).select_for_update():
        late = queries.late_lines(recall)
        _list(recall, [queries.as_holder(line) for line in late])
        for line in late:
            own = recall.holders.filter(lot=line.lot_id, line=None, outlet=None).first()
            if own is not None and (left := queries.held_by(own).left) > 0:
                uid = uuid5(sale.uid, f"recall:{recall.pk}:{line.pk}")
                _note(uid, own, RecallNote.Kind.SOLD, min(left, line.quantity), by)


@verb
def tally_holder(uid: UUID, holder: RecallHolder, kind: str, quantity: int = 0, *, by: User) -> RecallNote:
    """Write down that a holder was told, or that so much came back or is gone. Sent twice, it counts once.

    Raises RecallOver, TallyWrong.
    """
    recall = Recall.objects.select_for_update().get(pk=holder.recall_id)
    known: RecallNote | None = RecallNote.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if not recall.is_open:
        raise RecallOver(number=recall.number)
    if kind == RecallNote.Kind.TOLD:
        quantity = 0
    else:
        left = queries.held_by(holder).left
        if kind not in (RecallNote.Kind.BACK, RecallNote.Kind.GONE) or not 0 < quantity <= left:
            raise TallyWrong(left=left)
    return _note(uid, holder, kind, quantity, by)


def _note(uid: UUID, holder: RecallHolder, kind: str, quantity: int, by: User) -> RecallNote:
    note = RecallNote.objects.create(uid=uid, holder=holder, kind=kind, quantity=quantity, noted_at=clock.now(), by=by)
    record(HolderTallied(note=note.pk, recall=holder.recall_id, holder=holder.pk, kind=str(kind), quantity=quantity))
    return note


@verb
def close_recall(recall: Recall, *, found: str, measures: str = "", is_safe: bool = False, by: User) -> Recall:
    """The recall is over and stays on file. Its lots stay held, unless it was a false alarm. Closing twice changes nothing.

    Raises FindingMissing, DrillIsNotSafe.
    """
    if not found.strip():
        raise FindingMissing
    pk = recall.pk
    lots = workshop.lock_whole(Recall.objects.select_related("lot").get(pk=pk).lot) if is_safe else []
    recall = Recall.objects.select_for_update().get(pk=pk)
    if not recall.is_open:
        return recall
    if is_safe and recall.is_drill:
        raise DrillIsNotSafe
    recall.closed_at, recall.closed_by = clock.now(), by
    recall.found, recall.measures, recall.is_safe = found.strip()[:300], measures.strip()[:300], is_safe
    recall.save(update_fields=["closed_at", "closed_by", "found", "measures", "is_safe"])
    if is_safe:
        mine = set(recall.lots.values_list("lot", flat=True))
        kept = queries.still_recalled(mine, beside=recall)
        freed = [lot for lot in lots if lot.pk in mine - kept]
        workshop.clear_lots(freed, held_because=recall.held_because, because=recall.found)
    sums = queries.tally(recall)
    record(
        RecallClosed(
            recall=recall.pk,
            business=recall.business_id,
            is_drill=recall.is_drill,
            is_safe=is_safe,
            back=sums.back,
            gone=sums.gone,
            missing=sums.left,
            seconds=int((recall.closed_at - recall.started_at).total_seconds()),
        )
    )
    return recall
