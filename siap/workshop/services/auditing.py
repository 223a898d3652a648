"""The place of production is held against the hygiene list."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from siap.business.models import Business
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import rules
from siap.workshop.facts import HygieneAudited
from siap.workshop.models import HygieneAudit
from siap.workshop.services.refusals import refuse_unless_working


@verb
def audit_hygiene(
    uid: UUID, business: Business, failing: Iterable[int], *, audited_on: date, to_do: str = "", by: User
) -> HygieneAudit:
    """Keep which points of the hygiene list fail, and the level that they make. Below level II the gate closes for food.

    Raises DayWrong, BusinessEnded.
    """
    if known := HygieneAudit.objects.filter(uid=uid).first():
        return known
    refuse_unless_working(business, audited_on, "audited_on")
    failing = sorted(set(failing))
    found = rules.findings(failing)
    audit = HygieneAudit.objects.create(
        uid=uid,
        business=business,
        audited_on=audited_on,
        findings=failing,
        minor=found.minor,
        major=found.major,
        serious=found.serious,
        critical=found.critical,
        level=found.level,
        to_do=to_do.strip(),
        by=by,
    )
    record(HygieneAudited(audit=audit.pk, business=business.pk, level=audit.level, on=audited_on))
    return audit
