"""What the cash book proves: notes, counts and tools are what was said, and tools are written off as booked."""

from django.db.models import F, Sum

from siap.cashbook.models import CashCount, CashNote, Depreciation, Equipment
from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger.models import Line

_NOTED = {
    "note": "pk", "business": "business", "kind": "kind", "amount": "amount", "on": "happened_on",
    "counterparty": "counterparty",
}  # fmt: skip
_REVERSED = {"note": "pk", "business": "business"}
_COUNTED = {
    "count": "pk", "business": "business", "counted": "counted", "expected": "expected", "on": "counted_on",
}  # fmt: skip
_BOUGHT = {"equipment": "pk", "business": "business", "cost": "cost", "years": "years", "on": "bought_on"}
_GONE = {"equipment": "pk", "business": "business"}


@proof("notes", _("Setiap catatan kas tercatat"), wants={"cashbook.CashNoted": _NOTED})
def notes_were_noted(evidence: Evidence) -> Finding:
    """Every note was written by a verb that said so: that word, amount and day."""
    return backed_by_facts(CashNote.objects.all(), "cashbook.CashNoted", evidence, "note", _NOTED)


@proof("reversed-notes", _("Catatan yang dibatalkan tetap batal"), wants={"cashbook.CashNoteReversed": _REVERSED})
def reversed_notes_stay_reversed(evidence: Evidence) -> Finding:
    """A note that was taken back is shown as taken back, and no other is."""
    taken_back = CashNote.objects.exclude(reversed_at=None)
    return backed_by_facts(taken_back, "cashbook.CashNoteReversed", evidence, "note", _REVERSED)


@proof("counts", _("Setiap hitung kas tercatat"), wants={"cashbook.CashCounted": _COUNTED})
def counts_were_counted(evidence: Evidence) -> Finding:
    """Every count of cash was noted by a verb that said so."""
    return backed_by_facts(CashCount.objects.all(), "cashbook.CashCounted", evidence, "count", _COUNTED)


@proof("equipment", _("Setiap alat tercatat"), wants={"cashbook.EquipmentBought": _BOUGHT})
def tools_were_bought(evidence: Evidence) -> Finding:
    """Every tool was entered by a verb that said so: that cost, those years."""
    return backed_by_facts(Equipment.objects.all(), "cashbook.EquipmentBought", evidence, "equipment", _BOUGHT)


@proof("disposals", _("Setiap alat yang dihapus tercatat"), wants={"cashbook.EquipmentDisposed": _GONE})
def tools_left_by_a_verb(evidence: Evidence) -> Finding:
    """A tool that is gone was disposed of by a verb that said so, and no other is gone."""
    gone = Equipment.objects.exclude(gone_on=None)
    return backed_by_facts(gone, "cashbook.EquipmentDisposed", evidence, "equipment", _GONE)


@proof("depreciation", _("Penyusutan sama dengan buku"))
def written_off_as_booked(evidence: Evidence) -> Finding:
    """For every business: what its tools were written off by is what its book was charged."""
    rows = Depreciation.objects.values_list("business").annotate(total=Sum("amount"))
    told = {f"business:{business}": total for business, total in rows if total}
    lines = Line.objects.filter(account__code=chart.depreciation.code)
    booked = {key: net for key, net in lines.values_list("book__key").annotate(net=Sum(F("side") * F("amount"))) if net}
    wrong = sorted(key for key in told.keys() | booked.keys() if told.get(key) != booked.get(key))
    return Finding(
        len(told), f"{wrong[0]}: written off {told.get(wrong[0], 0)}, booked {booked.get(wrong[0], 0)}" if wrong else ""
    )
