"""The training home, and a class from its opening to the day it is certified."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core import clock
from siap.learning import queries, services
from siap.learning.forms import CohortForm, EnrolForm, MarksForm, SessionForm, TimetableForm
from siap.learning.models import Attendance, Audience, Certificate, Cohort, Course, Enrolment, Session
from siap.people import services as people_services
from siap.people.access import Request, needs
from siap.people.models import Person, Unit
from siap.ui.pages import attempt, paginate, show, warned
from siap.ui.way import State, Station

MEETINGS_ON_PAPER = 6
STATES = {"open": Q(closed_on=None), "closed": Q(closed_on__isnull=False)}


@needs("training.see")
def home(request: Request) -> HttpResponse:
    """Which units may teach, and their classes."""
    units = queries.readiness(Unit.objects.visible_to(request.user).order_by("pk"))
    cohorts = _cohorts(request).filter(STATES.get(request.GET.get("state", ""), Q()))
    if q := request.GET.get("q", "").strip():
        cohorts = cohorts.filter(Q(number__icontains=q) | Q(course__title__icontains=q) | Q(unit__name__icontains=q))
    return show(
        request,
        "learning/home.html",
        units=units,
        ready=sum(unit.may_teach_participants for unit in units),
        page=paginate(request, cohorts.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")),
        state=request.GET.get("state", ""),
        has_courses=Course.objects.exists(),
    )


def _cohorts(request: Request) -> QuerySet[Cohort]:
    return (
        Cohort.objects.visible_to(request.user)
        .select_related("course", "unit")
        .annotate(
            people=Count("enrolments", distinct=True),
            meetings=Count("sessions", distinct=True),
            passed=Count(
                "enrolments",
                filter=Q(enrolments__certificates__revoked_on=None, enrolments__certificates__isnull=False),
                distinct=True,
            ),
        )
    )


@needs("training.write")
def open_cohort(request: Request) -> HttpResponse:
    """Open a class."""
    form = CohortForm(request.user, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        cohort = attempt(
            form,
            lambda: services.open_cohort(given["course"], given["unit"], on=given["on"], uid=form.uid, by=request.user),
        )
        if cohort is not None:
            messages.success(
                request, _("Kelas %(number)s dibuka. Sekarang daftarkan pesertanya.") % {"number": cohort.number}
            )
            return redirect("learning:enrol", cohort.uid)
    return show(
        request,
        "learning/open_cohort.html",
        form,
        units=queries.readiness(Unit.objects.visible_to(request.user).order_by("pk")),
        has_courses=Course.objects.exists(),
    )


def cohort_of(request: Request, uid: UUID) -> Cohort:
    """A class that this user may see, with its numbers."""
    cohort: Cohort = get_object_or_404(_cohorts(request), uid=uid)
    return cohort


def _enrolments(cohort: Cohort) -> QuerySet[Enrolment]:
    return cohort.enrolments.select_related("person", "cohort__course").order_by("person__name", "pk")


@needs("training.see")
def cohort(request: Request, uid: UUID) -> HttpResponse:
    """A class: who is in it, how they come, what they learned."""
    cohort = cohort_of(request, uid)
    presence = queries.presence(cohort)
    certificates = {
        one.enrolment_id: one for one in Certificate.objects.filter(enrolment__cohort=cohort).order_by("pk")
    }
    rows = [
        (one, presence.get(one.person_id), queries.gain(one), certificates.get(one.pk)) for one in _enrolments(cohort)
    ]
    present = Count("attendance", filter=Q(attendance__state=Attendance.State.PRESENT))
    sessions = list(cohort.sessions.annotate(present=present, all=Count("attendance")).order_by("-held_on", "-pk"))
    return show(
        request,
        "learning/cohort.html",
        cohort=cohort,
        rows=rows,
        way=_way(cohort, [row[0] for row in rows], has_met=bool(sessions)),
        sessions=sessions,
        lesson_hours=sum(session.lesson_hours for session in sessions),
        may_write=request.user.can("training.write") and cohort.closed_on is None,
        ahead=queries.meetings_ahead(Cohort.objects.filter(pk=cohort.pk))[:3],
    )


def _way(cohort: Cohort, enrolments: list[Enrolment], *, has_met: bool) -> list[Station]:
    """Opened → people → meetings → marks → certified; each opens its step while the class is open."""
    marked = bool(enrolments) and all(one.post_test is not None for one in enrolments)
    steps = [
        (_("Dibuka"), True, ""),
        (_("Peserta"), bool(enrolments), "learning:enrol"),
        (_("Pertemuan"), has_met, "learning:hold-session"),
        (_("Nilai"), marked, "learning:marks"),
        (_("Lulus"), cohort.closed_on is not None, "learning:certify"),
    ]
    reached = next((at for at, (_label, done, _page) in enumerate(steps) if not done), len(steps))
    return [
        Station(
            label,
            State.DONE if done else State.HERE if at == reached else State.AHEAD,
            on={0: cohort.opened_on, len(steps) - 1: cohort.closed_on}.get(at),
            href=reverse(page, args=[cohort.uid]) if page and cohort.closed_on is None else "",
        )
        for at, (label, done, page) in enumerate(steps)
    ]


@needs("training.write")
def enrol(request: Request, uid: UUID) -> HttpResponse:
    """Tick who joins."""
    cohort = cohort_of(request, uid)
    people = queries.eligible(cohort)
    form = EnrolForm(request.user, people, request.POST or None)
    if form.is_valid():
        chosen = list(form.cleaned_data["people"])
        there = Person.objects.filter(enrolments__cohort=cohort)
        knows = warned(form, people_services.apart_warnings(request.user, chosen, there))
        enrolled = attempt(form, lambda: services.enrol_all(cohort, chosen, by=request.user)) if knows else None
        if enrolled:
            said = ngettext(
                "%(count)s orang terdaftar di kelas ini.", "%(count)s orang terdaftar di kelas ini.", len(chosen)
            )
            messages.success(request, said % {"count": len(chosen)})
            return redirect("learning:cohort", cohort.uid)
    return show(request, "learning/enrol.html", form, cohort=cohort, has_people=people.exists())


@needs("training.write")
def timetable(request: Request, uid: UUID) -> HttpResponse:
    """On which days of the week a class meets."""
    cohort = cohort_of(request, uid)
    form = TimetableForm(request.POST or None, initial={"weekdays": list(cohort.weekdays)})
    if form.is_valid():
        days = [int(day) for day in form.cleaned_data["weekdays"]]
        if attempt(form, lambda: services.set_timetable(cohort, days, by=request.user)):
            messages.success(request, _("Jadwal kelas disimpan."))
            return redirect("learning:cohort", cohort.uid)
    return show(request, "learning/timetable.html", form, cohort=cohort)


@needs("training.write")
def hold_session(request: Request, uid: UUID) -> HttpResponse:
    """A meeting and its attendance, on one screen."""
    cohort = cohort_of(request, uid)
    form = session_form(request, cohort, request.POST or None, initial=_named_by_sheet(request))
    if form.is_valid():
        given = form.cleaned_data
        session = attempt(
            form,
            lambda: services.hold_session(
                cohort,
                uid=form.uid,
                held_on=given["held_on"],
                topic=given["topic"],
                lesson_hours=given["lesson_hours"],
                attendance=form.attendance,
                lesson=given["lesson"],
                room=given["room"],
                facilitator=request.user,
                by=request.user,
            ),
        )
        if session is not None:
            present = sum(state == Attendance.State.PRESENT for state in form.attendance.values())
            said = _("Pertemuan dicatat: %(present)s dari %(all)s orang hadir.")
            messages.success(request, said % {"present": present, "all": len(form.attendance)})
            return redirect("learning:cohort", cohort.uid)
    return show(request, "learning/hold_session.html", form, cohort=cohort)


def _named_by_sheet(request: Request) -> dict[str, Any]:
    """A printed sheet names its meeting, so that keyed in by hand and read from a photo it is the same one."""
    try:
        return {"uid": UUID(request.GET["sheet"])}
    except (KeyError, ValueError):
        return {}


def session_form(
    request: Request, cohort: Cohort, data: Any = None, initial: dict[str, Any] | None = None
) -> SessionForm:
    """The form of the next meeting of a class, with the lesson that comes next."""
    lessons = list(cohort.course.lessons.filter(version=cohort.course.version).order_by("position"))
    taught = set(cohort.sessions.exclude(lesson=None).values_list("lesson", flat=True))
    ahead = next((one for one in lessons if one.position not in taught), None)
    return SessionForm(request.user, _enrolments(cohort), data, lessons=lessons, next_lesson=ahead, initial=initial)


@needs("training.see")
def session(request: Request, uid: UUID) -> HttpResponse:
    """A meeting that was held: who came, and why the others did not."""
    visible = Session.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
    session = get_object_or_404(visible.select_related("cohort__course", "cohort__unit"), uid=uid)
    attendance = session.attendance.select_related("person").order_by("person__name")
    return show(request, "learning/session.html", session=session, attendance=attendance)


@needs("training.write")
def marks(request: Request, uid: UUID) -> HttpResponse:
    """The marks of the whole class, on one screen."""
    cohort = cohort_of(request, uid)
    form = MarksForm(request.user, _enrolments(cohort), request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: services.mark_class(form.marks, by=request.user))
        if not form.errors:
            messages.success(request, _("Nilai kelas ini tersimpan."))
            return redirect("learning:cohort", cohort.uid)
    return show(request, "learning/marks.html", form, cohort=cohort)


@needs("training.write")
def certify(request: Request, uid: UUID) -> HttpResponse:
    """Who passes and who does not; then certify, once."""
    cohort = cohort_of(request, uid)
    form = forms.Form(request.POST)
    if request.method == "POST" and form.is_valid():
        certificates = attempt(form, lambda: services.certify(cohort, by=request.user))
        if certificates is not None:
            said = _("Kelas selesai. %(count)s sertifikat terbit.")
            messages.success(request, said % {"count": len(certificates)})
            return redirect("learning:cohort", cohort.uid)
    enrolments, passing = list(_enrolments(cohort)), queries.passing(cohort)
    reached = [one for one in enrolments if (one.post_test or 0) >= cohort.course.pass_mark]
    return show(
        request,
        "learning/certify.html",
        form,
        cohort=cohort,
        passing=passing,
        absent=[one for one in reached if one not in passing],
        failing=[one for one in enrolments if one.post_test is not None and one.post_test < cohort.course.pass_mark],
        unmarked=[one for one in enrolments if one.post_test is None],
    )


@needs("training.see")
def attendance_sheet(request: Request, uid: UUID) -> HttpResponse:
    """The sheet that goes into the classroom: names, and boxes to sign in."""
    cohort = cohort_of(request, uid)
    held = cohort.sessions.count()
    return show(
        request,
        "learning/attendance_sheet.html",
        cohort=cohort,
        enrolments=_enrolments(cohort),
        today=clock.today(),
        is_for_officers=cohort.course.audience == Audience.OFFICERS,
        meetings=range(held + 1, held + 1 + MEETINGS_ON_PAPER),
    )
