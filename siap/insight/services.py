"""A report is issued once it may be read as final: its figures are frozen, numbered, and carry the chain's head."""

from django.utils.translation import gettext_lazy as _

from siap.core import chain, clock
from siap.core.errors import Refused
from siap.core.facts import canonical
from siap.core.services import next_number
from siap.core.verbs import digest_of, record, verb
from siap.insight import queries
from siap.insight.facts import ReportIssued
from siap.insight.models import Report
from siap.ledger.rules import first_day
from siap.people.models import Unit, User
from siap.ui import words


class MonthNotOver(Refused):
    """A month is reported once it is over."""

    message = _("%(month)s belum lewat. Laporan bulan diterbitkan setelah bulannya selesai.")
    field = "month"


@verb
def issue_report(unit: Unit | None, month: int, *, by: User) -> Report:
    """Freeze the figures of a month (202610) of a unit, or of the whole office. Raises MonthNotOver.

    The same figures again give the report that is there; figures that changed since give a new one beside it.
    """
    scope = queries.Scope(unit, month)
    if not scope.is_over:
        raise MonthNotOver(month=words.month(first_day(month)))
    figures = queries.figures(scope)
    last = Report.objects.filter(unit=unit, month=month).order_by("-pk").first()
    if last is not None and last.figures == figures:
        return last
    number = next_number(f"report:{month}:{unit.code if unit else 'kanwil'}")
    report = Report.objects.create(
        number=f"LAP/{unit.code if unit else 'KANWIL'}/{month // 100}-{month % 100:02}/{number}",
        unit=unit,
        month=month,
        figures=figures,
        head=chain.printed_head(),
        issued_on=clock.today(),
        issued_by=by,
    )
    told = ReportIssued(
        report=report.pk, unit=unit.pk if unit else None, month=month, figures=digest_of(canonical({**figures}))
    )
    record(told)
    return report
