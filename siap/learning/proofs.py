"""What learning proves: no certificate without its verb."""

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.learning.models import Certificate


@proof("certificates", _("Setiap sertifikat diterbitkan"), wants={"learning.CertificateIssued": "certificate"})
def certificates_were_issued(evidence: Evidence) -> Finding:
    """Every certificate was issued by a verb that said so."""
    return backed_by_facts(Certificate.objects.all(), "learning.CertificateIssued", evidence, "certificate")
