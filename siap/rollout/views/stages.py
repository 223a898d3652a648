"""The stages board, a unit's page, and the two things the Kanwil does there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.core import clock
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.programme.models import Agreement
from siap.rollout import province, queries, rules, services
from siap.rollout.forms import MoveForm, TargetForm
from siap.ui.pages import attempt, show


@require_safe
@needs("stage.see")
def board(request: Request) -> HttpResponse:
    """Units by stages: where each stands, what its next stage needs, who is late."""
    rows = queries.board(Unit.objects.visible_to(request.user).order_by("pk"))
    ways = [(row, row.stations(reverse("rollout:unit", args=[row.unit.uid]))) for row in rows]
    return show(
        request, "rollout/board.html", ways=ways, map=province.drawn(rows), late=sum(row.is_late for row in rows)
    )


def _unit(request: Request, uid: str) -> Unit:
    unit: Unit = get_object_or_404(Unit.objects.visible_to(request.user), uid=uid)
    return unit


@require_safe
@needs("stage.see")
def unit(request: Request, uid: str) -> HttpResponse:
    """One unit: its way, what the next stage needs, its targets, its groups."""
    found = _unit(request, uid)
    row = queries.of_unit(found)
    year = clock.today().year
    return show(
        request,
        "rollout/unit.html",
        row=row,
        stations=row.stations(),
        moves=sorted(row.moves.values(), key=lambda move: rules.ORDER.index(move.stage)),
        targets=queries.targets(found, year),
        year=str(year),
        businesses=Business.objects.visible_to(request.user)
        .filter(unit=found, closed_on=None)
        .order_by("kind", "name"),
        may_move=request.user.can("stage.move"),
    )


@needs("stage.move")
def move(request: Request, uid: str) -> HttpResponse:
    """Bring a unit to its next stage: conditions met, or an exception with its reason."""
    row = queries.of_unit(_unit(request, uid))
    if row.next_stage is None:
        return redirect("rollout:unit", uid)
    form = MoveForm(request.POST or None, is_ready=row.is_ready)
    if form.is_valid():
        stage, given = row.next_stage, form.cleaned_data
        moved = attempt(
            form,
            lambda: services.move_stage(
                row.unit, stage, exception=given.get("exception", ""), due_on=given["due_on"], by=request.user
            ),
        )
        if moved is not None:
            said = _("%(unit)s sekarang di tahap %(stage)s.")
            messages.success(request, said % {"unit": row.unit.short_name, "stage": moved.get_stage_display()})
            return redirect("rollout:unit", uid)
    return show(request, "rollout/move.html", form, row=row)


@needs("stage.move")
def target(request: Request, uid: str) -> HttpResponse:
    """Set what a unit should reach in a year."""
    found = _unit(request, uid)
    form = TargetForm(request.POST or None, initial={"year": clock.today().year})
    if form.is_valid():
        given = form.cleaned_data
        kept = attempt(
            form,
            lambda: services.set_target(found, given["year"], given["what"], given["amount"], by=request.user),
        )
        if kept is not None:
            messages.success(request, _("Target %(year)s sudah dicatat.") % {"year": kept.year})
            return redirect("rollout:unit", uid)
    return show(request, "rollout/target.html", form, unit=found)


@require_safe
@needs("stage.see")
def agreement(request: Request, uid: str) -> HttpResponse:
    """How far every part of an agreement is, counted where it can be."""
    found = get_object_or_404(Agreement.objects.visible_to(request.user).select_related("partner"), uid=uid)
    rows = queries.scope_progress(found)
    return show(request, "rollout/agreement.html", agreement=found, rows=rows, late=sum(row.is_late for row in rows))
