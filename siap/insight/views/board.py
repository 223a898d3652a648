"""The figures of a period: of the office, of a unit; what each of them counts, and the rows behind it."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import rupiah_short
from siap.insight import queries, rules
from siap.insight.forms import period_asked
from siap.insight.models import Report
from siap.ledger.rules import first_day, month_of
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.rollout import queries as rollout
from siap.ui import words
from siap.ui.pages import show


@require_safe
@needs("report.see")
def dashboard(request: Request) -> HttpResponse:
    """The whole office in a period. Who works in one unit sees that unit."""
    if not request.user.sees_all_units:
        own = request.user.unit
        return redirect("insight:unit", own.uid) if own else redirect("web:home")
    period = period_asked(request)
    sold = queries.sold_by_unit(period.month, period.first)
    ways = rollout.ways(Unit.objects.order_by("pk"))
    rows = [
        (way.unit, way.stations(reverse("rollout:unit", args=[way.unit.uid])), sold.get(way.unit.pk, 0)) for way in ways
    ]
    return show(request, "insight/dashboard.html", rows=rows, **_page(request, None, period))


@require_safe
@needs("report.see")
def unit(request: Request, uid: str) -> HttpResponse:
    """One unit in a period."""
    found = get_object_or_404(Unit.objects.visible_to(request.user), uid=uid)
    return show(request, "insight/unit.html", **_page(request, found, period_asked(request)))


def _page(request: Request, unit: Unit | None, period: rules.Period) -> dict[str, Any]:
    scope = queries.Scope(unit, period.month, period.span)
    figures = queries.figures(scope)
    sold = queries.sold_by_month(scope)
    return {
        "unit": unit,
        "period": period,
        **around(period),
        "figures": figures,
        "told": rules.told(figures),
        "bars": bars(sold),
        "growth": rules.growth(sold[-1][1], sold[-2][1]) if period.span == rules.MONTH else None,
        "reports": Report.objects.visible_to(request.user).filter(unit=unit, month=period.month, span=period.span),
        "may_issue": request.user.can("report.issue") and scope.is_over,
    }


def around(period: rules.Period) -> dict[str, Any]:
    """The periods that can be turned to from this one: before, after, and of another length."""
    return {
        "earlier": period.moved(-1).code,
        "later": period.moved(1).code if period.month < month_of(clock.today()) else "",
        "spans": [
            (name, rules.Period.around(period.month, span).code, span == period.span)
            for span, name in rules.SPANS.items()
        ],
    }


def bars(sold: Iterable[tuple[int, int]]) -> list[tuple[str, int, str]]:
    """What was sold in each month, as the chart takes it."""
    return [(words.month(first_day(one))[:3], amount, rupiah_short(amount)) for one, amount in sold]


@require_safe
@needs("report.see")
def dictionary(request: Request) -> HttpResponse:
    """Every figure with what it is counted in and what exactly it counts."""
    return show(request, "insight/dictionary.html", dictionary=rules.DICTIONARY, today=rules.TODAY)


@require_safe
@needs("report.see")
def behind(request: Request, key: str, uid: str | None = None) -> HttpResponse:
    """The rows behind one figure: their sum is the figure."""
    figure = rules.FIGURES.get(key)
    if figure is None:
        raise Http404
    units = Unit.objects.visible_to(request.user)
    if uid is None and not request.user.sees_all_units:
        raise Http404
    of_unit = get_object_or_404(units, uid=uid) if uid else None
    period = period_asked(request)
    scope = queries.Scope(of_unit, period.month, period.span)
    rows = queries.rows_behind(scope, key)
    amounts = [row.amount for row in rows]
    return show(
        request,
        "insight/behind.html",
        figure=figure,
        unit=of_unit,
        period=period,
        value=rules.percent(*amounts) if figure.unit == "percent" else sum(amounts),
        rows=queries.seen_by(request.user, rows),
    )
