"""The plan of somebody who takes part, how well he does ten things, and the sheet of evidence for SPPN."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.aftercare import queries, services
from siap.aftercare.forms import ExemptForm, GoalForm, RatingForm, ReviewForm
from siap.aftercare.models import PersonalPlan, PlanStep
from siap.core import clock
from siap.core.services import note_reading
from siap.learning.models import Sitting
from siap.market.models import Sale
from siap.people.access import Request, needs
from siap.people.models import Office, Person
from siap.ui import paper, words
from siap.ui.pages import attempt, paginate, pdf, show
from siap.workshop.models import Batch

SOON = 14
"""Days ahead within which a plan is to be looked at."""


@require_safe
@needs("aftercare.see")
def plans(request: Request) -> HttpResponse:
    """Everybody who takes part: who has no plan yet, and whose is to be looked at."""
    rows = queries.taking_part(request.user)
    soon = clock.today() + timedelta(days=SOON)
    missing, due = rows.filter(review_on=None).count(), rows.filter(review_on__lte=soon).count()
    ordered = rows.order_by(F("review_on").asc(nulls_first=True), "name", "pk")
    return show(
        request, "aftercare/plans.html", page=paginate(request, ordered), missing=missing, due=due, soon=soon
    )  # fmt: skip


def _person(request: Request, uid: UUID) -> Person:
    """Somebody this user may see and who is in no other unit now."""
    rows = Person.objects.not_elsewhere(request.user).filter(forgotten_on=None)
    found: Person = get_object_or_404(rows, uid=uid)
    return found


def _in_care(request: Request, uid: UUID) -> Person:
    """Somebody in one of this user's units: only there anything about him is written."""
    found: Person = get_object_or_404(Person.objects.in_care_of(request.user), uid=uid)
    return found


@require_safe
@needs("aftercare.see")
def plan(request: Request, uid: UUID) -> HttpResponse:
    """One person's goals, steps and skills. Reading it is noted."""
    person = _person(request, uid)
    note_reading(person.pk, by=request.user, page="aftercare:plan")
    found, ratings = queries.plan_of(person), queries.ratings_of(person)
    may_write = request.user.can("plan.write") and Person.objects.in_care_of(request.user).filter(pk=person.pk).exists()
    return show(
        request, "aftercare/plan.html", person=person, plan=found, ratings=ratings, today=clock.today(),
        goals=found.goals.prefetch_related("steps") if found else [], reviews=found.reviews.select_related("by") if found else [],
        skills=queries.skills_now(ratings), may_write=may_write,
    )  # fmt: skip


@needs("plan.write")
def set_goal(request: Request, uid: UUID) -> HttpResponse:
    """Put a goal with its steps into the plan."""
    person = _in_care(request, uid)
    form = GoalForm(request.POST or None)
    if form.is_valid():
        done = attempt(form, lambda: services.set_goal(form.uid, person, form.goal, by=request.user))
        if done:
            messages.success(request, _("Sasaran masuk rencana."))
            return redirect("aftercare:plan", person.uid)
    return show(request, "aftercare/set_goal.html", form, person=person)


@needs("plan.write")
def exempt(request: Request, uid: UUID) -> HttpResponse:
    """Record why somebody has no plan."""
    person = _in_care(request, uid)
    form = ExemptForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.exempt(person, because=because, by=request.user)):
            messages.success(request, _("Alasannya dicatat. Pada hari tinjauan berikutnya ditanyakan lagi."))
            return redirect("aftercare:plan", person.uid)
    return show(
        request, "aftercare/plan_form.html", form, person=person, title=_("Tanpa rencana pribadi"),
        deed=_("Catat pengecualian"),
        says=_("Rencana pribadi untuk setiap peserta. Pengecualian punya alasan dan ditinjau lagi."),
    )  # fmt: skip


@needs("plan.write")
def review(request: Request, uid: UUID) -> HttpResponse:
    """The plan was looked at with the person."""
    person = _in_care(request, uid)
    found: PersonalPlan = get_object_or_404(PersonalPlan, person=person, closed_on=None)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        done = attempt(form, lambda: services.review_plan(form.uid, found, note=note, by=request.user))
        if done:
            messages.success(request, _("Tinjauan dicatat."))
            return redirect("aftercare:plan", person.uid)
    return show(
        request, "aftercare/plan_form.html", form, person=person, title=_("Tinjau rencana bersama orangnya"),
        deed=_("Catat tinjauan"),
        says=_("Hari tinjauan berikutnya dihitung dari sisa waktunya: makin dekat pulang, makin sering."),
    )  # fmt: skip


_KINDS: dict[str, Any] = {"batch": Batch, "sale": Sale, "sitting": Sitting}


def _evidence(key: str) -> services.Evidence:
    """What a choice of the form names; the verb refuses what is not his."""
    kind, _sep, uid = key.partition(":")
    return services.Evidence(**{kind: _KINDS[kind].objects.filter(uid=uid).first()})


@needs("plan.write")
def rate(request: Request, uid: UUID) -> HttpResponse:
    """Rate a skill by a batch, a sale or a test."""
    person = _in_care(request, uid)
    found = queries.evidence_for(person)
    form = RatingForm(found, request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        rated = attempt(
            form,
            lambda: services.rate_skill(
                form.uid, person, skill=told["skill"], level=int(told["level"]), evidence=_evidence(told["evidence"]),
                by=request.user,
            ),
        )  # fmt: skip
        if rated:
            messages.success(request, _("Kecakapan “%(skill)s” dinilai.") % {"skill": rated.get_skill_display()})
            return redirect("aftercare:plan", person.uid)
    return show(request, "aftercare/rate_skill.html", form, person=person, has_evidence=bool(found))


@require_POST
@needs("plan.write")
def take_step(request: Request, uid: UUID) -> HttpResponse:
    """A step is done."""
    mine = PlanStep.objects.filter(goal__plan__person__in=Person.objects.in_care_of(request.user))
    step = services.take_step(get_object_or_404(mine, uid=uid), by=request.user)
    messages.success(request, _("Langkah ditandai selesai."))
    return redirect("aftercare:plan", step.goal.plan.person.uid)


@require_safe
@needs("aftercare.see")
def sppn_paper(request: Request, uid: UUID) -> HttpResponse:
    """What is on record of a person, for whoever scores SPPN elsewhere. Reading it is noted."""
    person = _person(request, uid)
    note_reading(person.pk, by=request.user, page="aftercare:sppn-paper")
    return pdf(paper.compile("aftercare/sppn", sppn_sheet(person)), f"bukti-sppn-{person.member_code}.pdf")


def sppn_sheet(person: Person) -> dict[str, object]:
    """The sheet's data: chapters of evidence, and the sentence that it is no score."""
    told = queries.sppn_evidence(person)
    chapters = (
        ("attendance", _("Kehadiran belajar"), [_("Keterangan"), _("Kali")]),
        ("certificates", _("Sertifikat"), [_("Pelatihan"), _("Nomor"), _("Terbit")]),
        ("work", _("Jam kerja, dua belas bulan terakhir"), [_("Bulan"), _("Hari"), _("Jam")]),
        ("conduct", _("Nilai kelakuan dalam kelompok"), [_("Sejak"), _("Nilai"), _("Bukti")]),
        ("skills", _("Kecakapan"), [_("Apa"), _("Tingkat"), _("Bukti"), _("Dinilai")]),
        ("steps", _("Langkah rencana yang selesai"), [_("Langkah"), _("Selesai")]),
    )
    office, here = Office.objects.get(pk=1), person.placements.filter(until_on=None).select_related("unit").first()
    return {
        "title": _("Bukti untuk SPPN"),
        "under": _("Lembar ini bukti dari catatan, bukan nilai. Nilai SPPN ditetapkan petugasnya pada aplikasinya."),
        "facts": [
            [_("Nama"), person.name], [_("Kode"), person.member_code],
            [_("Tempat"), here.unit.name if here else "–"], [_("Dicetak"), words.day(clock.today())],
        ],
        "none": _("Tidak ada catatan."),
        "chapters": [{"title": title, "heads": heads, "rows": told[key]} for key, title, heads in chapters],
        "signs": [_("Petugas"), _("Wali pemasyarakatan")],
        "foot": f"{office.name} · {person.member_code}",
    }  # fmt: skip
