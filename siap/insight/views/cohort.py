"""The way of a cohort."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from siap.insight import queries, rules
from siap.insight.forms import CohortSearch
from siap.people.access import Request, needs
from siap.ui.pages import show


@require_safe
@needs("report.see")
def cohort(request: Request) -> HttpResponse:
    """How far everybody proposed in a year came, by sex and unit. Who works in a unit sees his own; why people left is for
    those who see the selection."""
    form = CohortSearch(request.GET, viewer=request.user)
    form.is_valid()
    asked = form.cleaned_data
    unit = asked.get("upt") if request.user.sees_all_units else request.user.unit
    way = queries.cohort_way(int(asked.get("tahun") or 0) or None, unit, asked.get("kelamin") or "")
    return show(
        request,
        "insight/cohort.html",
        search=form,
        way=way,
        unit=unit,
        bars=[(stop.label, stop.came, str(stop.came)) for stop in way.stops],
        curve=rules.curve(way.curve),
        compared=[name for key, name in queries.STATIONS if key in queries.COMPARED],
        may_see_reasons=request.user.can("selection.see"),
    )
