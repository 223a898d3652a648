"""Goods at somebody's shop and goods called back are where their papers say."""

from collections import defaultdict

from django.db.models import F, Q, Sum

from siap.core.proofs import CHUNK, Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger.models import Line
from siap.market.models import (
    ConsignmentLine,
    ConsignmentNote,
    Payment,
    Recall,
    RecallHolder,
    RecallLot,
    RecallNote,
    Settlement,
)
from siap.workshop.models import Lot

_NOTED = {"note": "pk", "outlet": "outlet", "kind": "kind", "on": "happened_on", "by": "by"}
_SETTLED = {
    "settlement": "pk", "outlet": "outlet", "sold": "sold", "fee": "fee", "method": "method", "on": "settled_on",
    "by": "received_by",
}  # fmt: skip


@proof("consigned", _("Barang titipan sama dengan lotnya"), wants={"market.GoodsConsigned": _NOTED})
def consigned_goods_are_in_their_lots(evidence: Evidence) -> Finding:
    """Every note was written by a verb that said so; nowhere do fewer than no pieces stand, and no lot has fewer on hand than
    stand at outlets."""
    rows = (
        ConsignmentLine.objects.values_list("outlet", "lot").annotate(pieces=Sum("quantity")).order_by("outlet", "lot")
    )
    away: dict[int, int] = defaultdict(int)
    for outlet, lot, pieces in rows:
        if pieces < 0:
            return Finding(len(rows), f"outlet {outlet}: {pieces} pieces of lot {lot}")
        away[lot] += pieces
    for lot in Lot.objects.filter(pk__in=away).order_by("pk"):
        if lot.on_hand < away[lot.pk]:
            return Finding(len(rows), f"lot {lot.number}: {away[lot.pk]} at outlets, {lot.on_hand} on hand")
    return backed_by_facts(ConsignmentNote.objects.all(), "market.GoodsConsigned", evidence, "consignment note", _NOTED)


@proof("outlets", _("Tagihan tempat titip sama dengan buku"), wants={"market.OutletSettled": _SETTLED})
def outlets_owe_what_the_book_says(evidence: Evidence) -> Finding:
    """What every outlet sold and has not paid is what the sellers' books say it owes; every settlement was said; a payment of an
    outlet counts only when it is in one."""
    open_notes = ConsignmentNote.objects.filter(kind="sold", settlement=None, sale__voided_at=None)
    owed = dict(open_notes.values_list("outlet").annotate(amount=Sum("sale__total")).order_by())
    lines = Line.objects.filter(account__code=chart.receivable.code, book__kind="seller").exclude(account__subject=0)
    booked = dict(lines.values_list("account__subject").annotate(amount=Sum(F("side") * F("amount"))).order_by())
    for outlet in sorted(owed.keys() | booked.keys()):
        if owed.get(outlet, 0) != booked.get(outlet, 0):
            return Finding(
                len(owed), f"outlet {outlet}: owes {owed.get(outlet, 0)}, in the book {booked.get(outlet, 0)}"
            )
    paid = Payment.objects.filter(method=Payment.Method.OUTLET, state=Payment.State.VERIFIED)
    wrong = paid.filter(sale__consignment__settlement=None).order_by("pk").first()
    if wrong is not None:
        return Finding(len(owed), f"payment {wrong.pk}: no settlement paid it")
    return backed_by_facts(Settlement.objects.all(), "market.OutletSettled", evidence, "settlement", _SETTLED)


_RECALL = {"recall": "pk", "business": "business", "lot": "lot", "level": "level", "is_drill": "is_drill", "by": "by"}
_TALLIED = {
    "note": "pk", "recall": "holder__recall", "holder": "holder", "kind": "kind", "quantity": "quantity", "by": "by",
}  # fmt: skip
_RECALL_OVER = {
    "recall": "pk", "business": "business", "is_drill": "is_drill", "is_safe": "is_safe", "by": "closed_by",
}  # fmt: skip


@proof(
    "recalls",
    _("Setiap penarikan tercatat, dan lotnya ditahan"),
    wants={"market.RecallStarted": [*_RECALL, "lots"], "market.RecallClosed": _RECALL_OVER},
)
def recalls_were_said(evidence: Evidence) -> Finding:
    """Every recall was begun and ended by a verb that said so; its lots are held until it ends as a false alarm."""
    said = {row[:-1]: row[-1] for row in evidence.of("market.RecallStarted", [*_RECALL, "lots"])}
    recalls = {row[0]: row for row in Recall.objects.order_by("pk").values_list(*_RECALL.values())}
    lots: dict[int, set[int]] = defaultdict(set)
    for recall, lot in RecallLot.objects.values_list("recall", "lot"):
        lots[recall].add(lot)
    for pk, row in recalls.items():
        if row not in said or set(said[row]) != lots[pk]:
            return Finding(len(recalls), f"recall {pk}: not as it was begun")
    closed = backed_by_facts(
        Recall.objects.exclude(closed_at=None), "market.RecallClosed", evidence, "recall", _RECALL_OVER
    )
    if closed.offender:
        return closed
    called = RecallLot.objects.filter(recall__is_drill=False, recall__is_safe=False)
    loose = called.filter(Q(lot__recalled_on=None) | Q(lot__held_because="")).order_by("pk").first()
    stray = Lot.objects.exclude(recalled_on=None).exclude(pk__in=called.values("lot")).order_by("pk").first()
    offender = f"lot {loose.lot_id}: called back, not held" if loose else f"lot {stray.pk}: no recall" if stray else ""
    return Finding(len(recalls), offender)


@proof(
    "recall-holders",
    _("Daftar pemegang barang yang ditarik tetap seperti ditulis"),
    wants={"market.HoldersListed": ("recall", "holders"), "market.HolderTallied": _TALLIED},
)
def holders_were_listed(evidence: Evidence) -> Finding:
    """Every holder was written down by a verb that said so, and so was whatever was tallied of him."""
    said = {
        (recall, *one) for recall, many in evidence.of("market.HoldersListed", ("recall", "holders")) for one in many
    }
    rows = RecallHolder.objects.order_by("pk").values_list("recall", "pk", "lot", "quantity")
    for row in rows.iterator(CHUNK):
        if row not in said:
            return Finding(len(said), f"holder {row[1]}: never listed like this")
    noted = backed_by_facts(RecallNote.objects.all(), "market.HolderTallied", evidence, "note", _TALLIED)
    return noted if noted.offender else Finding(len(said))
