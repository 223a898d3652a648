"""A report is issued once it may be read as final: its figures are frozen, numbered, printed, and carry the chain's head."""

from django.utils.translation import gettext_lazy as _

from siap.core import chain, clock
from siap.core.errors import Refused
from siap.core.services import keep_document, next_number
from siap.core.verbs import record, verb
from siap.insight import queries, rules
from siap.insight.facts import ReportIssued
from siap.insight.models import Report
from siap.ledger.rules import month_of, previous_month
from siap.people.models import Unit, User
from siap.ui import paper


class MonthNotOver(Refused):
    """A period is reported once it is over."""

    message = _("%(period)s belum lewat. Laporan diterbitkan setelah masanya selesai.")
    field = "month"


@verb
def issue_report(unit: Unit | None, month: int, *, span: str = rules.MONTH, by: User) -> Report:
    """Freeze the figures of the period that ends with a month (202610), of a unit or of the whole office with each of its
    units. Raises MonthNotOver.

    The same figures again give the report that is there; figures that changed since give a new one beside it, which says
    what changed.
    """
    scope = queries.Scope(unit, month, span)
    if not scope.is_over:
        raise MonthNotOver(period=queries.period_name(scope.period))
    figures, units = queries.figures(scope), queries.figures_of_units(scope) if unit is None else []
    place = unit.code if unit else "KANWIL"
    report = Report(
        unit=unit,
        month=month,
        span=span,
        figures=figures,
        units=units,
        head=chain.printed_head(),
        issued_on=clock.today(),
        issued_by=by,
    )
    before = queries.previous_report(report)
    if before is not None and (before.figures, before.units) == (figures, units):
        return before
    report.number = f"LAP/{place}/{scope.period.code}/{next_number(_series(unit, scope.period))}"
    printed = paper.compile("insight/report", queries.sheet(report, before))
    report.paper = keep_document(printed, kind="report", title=report.number, by=by)
    report.save(force_insert=True)
    record(ReportIssued(report=report.pk, unit=unit.pk if unit else None, month=month, figures=report.digest))
    return report


def _series(unit: Unit | None, period: rules.Period) -> str:
    told = period.month if period.span == rules.MONTH else period.code
    return f"report:{told}:{unit.code if unit else 'kanwil'}"


class MayNotIssue(Refused):
    """Whoever is named as the one who issues may not."""

    message = _("%(name)s tidak berwenang menerbitkan laporan.")


def issue_due_reports(*, by: User) -> list[Report]:
    """Issue what the last month that is over asks for and nobody has issued: of the office and of each unit that this user
    answers for, the month; with the last month of a quarter or a year also that. Run again it issues nothing more. A report
    that is there is never issued anew by a clock. Each is a verb of its own. Raises MayNotIssue.
    """
    if not by.can("report.issue"):
        raise MayNotIssue(name=by.name)
    month = previous_month(month_of(clock.today()))
    units: list[Unit | None] = [*Unit.objects.visible_to(by).order_by("pk")]
    made = []
    for unit in [None, *units] if by.sees_all_units else units:
        for span in rules.ending_with(month):
            if not Report.objects.filter(unit=unit, month=month, span=span).exists():
                made.append(issue_report(unit, month, span=span, by=by))
    return made
