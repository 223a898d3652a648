"""What the cash book proves: a note is what was noted."""

from siap.cashbook.models import CashNote
from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _

_NOTED = {"note": "pk", "business": "business", "kind": "kind", "amount": "amount", "on": "happened_on"}
_REVERSED = {"note": "pk", "business": "business"}


@proof("notes", _("Setiap catatan kas tercatat"), wants={"cashbook.CashNoted": _NOTED})
def notes_were_noted(evidence: Evidence) -> Finding:
    """Every note was written by a verb that said so: that word, amount and day."""
    return backed_by_facts(CashNote.objects.all(), "cashbook.CashNoted", evidence, "note", _NOTED)


@proof("reversed-notes", _("Catatan yang dibatalkan tetap batal"), wants={"cashbook.CashNoteReversed": _REVERSED})
def reversed_notes_stay_reversed(evidence: Evidence) -> Finding:
    """A note that was taken back is shown as taken back, and no other is."""
    taken_back = CashNote.objects.exclude(reversed_at=None)
    return backed_by_facts(taken_back, "cashbook.CashNoteReversed", evidence, "note", _REVERSED)
