"""Reports: issued, listed, read, printed, taken along as a table."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core.errors import Refused
from siap.core.services import document_path
from siap.insight import queries, rules, services
from siap.insight.forms import period_asked
from siap.insight.models import Report
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.ui import paper
from siap.ui.pages import paginate, pdf, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("report.see")
def reports(request: Request) -> HttpResponse:
    """Every report that was issued, the newest month first."""
    rows = Report.objects.visible_to(request.user).select_related("unit", "issued_by")
    return show(request, "insight/reports.html", page=paginate(request, rows))


@require_POST
@needs("report.issue")
def issue(request: Request, uid: str | None = None) -> HttpResponse:
    """Freeze the figures of a period: of a unit, or of the whole office for who works in all of it."""
    units = Unit.objects.visible_to(request.user)
    of_unit = get_object_or_404(units, uid=uid) if uid or not request.user.sees_all_units else None
    period = period_asked(request)
    try:
        report = services.issue_report(of_unit, period.month, span=period.span, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        page = reverse("insight:unit", args=[uid]) if uid else reverse("insight:dashboard")
        return redirect(f"{page}?bulan={period.code}")
    messages.success(request, _("Laporan %(number)s terbit. Angkanya tidak berubah lagi.") % {"number": report.number})
    return redirect("insight:report", report.uid)


def _report(request: Request, uid: str) -> Report:
    rows = Report.objects.visible_to(request.user).select_related("unit", "issued_by", "paper")
    found: Report = get_object_or_404(rows, uid=uid)
    return found


@require_safe
@needs("report.see")
def report(request: Request, uid: str) -> HttpResponse:
    """One report as it was issued, each figure with its definition, and what changed since the one before."""
    found = _report(request, uid)
    before = queries.previous_report(found)
    return show(
        request,
        "insight/report.html",
        report=found,
        told=rules.told(found.figures),
        before=before,
        changes=rules.changes(before.figures, found.figures) if before else [],
        columns=[rules.FIGURES[key] for key in queries.ON_ONE_LINE],
    )


@require_safe
@needs("report.see")
def report_paper(request: Request, uid: str) -> HttpResponse:
    """The sheet: the very bytes that were made when the report was issued."""
    found = _report(request, uid)
    if found.paper is not None:
        content = document_path(found.paper.sha256).read_bytes()
    else:  # issued before sheets were kept
        content = paper.compile("insight/report", queries.sheet(found, queries.previous_report(found)))
    return pdf(content, f"{_filename(found)}.pdf")


@require_safe
@needs("report.see")
def report_table(request: Request, uid: str) -> HttpResponse:
    """The same figures as a workbook."""
    found = _report(request, uid)
    response = HttpResponse(queries.table(found), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{_filename(found)}.xlsx") or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _filename(report: Report) -> str:
    return report.number.replace("/", "-")
