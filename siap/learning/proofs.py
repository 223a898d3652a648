"""What learning proves: no mark and no certificate without its verb, and none that was taken back counts again."""

from django.db.models import Value

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.learning.models import Certificate, Enrolment

_ISSUED = {"certificate": "pk", "person": "person", "audience": "course__audience", "on": "issued_on"}
_REVOKED = {"certificate": "pk", "person": "person"}
_POST = {"cohort": "cohort", "person": "person", "kind": "test", "score": "post_test"}


@proof("certificates", _("Setiap sertifikat diterbitkan"), wants={"learning.CertificateIssued": _ISSUED})
def certificates_were_issued(evidence: Evidence) -> Finding:
    """Every certificate was issued by a verb that said so: to that person, on that day."""
    return backed_by_facts(Certificate.objects.all(), "learning.CertificateIssued", evidence, "certificate", _ISSUED)


@proof("revoked", _("Sertifikat yang dicabut tetap dicabut"), wants={"learning.CertificateRevoked": _REVOKED})
def revoked_certificates_stay_revoked(evidence: Evidence) -> Finding:
    """A certificate that was taken back does not count again."""
    revoked = Certificate.objects.exclude(revoked_on=None)
    return backed_by_facts(revoked, "learning.CertificateRevoked", evidence, "certificate", _REVOKED)


@proof("marks", _("Setiap nilai tes diberikan"), wants={"learning.TestMarked": _POST})
def marks_were_given(evidence: Evidence) -> Finding:
    """Every post-test has a mark that somebody gave."""
    marked = Enrolment.objects.exclude(post_test=None).annotate(test=Value("post"))
    said = evidence.of("learning.TestMarked", _POST)
    given = marked.order_by("pk").values_list("pk", *_POST.values())
    wrong = next((pk for pk, *values in given.iterator() if tuple(values) not in said), None)
    return Finding(marked.count(), f"enrolment {wrong}: nobody gave this mark" if wrong else "")
