"""The three threads, the figures of a month, and the reports made of them."""

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah_short
from siap.core.services import note_reading
from siap.insight import queries, rules, services
from siap.insight.forms import month_asked
from siap.insight.models import Report
from siap.insight.templatetags.insight import written
from siap.ledger.rules import first_day, month_of, next_month, previous_month
from siap.market.models import Sale
from siap.people.access import Request, needs
from siap.people.models import Office, Person, Unit
from siap.rollout import queries as rollout
from siap.sharing.models import Share
from siap.ui import paper, words
from siap.ui.pages import paginate, pdf, show
from siap.workshop.models import Lot, LotKind

# --- The three threads ------------------------------------------------------------------------------------------------


@require_safe
@needs("people.see")
def person_way(request: Request, uid: str) -> HttpResponse:
    """One person's way, from the proposal to the own business. Reading it is noted."""
    person = get_object_or_404(Person.objects.visible_to(request.user), uid=uid)
    note_reading(person.pk, by=request.user, page="insight:person-way")
    return show(request, "insight/person_way.html", way=queries.person_way(person, request.user), person=person)


@require_safe
@needs("market.see")
def rupiah_way(request: Request, uid: str) -> HttpResponse:
    """One sale's money, from the buyer to every person's part."""
    sales = Sale.objects.visible_to(request.user).select_related("channel", "unit").prefetch_related("payments")
    sale = get_object_or_404(sales, uid=uid)
    return show(request, "insight/rupiah_way.html", way=queries.rupiah_way(sale, request.user), sale=sale)


@require_safe
@needs("sharing.see")
def sales_behind(request: Request, uid: str) -> HttpResponse:
    """Back from a share to the sales whose money it divided."""
    share = get_object_or_404(Share.objects.visible_to(request.user).select_related("business"), uid=uid)
    lines = queries.sales_behind(share)
    total = lines.aggregate(total=Sum("amount"))["total"] or 0
    return show(request, "insight/sales_behind.html", share=share, page=paginate(request, lines), total=total)


@require_safe
@needs("workshop.see")
def jar_way(request: Request, uid: str) -> HttpResponse:
    """One lot: what went in, who bought it; of a material lot, the jars it went into."""
    lots = Lot.objects.visible_to(request.user).select_related(
        "business__unit", "product", "batch__recipe", "material", "purchase"
    )
    lot = get_object_or_404(lots, uid=uid)
    if lot.kind == LotKind.MATERIAL:
        return show(request, "insight/material_way.html", lot=lot, parts=queries.material_way(lot))
    return show(request, "insight/jar_way.html", way=queries.jar_way(lot, request.user), lot=lot)


@require_safe
@needs("market.see")
def epcis(request: Request, uid: str) -> JsonResponse:
    """The same as GS1 EPCIS 2.0 events, for another system: no buyer, no person."""
    lot = get_object_or_404(
        Lot.objects.visible_to(request.user).select_related("material", "product", "purchase"), uid=uid
    )
    answer = JsonResponse(queries.epcis_document(lot), content_type="application/ld+json")
    answer["Content-Disposition"] = f'attachment; filename="epcis-{lot.number}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


# --- The figures of a month -------------------------------------------------------------------------------------------


@require_safe
@needs("report.see")
def dashboard(request: Request) -> HttpResponse:
    """The whole office in a month. Who works in one unit sees that unit."""
    if not request.user.sees_all_units:
        own = request.user.unit
        return redirect("insight:unit", own.uid) if own else redirect("web:home")
    month = month_asked(request)
    sold = queries.sold_by_unit(month)
    ways = rollout.ways(Unit.objects.order_by("pk"))
    rows = [(way.unit, way.stations(_stage_page(way.unit)), sold.get(way.unit.pk, 0)) for way in ways]
    return show(request, "insight/dashboard.html", rows=rows, **_month_page(request, None, month))


@require_safe
@needs("report.see")
def unit(request: Request, uid: str) -> HttpResponse:
    """One unit in a month."""
    found = get_object_or_404(Unit.objects.visible_to(request.user), uid=uid)
    return show(request, "insight/unit.html", **_month_page(request, found, month_asked(request)))


def _stage_page(unit: Unit) -> str:
    return reverse("rollout:unit", args=[unit.uid])


def _month_page(request: Request, unit: Unit | None, month: int) -> dict[str, Any]:
    scope = queries.Scope(unit, month)
    figures = queries.figures(scope)
    sold = queries.sold_by_month(scope)
    return {
        "unit": unit,
        "month": first_day(month),
        "earlier": f"{first_day(previous_month(month)):%Y-%m}",
        "later": f"{first_day(next_month(month)):%Y-%m}" if month < month_of(clock.today()) else "",
        "figures": figures,
        "told": rules.told(figures),
        "bars": [(words.month(first_day(one))[:3], amount, rupiah_short(amount)) for one, amount in sold],
        "growth": rules.growth(sold[-1][1], sold[-2][1]),
        "reports": Report.objects.visible_to(request.user).filter(unit=unit, month=month),
        "may_issue": request.user.can("report.issue") and scope.is_over,
    }


# --- Reports ----------------------------------------------------------------------------------------------------------


@require_safe
@needs("report.see")
def reports(request: Request) -> HttpResponse:
    """Every report that was issued, the newest month first."""
    rows = Report.objects.visible_to(request.user).select_related("unit", "issued_by")
    return show(request, "insight/reports.html", page=paginate(request, rows))


@require_POST
@needs("report.issue")
def issue(request: Request, uid: str | None = None) -> HttpResponse:
    """Freeze the figures of a month: of a unit, or of the whole office for who works in all of it."""
    units = Unit.objects.visible_to(request.user)
    of_unit = get_object_or_404(units, uid=uid) if uid or not request.user.sees_all_units else None
    try:
        report = services.issue_report(of_unit, month_asked(request), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("insight:unit", uid) if uid else redirect("insight:dashboard")
    messages.success(request, _("Laporan %(number)s terbit. Angkanya tidak berubah lagi.") % {"number": report.number})
    return redirect("insight:report", report.uid)


def _report(request: Request, uid: str) -> Report:
    rows = Report.objects.visible_to(request.user).select_related("unit", "issued_by")
    found: Report = get_object_or_404(rows, uid=uid)
    return found


@require_safe
@needs("report.see")
def report(request: Request, uid: str) -> HttpResponse:
    """One report as it was issued, each figure with its definition."""
    found = _report(request, uid)
    return show(request, "insight/report.html", report=found, told=rules.told(found.figures), month=found.first_day)


@require_safe
@needs("report.see")
def report_paper(request: Request, uid: str) -> HttpResponse:
    """The same on paper: a PDF with the chain's head in its foot."""
    found = _report(request, uid)
    office = Office.objects.get(pk=1)
    place = found.unit.name if found.unit else office.name
    content = paper.compile(
        "insight/report",
        {
            "title": _("Laporan bulan %(month)s") % {"month": words.month(found.first_day)},
            "under": f"{place} · {found.number}",
            "foot": _("Angka dibekukan %(day)s. Kepala rantai %(head)s")
            % {"day": words.day(found.issued_on), "head": found.head},
            "heads": [_("Angka"), _("Nilai"), _("Yang dihitung")],
            "sections": [
                {
                    "title": str(heading),
                    "rows": [
                        [str(one.figure.label), written(one.value, one.figure.unit), str(one.figure.meaning)]
                        for one in figures
                    ],
                }
                for heading, figures in rules.told(found.figures)
            ],
            "signs": [_("Yang menerbitkan: %(who)s") % {"who": found.issued_by.name}, _("Mengetahui")],
        },
    )
    return pdf(content, f"{found.number.replace('/', '-')}.pdf")
