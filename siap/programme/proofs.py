"""What the programme proves: nobody takes part by a stroke in the database."""

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.programme.models import Participation


@proof("decisions", _("Setiap peserta diputuskan"), wants={"programme.ParticipantApproved": "participation"})
def participants_were_decided(evidence: Evidence) -> Finding:
    """Every approved participation was approved by a verb that said so."""
    rows = Participation.objects.filter(state=Participation.State.APPROVED)
    return backed_by_facts(rows, "programme.ParticipantApproved", evidence, "participation")
