"""What the reports prove: a frozen figure is still the figure that was issued."""

from siap.core.proofs import CHUNK, Evidence, Finding, proof
from siap.core.text import _
from siap.insight.models import Report

_ISSUED = ("report", "unit", "month", "figures")


@proof("reports", _("Laporan sama dengan saat terbit"), wants={"insight.ReportIssued": _ISSUED})
def reports_are_as_they_were_issued(evidence: Evidence) -> Finding:
    """Every report is there, of its unit and month, with the figures that were frozen."""
    said, seen = evidence.of("insight.ReportIssued", _ISSUED), set()
    for report in Report.objects.order_by("pk").iterator(chunk_size=CHUNK):
        values = (report.pk, report.unit_id, report.month, report.digest)
        seen.add(values)
        if values not in said:
            return Finding(len(seen), f"report {report.number}")
    return Finding(len(seen), f"report {min(said - seen)[0]} is missing" if said - seen else "")
