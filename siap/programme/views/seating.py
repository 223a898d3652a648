"""Places to fill, who waits for them in which order and why, and what is weighed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import note_readings
from siap.people.access import Request, needs
from siap.programme import queries, services
from siap.programme.choosing import NAMES
from siap.programme.forms import VacancyForm, WeightsForm
from siap.programme.models import Participation, Vacancy
from siap.ui.pages import attempt, paginate, show


@needs("selection.see")
def vacancies(request: Request) -> HttpResponse:
    """Every vacancy: how many places, how many taken, who waits."""
    rows = queries.vacancies(request.user)
    return show(
        request, "programme/vacancies.html", page=paginate(request, rows), today=clock.today(),
        is_open=rows.filter(closed_on=None).count(), weights=queries.weights(clock.today()), names=NAMES.values(),
    )  # fmt: skip


@needs("vacancy.write")
def new_vacancy(request: Request) -> HttpResponse:
    """Say that there are places to fill."""
    unit = request.user.unit
    form = VacancyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and unit is not None:
        typed = form.cleaned_data
        made = attempt(
            form,
            lambda: services.open_vacancy(
                form.uid, unit, kind=typed["kind"], title=typed["title"], seats=typed["seats"], by=request.user
            ),
        )
        if made:
            messages.success(request, _("Lowongan %(title)s dibuka.") % {"title": made.title})
            return redirect("programme:vacancy", made.uid)
    return show(request, "programme/new_vacancy.html", form)


@needs("selection.see")
def vacancy(request: Request, uid: UUID) -> HttpResponse:
    """One vacancy: who has a place, and who waits, in order, with every reason."""
    shown = _visible(request, uid)
    waiting = queries.waiting_for(shown)
    taken = shown.participations.filter(state=Participation.State.APPROVED).select_related("person")
    note_readings({one.participation.person_id for one in waiting}, by=request.user, page="programme:vacancy")
    is_mine = shown.unit_id in request.user.unit_ids and shown.closed_on is None
    return show(
        request, "programme/vacancy.html", vacancy=shown, waiting=waiting, taken=taken.order_by("person__name"),
        free=queries.free_seats(shown), weights=queries.weights(clock.today()),
        may_close=is_mine and request.user.can("vacancy.write"),
        may_propose=is_mine and request.user.can("selection.propose"),
        may_decide=request.user.can("selection.decide") and any(
            one.participation.state == Participation.State.ASSESSED for one in waiting
        ),
    )  # fmt: skip


@require_POST
@needs("vacancy.write")
def close_vacancy(request: Request, uid: UUID) -> HttpResponse:
    """No more people for it."""
    shown = _visible(request, uid)
    try:
        services.close_vacancy(shown, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Lowongan %(title)s ditutup.") % {"title": shown.title})
    return redirect("programme:vacancy", uid)


@needs("agreement.write")
def weights(request: Request) -> HttpResponse:
    """What the selection weighs, and setting it anew from a day on."""
    standing = queries.weights(clock.today())
    form = WeightsForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(standing, name) for name in NAMES} | {"least_days": standing.least_days},
    )
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        if attempt(
            form,
            lambda: services.set_weights(
                form.told, basis=typed["basis"], valid_from=typed["valid_from"], by=request.user
            ),
        ):
            messages.success(request, _("Bobot baru dicatat. Keputusan yang lama tetap memakai bobotnya sendiri."))
            return redirect("programme:vacancies")
    return show(request, "programme/weights.html", form, weights=standing)


def _visible(request: Request, uid: UUID) -> Vacancy:
    found: Vacancy = get_object_or_404(Vacancy.objects.visible_to(request.user).select_related("unit"), uid=uid)
    return found
