"""Somebody who is forgotten: the sums of his own book stay, its words and the people in them go."""

from siap.business.services.forgetting import UNTOLD
from siap.cashbook.models import CashCount, CashNote, Counterparty
from siap.core import services as core
from siap.core.verbs import verb
from siap.people.models import User


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty the words of the books of a person's own businesses, and destroy the receipts."""
    notes = CashNote.objects.filter(business__owner=person)
    for note in notes.exclude(receipt=None).select_related("receipt"):
        assert note.receipt is not None
        core.destroy_document(note.receipt, by=by)
    notes.update(note="", reversed_because="")
    CashCount.objects.filter(business__owner=person).exclude(because="").update(because=UNTOLD)
    for one in Counterparty.objects.filter(business__owner=person):
        one.name = one.key = f"#{one.pk}"
        one.save(update_fields=["name", "key"])
