"""Who is proposed, assessed, decided, and who leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core.services import note_reading, note_readings
from siap.people import queries as whereabouts
from siap.people import services as people_services
from siap.people.access import Request, needs
from siap.people.models import Person
from siap.people.rules import CONSENT_TEXTS
from siap.programme import queries, services
from siap.programme.forms import AssessForm, ClientForm, DecideForm, EndForm, ProposeForm
from siap.programme.models import Decree, Participation
from siap.ui.pages import attempt, paginate, show, warned
from siap.ui.way import State, Station

STATES = Participation.State


@needs("selection.see")
def selection(request: Request) -> HttpResponse:
    """Everybody on the way in: what waits for the reader first."""
    state = request.GET.get("state", "")
    person = _asked_about(request)
    rows = queries.selection(request.user, state)
    if person is not None:
        rows = rows.filter(person=person)
    return show(
        request, "programme/selection.html", page=paginate(request, rows), state=state, person=person,
        counts=queries.selection_counts(request.user), states=STATES.choices,
    )  # fmt: skip


def _asked_about(request: Request) -> Person | None:
    try:
        uid = UUID(request.GET.get("person", ""))
    except ValueError:
        return None
    found: Person | None = Person.objects.visible_to(request.user).filter(uid=uid).first()
    return found


@needs("selection.propose")
def propose(request: Request) -> HttpResponse:
    """Propose somebody who is here."""
    people, vacancies = queries.proposable(request.user), queries.open_vacancies(request.user)
    asked = {"person": request.GET.get("person"), "vacancy": request.GET.get("lowongan")}
    form = ProposeForm(
        request.POST if request.method == "POST" else None, people=people, vacancies=vacancies, initial=asked
    )
    if form.is_bound and form.is_valid() and warned(form, _apart(request, form.cleaned_data["person"])):
        typed = form.cleaned_data
        made = attempt(
            form,
            lambda: services.propose(
                typed["person"], on=typed["on"], vacancy=typed["vacancy"], by=request.user, uid=form.uid
            ),
        )
        if made:
            messages.success(
                request, _("%(code)s sudah diusulkan. Langkah berikutnya: nilai.") % {"code": made.person.member_code}
            )
            return redirect("programme:participation", made.uid)
    return show(request, "programme/propose.html", form, has_people=people.exists(), statement=CONSENT_TEXTS["joining"])


def _apart(request: Request, person: Person) -> list[str]:
    """Whom this person should not meet, among those who take part where he is."""
    here = whereabouts.current_placement(person)
    return people_services.apart_warnings(request.user, [person], queries.participants(here.unit) if here else [])


@needs("client.accept")
def accept_client(request: Request) -> HttpResponse:
    """Take in a client of the reader's Bapas."""
    people = queries.acceptable(request.user)
    form = ClientForm(
        request.POST if request.method == "POST" else None, people=people, initial={"person": request.GET.get("person")}
    )
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: services.accept_client(form.cleaned_data["person"], by=request.user, uid=form.uid))
        if made:
            messages.success(request, _("%(code)s sekarang ikut program.") % {"code": made.person.member_code})
            return redirect("programme:participation", made.uid)
    return show(
        request, "programme/accept_client.html", form, has_people=people.exists(), statement=CONSENT_TEXTS["joining"]
    )


@needs("selection.see")
def participation(request: Request, uid: UUID) -> HttpResponse:
    """One person's way in, with its grounds."""
    shown = _visible(request, uid)
    note_reading(shown.person_id, by=request.user, page="programme:participation")
    user, assessment = request.user, getattr(shown, "assessment", None)
    appeal = getattr(shown, "appeal", None)
    return show(
        request, "programme/participation.html", shown=shown, way=_way(shown),
        decree=queries.decree_of(shown), assessment=assessment, appeal=appeal,
        score=queries.scores([shown])[shown.pk] if assessment and shown.decided_on is None else None,
        acting=whereabouts.acted_by(shown.decided_by, shown.unit, shown.decided_on) if shown.tpp_id else "",
        changes=shown.changes.filter(settled_on=None),
        may_appeal=shown.state == STATES.REFUSED and appeal is None and user.can("selection.propose"),
        may_answer=appeal is not None and appeal.answered_on is None and user.can("appeal.answer")
        and shown.decided_by_id != user.pk,
        may_note=shown.state in queries.OPEN and user.can("change.settle"),
        may_assess=shown.state == STATES.PROPOSED and user.can("selection.propose"),
        may_decide=shown.state == STATES.ASSESSED and user.can("selection.decide"),
        may_end=shown.state in queries.OPEN and user.can("participation.end"),
    )  # fmt: skip


def _way(shown: Participation) -> list[Station]:
    """Proposed, assessed, decided, taking part. A client of a Bapas has no assessment and no decree."""
    taking_part = {STATES.APPROVED: State.HERE, STATES.ENDED: State.DONE}.get(STATES(shown.state), State.AHEAD)
    last = Station(_("Ikut program"), taking_part, href=reverse("insight:person-way", args=[shown.person.uid]))
    if shown.decided_on is not None and shown.tpp_id is None:
        return [Station(_("Perjanjian tertulis"), State.DONE, shown.decided_on), last]
    assessment = getattr(shown, "assessment", None)
    decided = State.BAD if shown.state == STATES.REFUSED else State.DONE if shown.decided_on else State.AHEAD
    word = {State.BAD: _("Ditolak"), State.DONE: _("Disetujui")}.get(decided, _("Keputusan"))
    stations = [
        Station(_("Diusulkan"), State.DONE, shown.proposed_on),
        Station(_("Dinilai"), State.DONE if assessment else State.AHEAD, assessment and assessment.assessed_on),
        Station(word, decided, shown.decided_on),
        last,
    ]
    return _with_present(stations, shown.state)


def _with_present(stations: list[Station], state: str) -> list[Station]:
    """The first station ahead is where the person stands, unless his way ended."""
    if state not in (STATES.PROPOSED, STATES.ASSESSED):
        return stations
    here = next(place for place, station in enumerate(stations) if station.state == State.AHEAD)
    ahead = stations[here]
    return [*stations[:here], Station(ahead.label, State.HERE, href=ahead.href), *stations[here + 1 :]]


@needs("selection.propose")
def assess(request: Request, uid: UUID) -> HttpResponse:
    """Write down what a proposed person brings and needs."""
    shown = _visible(request, uid)
    form = AssessForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        done = attempt(form, lambda: services.assess(shown, **form.cleaned_data, by=request.user))
        if done:
            messages.success(
                request,
                _("Penilaian %(code)s sudah dicatat. Sekarang menunggu kepala UPT.")
                % {"code": shown.person.member_code},
            )
            return redirect("programme:participation", uid)
    return show(request, "programme/assess.html", form, shown=shown)


@needs("selection.decide")
def decide(request: Request) -> HttpResponse:
    """The head decides about everybody who was assessed, on the TPP's recommendation."""
    waiting = queries.awaiting_decision(request.user).select_related("assessment")
    form = DecideForm(
        request.POST if request.method == "POST" else None, waiting=waiting, scores=queries.scores(waiting),
        initial={"participations": request.GET.getlist("satu"), **_asked_decree(request)},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        decided = attempt(form, lambda: services.decide(list(typed.pop("participations")), **typed, by=request.user))
        if decided:
            said = (
                ngettext("%(n)s orang disetujui.", "%(n)s orang disetujui.", len(decided))
                if typed["approve"]
                else ngettext(
                    "%(n)s orang ditolak, dengan alasannya.", "%(n)s orang ditolak, dengan alasannya.", len(decided)
                )
            )
            messages.success(request, said % {"n": len(decided)})
            decree = queries.decree_of(decided[0])
            assert decree is not None  # the verb wrote it
            return redirect("programme:decree", decree.uid)
    note_readings({one.person_id for one in waiting}, by=request.user, page="programme:decide")
    return show(request, "programme/decide.html", form, waiting=len(waiting))


def _asked_decree(request: Request) -> dict[str, object]:
    """The number and the session of the decree that decides about further people."""
    try:
        uid = UUID(request.GET.get("sk", ""))
    except ValueError:
        return {}
    decree = Decree.objects.visible_to(request.user).filter(uid=uid).first()
    if decree is None:
        return {}
    last = queries.decided_by(decree).exclude(tpp=None).select_related("tpp").first()
    return {"decree": decree.number, "tpp_on": last.tpp.held_on if last and last.tpp else None}


@needs("participation.end")
def end(request: Request, uid: UUID) -> HttpResponse:
    """Somebody leaves the programme."""
    shown = _visible(request, uid)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ended = attempt(form, lambda: services.end_participation(shown, **form.cleaned_data, by=request.user))
        if ended:
            messages.success(request, _("Keikutsertaan %(code)s sudah berakhir.") % {"code": shown.person.member_code})
            return redirect("programme:participation", uid)
    return show(request, "programme/end.html", form, shown=shown)


def _visible(request: Request, uid: UUID) -> Participation:
    rows = Participation.objects.visible_to(request.user)
    related = ("person", "unit", "vacancy", "assessment__by", "proposed_by", "decided_by", "tpp", "appeal__answered_by")
    found: Participation = get_object_or_404(rows.select_related(*related), uid=uid)
    return found
