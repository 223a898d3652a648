"""What aftercare proves: every case, state and record was said by a verb, and a record's figures are those it was frozen with."""

from siap.aftercare.models import Case, CreditRecord, FollowUp, Provision, SkillRating, VentureState
from siap.core.facts import canonical
from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.core.verbs import digest_of

_OPENED = {"case": "pk", "person": "person"}
_FOLLOWED = {"follow_up": "pk", "case": "case", "month": "month", "answer": "answer", "by": "done_by"}
_GIVEN = {
    "provision": "pk", "case": "case", "kind": "kind", "amount": "amount", "given_on": "given_on",
    "return_due_on": "return_due_on", "by": "by",
}  # fmt: skip
_STOOD = {"row": "pk", "venture": "venture", "state": "state", "since": "since", "by": "by"}
_ISSUED = {"record": "pk", "venture": "venture", "digest": "digest", "on": "issued_on", "valid_until": "valid_until"}


@proof("cases", _("Setiap pendampingan dibuka"), wants={"aftercare.CaseOpened": _OPENED})
def cases_were_opened(evidence: Evidence) -> Finding:
    """Every case was opened by a verb that said so, for that person."""
    return backed_by_facts(Case.objects.all(), "aftercare.CaseOpened", evidence, "case", _OPENED)


@proof("follow-ups", _("Setiap kunjungan usaha dicatat"), wants={"aftercare.FollowedUp": _FOLLOWED})
def follow_ups_were_told(evidence: Evidence) -> Finding:
    """Every answer was written down by that person."""
    done = FollowUp.objects.filter(done_on__isnull=False)
    return backed_by_facts(done, "aftercare.FollowedUp", evidence, "follow-up", _FOLLOWED)


@proof("provisions", _("Setiap bekal pulang diberikan"), wants={"aftercare.ProvisionGiven": _GIVEN})
def provisions_were_given(evidence: Evidence) -> Finding:
    """Every loan and grant is as it was given."""
    return backed_by_facts(Provision.objects.all(), "aftercare.ProvisionGiven", evidence, "provision", _GIVEN)


@proof("venture-states", _("Setiap keadaan usaha dicatat"), wants={"aftercare.VentureStateSet": _STOOD})
def states_were_set(evidence: Evidence) -> Finding:
    """Every state of a business was written down by that person."""
    return backed_by_facts(VentureState.objects.all(), "aftercare.VentureStateSet", evidence, "state", _STOOD)


@proof("credit-records", _("Setiap catatan usaha untuk bank beku"), wants={"aftercare.CreditRecordIssued": _ISSUED})
def records_are_frozen(evidence: Evidence) -> Finding:
    """Every record's figures have the digest that stands on its paper and in its fact; those of the forgotten are empty."""
    rows = CreditRecord.objects.order_by("pk").values_list("pk", "figures", "digest", "case__person__forgotten_on")
    for pk, figures, digest, forgotten_on in rows.iterator():
        if digest_of(canonical(figures)) != digest and (figures or forgotten_on is None):
            return Finding(rows.count(), f"credit record {pk}: figures are not those of its digest")
    return backed_by_facts(
        CreditRecord.objects.all(), "aftercare.CreditRecordIssued", evidence, "credit record", _ISSUED
    )


_RATED = {
    "rating": "pk", "person": "person", "skill": "skill", "level": "level", "on": "rated_on", "batch": "batch",
    "sale": "sale", "sitting": "sitting", "by": "by",
}  # fmt: skip


@proof("skills", _("Setiap penilaian kecakapan punya buktinya"), wants={"aftercare.SkillRated": _RATED})
def ratings_are_as_given(evidence: Evidence) -> Finding:
    """Every rating is the one that was given, by that hand, with that evidence."""
    return backed_by_facts(SkillRating.objects.all(), "aftercare.SkillRated", evidence, "rating", _RATED)
