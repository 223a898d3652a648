"""The pages of coming home: who, what is due, and one person's way."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.aftercare import queries, services
from siap.aftercare.forms import BecauseForm, FollowUpForm, VentureForm
from siap.aftercare.models import Case, FollowUp, Task
from siap.business import services as business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import note_reading
from siap.people.access import Request, needs
from siap.people.rules import RELEASES
from siap.sharing import queries as sharing
from siap.sharing.models import Payout
from siap.ui import tasks, words
from siap.ui.pages import attempt, paginate, show

MOST_TASKS = 10
"""So many of a kind are named on the first page."""


@require_safe
@needs("aftercare.see")
def home(request: Request) -> HttpResponse:
    """Who came home: mine first, and what is due for them."""
    q, state = request.GET.get("q", "").strip(), request.GET.get("state", "open")
    cases = queries.cases(request.user)
    if state != "all":
        cases = cases.filter(closed_on__isnull=state != "closed")
    if q:
        cases = cases.filter(
            Q(person__name__icontains=q) | Q(person__workshop_name__icontains=q) | Q(person__member_code__iexact=q)
        )
    alive, found = queries.alive(None if request.user.sees_all_units else request.user.unit)
    return show(
        request,
        "aftercare/home.html",
        page=paginate(request, cases),
        tasks=_due(request),
        open_cases=Case.objects.visible_to(request.user).filter(closed_on=None).count(),
        alive=alive,
        found=found,
        state=state,
        q=q,
        today=clock.today(),
    )


def _due(request: Request) -> list[tasks.Task]:
    """Follow-ups and tasks that are due, for this reader's cases or everybody's."""
    today = clock.today()
    follow_ups = [
        tasks.Task(
            "bad" if one.due_on < today else "wait",
            _("Kunjungan"),
            _("%(name)s: bulan ke-%(month)s setelah bebas, bagaimana usahanya?")
            % {"name": one.case.person.name_for(request.user), "month": one.month},
            reverse("aftercare:follow-up", args=[one.uid]),
            words.day(one.due_on),
        )
        for one in queries.due_follow_ups(request.user)[:MOST_TASKS]
    ]
    needed = [
        tasks.Task(
            "bad" if one.due_on < today else "wait",
            _("Tugas"),
            f"{one.case.person.name_for(request.user)}: {one.need.label}",
            reverse("aftercare:case", args=[one.case.uid]),
            words.day(one.due_on),
        )
        for one in queries.due_tasks(request.user)[:MOST_TASKS]
    ]
    return [*follow_ups, *needed]


def _case(request: Request, uid: UUID) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("person", "unit", "released_from", "officer")
    found: Case = get_object_or_404(cases, uid=uid)
    return found


@require_safe
@needs("aftercare.see")
def case(request: Request, uid: UUID) -> HttpResponse:
    """One person's way home: tasks, savings, the own business, and how it is doing."""
    return _show_case(request, _case(request, uid))


def _show_case(request: Request, found: Case, refusal: Refused | None = None) -> HttpResponse:
    note_reading(found.person_id, by=request.user, page="aftercare:case")
    needed = list(found.tasks.select_related("done_by"))
    follow_ups = list(found.follow_ups.all())
    ventures = list(queries.ventures_of(found.person))
    closings = list(Payout.objects.filter(person=found.person, kind=Payout.Kind.CLOSING).order_by("prepared_on"))
    may_see_savings = request.user.can("savings.see")
    is_open = found.closed_on is None
    may_write = is_open and request.user.can("case.write")
    response = show(
        request,
        "aftercare/case.html",
        case=found,
        release=RELEASES.get(found.release_kind, found.release_kind),
        stations=queries.stations(found, needed, follow_ups, ventures, closings),
        tasks=needed,
        done=sum(one.done_on is not None for one in needed),
        follow_ups=follow_ups,
        ventures=ventures,
        closings=closings if may_see_savings else [],
        owed=sharing.savings(found.person) if may_see_savings else None,
        may_write=may_write,
        may_take=may_write and found.officer_id is None,
        may_open_venture=is_open and request.user.can("venture.write"),
        today=clock.today(),
        refusal=refusal,
    )
    if refusal is not None:
        response.status_code = 422
    return response


@require_POST
@needs("case.write")
def take(request: Request, uid: UUID) -> HttpResponse:
    """Look after a case."""
    found = _case(request, uid)
    try:
        services.take_case(found, by=request.user)
    except Refused as refusal:
        return _show_case(request, found, refusal)
    messages.success(request, _("Anda sekarang mendampingi %(name)s.") % {"name": found.person.name_for(request.user)})
    return redirect("aftercare:case", found.uid)


@require_POST
@needs("case.write")
def finish(request: Request, uid: UUID) -> HttpResponse:
    """Tick off a task."""
    visible = Case.objects.visible_to(request.user)
    task: Task = get_object_or_404(Task.objects.filter(case__in=visible).select_related("case"), uid=uid)
    try:
        services.finish_task(task, by=request.user)
    except Refused as refusal:
        return _show_case(request, _case(request, task.case.uid), refusal)
    messages.success(request, _("Selesai: %(what)s.") % {"what": task.need.label})
    return redirect("aftercare:case", task.case.uid)


@needs("case.write")
def follow_up(request: Request, uid: UUID) -> HttpResponse:
    """Write down how the business is doing."""
    visible = Case.objects.visible_to(request.user)
    rows = FollowUp.objects.filter(case__in=visible).select_related("case__person", "case__unit", "done_by")
    found: FollowUp = get_object_or_404(rows, uid=uid)
    form = FollowUpForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        done = attempt(form, lambda: services.record_follow_up(found, **told, by=request.user))
        if done is not None:
            messages.success(request, _("Kunjungan bulan ke-%(month)s dicatat.") % {"month": done.month})
            return redirect("aftercare:case", found.case.uid)
    return show(request, "aftercare/follow_up.html", form, follow_up=found)


@needs("venture.write")
def venture(request: Request, uid: UUID) -> HttpResponse:
    """Open the person's own business, with the Bapas beside it."""
    found = _case(request, uid)
    form = VentureForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        opened = attempt(
            form,
            lambda: business.open_venture(
                found.person, told["name"], told["what"], unit=found.unit, uid=form.uid, by=request.user
            ),
        )
        if opened is not None:
            messages.success(request, _("Usaha “%(name)s” dibuka. Buku kasnya siap diisi.") % {"name": opened.name})
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/venture.html", form, case=found, ventures=queries.ventures_of(found.person))


@needs("case.write")
def close(request: Request, uid: UUID) -> HttpResponse:
    """End a case, with the reason."""
    found = _case(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.close_case(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Pendampingan ditutup."))
            return redirect("aftercare:case", found.uid)
    left = found.follow_ups.filter(done_on=None).count()
    return show(request, "aftercare/close.html", form, case=found, left=left)
