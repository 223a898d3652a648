"""Who comes home, what is due, and one person's way."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from siap.aftercare import queries, rules, services
from siap.aftercare.forms import BecauseForm, MoveForm, PrepareForm, TaskForm
from siap.aftercare.models import Case, FollowUp, Task
from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import note_reading
from siap.people import queries as placements
from siap.people.access import Request, needs
from siap.people.models import Person, Unit
from siap.people.rules import BAPAS, RELEASES
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
        soon=_soon(request) if request.user.can("case.prepare") else [],
        open_cases=Case.objects.visible_to(request.user).filter(closed_on=None).count(),
        alive=alive,
        found=found,
        state=state,
        q=q,
        today=clock.today(),
    )


def _soon(request: Request) -> list[tasks.Task]:
    """Who is expected home within twelve weeks and has no case yet."""
    return [
        tasks.Task(
            "info",
            _("Segera"),
            one.person.name_for(request.user),
            reverse("aftercare:prepare", args=[one.person.uid]),
            words.day(one.expected_release_on),
        )
        for one in queries.coming_home(request.user)[:MOST_TASKS]
        if one.expected_release_on is not None
    ]


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
    lent = [
        tasks.Task(
            "bad",
            _("Pinjaman"),
            f"{one.case.person.name_for(request.user)}: {one.what}",
            # Who may only read follows the case; the form is for who may write on it.
            reverse("aftercare:return", args=[one.uid])
            if request.user.can("case.write")
            else reverse("aftercare:case", args=[one.case.uid]),
            words.day(one.return_due_on),
        )
        for one in queries.due_loans(request.user)[:MOST_TASKS]
        if one.return_due_on is not None
    ]
    return [*follow_ups, *needed, *lent, *_plans(request)]


def _plans(request: Request) -> list[tasks.Task]:
    """Personal plans that are to be looked at, in one line."""
    days = list(queries.plans_due(request.user).values_list("review_on", flat=True))
    if not days or not request.user.can("plan.write"):
        return []
    said = ngettext("%(n)s rencana pribadi perlu ditinjau", "%(n)s rencana pribadi perlu ditinjau", len(days))
    kind = "bad" if days[0] < clock.today() else "wait"
    return [tasks.Task(kind, _("Rencana"), said % {"n": len(days)}, reverse("aftercare:plans"), words.day(days[0]))]


def case_of(request: Request, uid: UUID) -> Case:
    """A case this reader may see, with whom it is about."""
    cases = Case.objects.visible_to(request.user).select_related("person", "unit", "released_from", "officer")
    found: Case = get_object_or_404(cases, uid=uid)
    return found


def case_about(request: Request, venture: Business) -> Case:
    """The newest case of a business's owner that this reader may see; 404 when there is none."""
    cases = Case.objects.visible_to(request.user).select_related("person", "unit", "released_from")
    found = cases.filter(person=venture.owner_id).order_by("-opened_on", "-pk").first()
    if found is None:
        raise Http404
    return found


@require_safe
@needs("aftercare.see")
def case(request: Request, uid: UUID) -> HttpResponse:
    """One person's way home: tasks, savings, the own business, and how it is doing."""
    return _show_case(request, case_of(request, uid))


def _show_case(request: Request, found: Case, refusal: Refused | None = None) -> HttpResponse:
    note_reading(found.person_id, by=request.user, page="aftercare:case")
    needed = list(found.tasks.select_related("done_by"))
    follow_ups = list(found.follow_ups.all())
    ventures = list(queries.ventures_of(found.person))
    provisions = list(found.provisions.all())
    along = queries.taken_along(provisions)
    standing = queries.standing(ventures)
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
        ventures=[(one, standing.get(one.pk)) for one in ventures],
        provisions=[(one, along.get(one.uid)) for one in provisions],
        referrals=list(found.referrals.all()),
        credit_records=list(found.credit_records.select_related("venture")),
        post_to_fill=queries.post_to_fill(found.person) if found.is_ahead else None,
        left=[one for one in needed if not one.is_settled],
        may_follow_longer=_may_follow_longer(follow_ups),
        closings=closings if may_see_savings else [],
        owed=sharing.savings(found.person) if may_see_savings else None,
        may_write=may_write,
        may_move=is_open and request.user.can("case.prepare"),
        may_take=may_write and found.officer_id is None,
        may_open_venture=is_open and not found.is_ahead and request.user.can("venture.write"),
        today=clock.today(),
        refusal=refusal,
    )
    if refusal is not None:
        response.status_code = 422
    return response


def _may_follow_longer(follow_ups: list[FollowUp]) -> bool:
    """The year was followed to its end, and nothing is planned after it."""
    last = follow_ups[-1] if follow_ups else None
    return last is not None and last.done_on is not None and last.month != rules.LONGER_MONTH


def _only_bapas() -> Unit | None:
    """The Bapas of this office, when there is one only."""
    units = list(Unit.objects.filter(kind=BAPAS)[:2])
    return units[0] if len(units) == 1 else None


@needs("case.prepare")
def prepare(request: Request, uid: UUID) -> HttpResponse:
    """Open the case of somebody who is expected home."""
    people = Person.objects.visible_to(request.user)
    if not request.user.sees_all_units:
        people = people.filter(placements__unit__in=request.user.unit_ids, placements__until_on=None)
    person: Person = get_object_or_404(people.distinct(), uid=uid)
    note_reading(person.pk, by=request.user, page="aftercare:prepare")
    place = placements.current_placement(person)
    begun = {"expected_on": place.expected_release_on if place else None, "bapas": _only_bapas()}
    form = PrepareForm(request.POST or None, initial=begun)
    if form.is_valid():
        told = form.cleaned_data
        opened = attempt(
            form,
            lambda: services.prepare_homecoming(
                person, told["bapas"], kind=told["kind"], expected_on=told["expected_on"], by=request.user
            ),
        )
        if opened is not None:
            messages.success(request, _("Persiapan pulang dibuka. Tugas-tugasnya sudah ada tanggalnya."))
            return redirect("aftercare:case", opened.uid)
    return show(request, "aftercare/prepare.html", form, person=person)


@needs("case.prepare")
def move(request: Request, uid: UUID) -> HttpResponse:
    """Another day is expected."""
    found = case_of(request, uid)
    form = MoveForm(request.POST or None, initial={"expected_on": found.expected_on})
    if form.is_valid():
        day = form.cleaned_data["expected_on"]
        if attempt(form, lambda: services.move_homecoming(found, day, by=request.user)) is not None:
            messages.success(request, _("Tanggalnya diganti, dan tugas yang belum selesai ikut bergeser."))
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/move.html", form, case=found)


@require_POST
@needs("case.write")
def take(request: Request, uid: UUID) -> HttpResponse:
    """Look after a case."""
    found = case_of(request, uid)
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
        return _show_case(request, case_of(request, task.case.uid), refusal)
    messages.success(request, _("Selesai: %(what)s.") % {"what": task.need.label})
    return redirect("aftercare:case", task.case.uid)


def _task(request: Request, uid: UUID) -> Task:
    rows = Task.objects.filter(case__in=Case.objects.visible_to(request.user))
    found: Task = get_object_or_404(rows.select_related("case__person", "case__unit"), uid=uid)
    return found


@needs("case.write")
def task(request: Request, uid: UUID) -> HttpResponse:
    """Who sees to a task, and what stands in its way."""
    found = _task(request, uid)
    form = TaskForm(request.POST or None, initial={"owner": found.owner, "because": found.blocked_because})
    if form.is_valid():
        told = form.cleaned_data
        changed = attempt(
            form, lambda: services.block_task(found, owner=told["owner"], because=told["because"], by=request.user)
        )
        if changed is not None:
            messages.success(request, _("Tugas “%(what)s” diperbarui.") % {"what": found.need.label})
            return redirect("aftercare:case", found.case.uid)
    return show(request, "aftercare/task.html", form, task=found)


@needs("case.write")
def skip(request: Request, uid: UUID) -> HttpResponse:
    """This person does not need it: why?"""
    found = _task(request, uid)
    form = BecauseForm(request.POST or None)
    form.fields["because"].help_text = _("Misalnya: sudah punya sejak dulu.")
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.skip_task(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Dicatat: “%(what)s” tidak diperlukan.") % {"what": found.need.label})
            return redirect("aftercare:case", found.case.uid)
    return show(request, "aftercare/skip.html", form, task=found)


@needs("case.write")
def close(request: Request, uid: UUID) -> HttpResponse:
    """End a case, with the reason."""
    found = case_of(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.close_case(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Pendampingan ditutup."))
            return redirect("aftercare:case", found.uid)
    left = found.follow_ups.filter(done_on=None).count()
    return show(request, "aftercare/close.html", form, case=found, left=left)
