"""A buyer says what is wrong; somebody finds out and answers."""

from uuid import UUID

from siap.core import clock
from siap.core.services import next_number
from siap.core.verbs import record, verb
from siap.ledger.services import ReasonMissing
from siap.market.facts import ComplaintAnswered, ComplaintMade
from siap.market.models import Complaint
from siap.market.services.refusals import ComplaintKindUnknown, EnoughComplaints
from siap.people.models import User
from siap.workshop.models import Lot

MOST_WAITING = 50
"""Unanswered complaints of one lot; more tell nothing new, and nobody can fill the office's disk with them."""


@verb
def complain(uid: UUID, lot: Lot, *, kind: str, words: str, phone: str = "", by: User | None = None) -> Complaint:
    """Write down what a buyer says of a lot. Sent twice, it stands once.

    Raises ComplaintKindUnknown, ReasonMissing, EnoughComplaints.
    """
    lot = Lot.objects.select_for_update(of=("self",)).select_related("business").get(pk=lot.pk)
    known: Complaint | None = Complaint.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if kind not in Complaint.Kind.values:
        raise ComplaintKindUnknown
    if not words.strip():
        raise ReasonMissing
    if Complaint.objects.filter(lot=lot, answered_at=None).count() >= MOST_WAITING:
        raise EnoughComplaints
    series = f"K-{clock.today().year}"
    complaint: Complaint = Complaint.objects.create(
        uid=uid, number=f"{series}-{next_number(f'complaint:{series}'):04}", unit_id=lot.business.unit_id, lot=lot,
        kind=kind, words=words.strip()[:300], phone=phone, made_at=clock.now(),
    )  # fmt: skip
    record(ComplaintMade(complaint=complaint.pk, lot=lot.pk, kind=kind))
    return complaint


@verb
def answer_complaint(complaint: Complaint, answer: str, *, by: User) -> Complaint:
    """Say what was found and done; the buyer's number is erased. Answering twice changes nothing. Raises ReasonMissing."""
    complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    if complaint.answered_at is not None:
        return complaint
    if not answer.strip():
        raise ReasonMissing
    complaint.answer, complaint.phone = answer.strip()[:300], ""
    complaint.answered_at, complaint.answered_by = clock.now(), by
    complaint.save(update_fields=["answer", "phone", "answered_at", "answered_by"])
    record(ComplaintAnswered(complaint=complaint.pk))
    return complaint
