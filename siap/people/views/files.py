"""The list of people, and one person's file."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core.services import document_path, note_reading, note_readings
from siap.people import queries, services
from siap.people.access import Request, needs
from siap.people.custody import Milestone, milestones
from siap.people.forms import ConsentForm, DeathForm, NumberForm, PersonForm, ReleaseForm, TransferForm
from siap.people.models import Consent, Person, Placement, Unit, User
from siap.people.rules import CONSENT_TEXTS, CONSENT_VERSION, DEATH, RELEASES
from siap.ui.pages import attempt, paginate, show


@needs("people.see")
def people(request: Request) -> HttpResponse:
    """Everybody in the units of the reader, found by name, member code or register number."""
    units = list(Unit.objects.visible_to(request.user).order_by("short_name"))
    q, status = request.GET.get("q", "").strip(), request.GET.get("status", "")
    unit = next((unit for unit in units if str(unit.uid) == request.GET.get("unit")), None)
    found = paginate(request, queries.found(request.user, q=q, status=status, unit=unit))
    return show(
        request, "people/list.html", page=found, rows=queries.with_places(found), units=units, unit=unit, status=status, q=q,
        statuses=[*Placement.Status.choices, ("left", _("Sudah keluar"))], may_write=request.user.can("people.write"),
    )  # fmt: skip


@needs("people.write")
def register(request: Request) -> HttpResponse:
    """Enter somebody new."""
    form = PersonForm(_sent(request), user=request.user)
    if form.is_bound and form.is_valid():
        known = attempt(form, lambda: services.register_person(**form.details(), by=request.user))
        if known:
            messages.success(request, _("%(code)s sudah terdaftar.") % {"code": known.member_code})
            return redirect("people:person", known.uid)
    return show(request, "people/new.html", form)


@dataclass(frozen=True)
class Agreeing:
    """One kind of consent as the person's page shows it."""

    kind: str
    label: str
    standing: Consent | None


@needs("people.see")
def person(request: Request, uid: UUID) -> HttpResponse:
    """One person: who, where, since when, which numbers, what was agreed. Opening it is noted."""
    shown = _visible(request, uid)
    apart = queries.kept_apart(request.user, shown)
    note_readings([shown.pk, *(one.person.pk for one in apart)], by=request.user, page="people:person")
    placements = list(shown.placements.select_related("unit").order_by("-from_on", "-pk"))
    here = next((place for place in placements if place.until_on is None), None)
    is_mine = _is_mine(request.user, here)
    in_hand = is_mine or here is None
    is_known = shown.forgotten_on is None
    return show(
        request, "people/person.html", person=shown, here=here, placements=placements,
        milestones=_milestones(here) if in_hand else [], profile=getattr(shown, "profile", None),
        releases={**RELEASES, DEATH: _("Meninggal")}, left=next(iter(placements), None) if here is None else None,
        numbers=shown.identifiers.order_by("kind", "-from_on") if is_mine and request.user.can("identifier.see") else None,
        consents=_consents(shown), apart=apart,
        twins=queries.likely_twins(request.user, shown) if is_known and request.user.can("person.merge") else [],
        may_part=is_known and request.user.can("apart.keep"),
        may_copy=in_hand and request.user.can("identifier.see"),
        may_correct=in_hand and is_known and request.user.can("people.write"),
        may_agree=in_hand and is_known and shown.died_on is None and request.user.can("people.write"),
        may_write=is_mine and request.user.can("people.write"),
        may_release=is_mine and here is not None and here.status != "officer" and request.user.can("person.release"),
        may_note_death=in_hand and is_known and shown.died_on is None and request.user.can("person.release"),
        may_see_certificate=shown.death_certificate_id is not None and request.user.can("identifier.see"),
    )  # fmt: skip


def _milestones(here: Placement | None) -> list[Milestone]:
    """The days of a convict's sentence; nobody else has one."""
    if here is None or here.status != Placement.Status.CONVICT:
        return []
    return milestones(here.sentence_from, here.expected_release_on, here.third_on, here.half_on, here.two_thirds_on)


def _consents(shown: Person) -> list[Agreeing]:
    standing = queries.standing_consents(shown)
    return [Agreeing(kind, str(label), standing.get(kind)) for kind, label in Consent.Kind.choices]


@needs("people.write")
def transfer(request: Request, uid: UUID) -> HttpResponse:
    """Move a person to another unit."""
    shown = _visible(request, uid)
    here = _place_or_404(shown)
    form = TransferForm(_sent(request), place=here)
    if form.is_bound and form.is_valid():
        moved = attempt(form, lambda: services.transfer_person(shown, **form.cleaned_data, by=request.user))
        if moved:
            messages.success(
                request, _("%(code)s sekarang berada di %(unit)s.") % {"code": shown.member_code, "unit": moved.unit}
            )
            return redirect("people:person", uid)
    return show(request, "people/transfer.html", form, person=shown, here=here)


@needs("person.release")
def release(request: Request, uid: UUID) -> HttpResponse:
    """Let a person go, and say beforehand what follows."""
    shown = _visible(request, uid)
    here = _place_or_404(shown)
    form = ReleaseForm(_sent(request), status=here.status)
    if form.is_bound and form.is_valid():
        released = attempt(form, lambda: services.release_person(shown, **form.cleaned_data, by=request.user))
        if released:
            messages.success(
                request,
                _("%(code)s sudah dicatat bebas. Rekening titipannya disiapkan untuk ditutup.")
                % {"code": shown.member_code},
            )
            return redirect("sharing:leaving", uid)
    return show(request, "people/release.html", form, person=shown, here=here)


@needs("person.release")
def died(request: Request, uid: UUID) -> HttpResponse:
    """Somebody died: the day, the certificate, and beforehand what follows."""
    shown: Person = get_object_or_404(Person.objects.not_elsewhere(request.user), uid=uid)
    form = DeathForm(_sent(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        on, paper = form.cleaned_data["on"], form.cleaned_data["certificate"].read()
        if attempt(form, lambda: services.note_death(shown, on=on, certificate=paper, by=request.user)):
            messages.success(request, _("Kematian %(code)s sudah dicatat.") % {"code": shown.member_code})
            return redirect("sharing:leaving", uid)
    return show(request, "people/died.html", form, person=shown, here=queries.current_placement(shown))


@require_safe
@needs("identifier.see")
def certificate(request: Request, uid: UUID) -> FileResponse:
    """The death certificate."""
    shown = get_object_or_404(Person.objects.not_elsewhere(request.user).exclude(death_certificate=None), uid=uid)
    note_reading(shown.pk, by=request.user, page="people:certificate")
    kept = shown.death_certificate
    assert kept is not None
    response = FileResponse(document_path(kept.sha256).open("rb"), content_type=kept.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


@needs("people.write")
def number(request: Request, uid: UUID) -> HttpResponse:
    """Write down a register number, NIK or phone number."""
    shown = get_object_or_404(Person.objects.in_care_of(request.user), uid=uid)
    form = NumberForm(_sent(request))
    if form.is_bound and form.is_valid():
        noted = attempt(form, lambda: services.note_number(shown, **form.cleaned_data, by=request.user))
        if noted:
            messages.success(request, _("Nomor untuk %(code)s sudah dicatat.") % {"code": shown.member_code})
            return redirect("people:person", uid)
    return show(request, "people/number.html", form, person=shown)


@needs("people.write")
def consent(request: Request, uid: UUID, kind: str) -> HttpResponse:
    """The text that is read aloud, and the note that it was signed."""
    if kind not in CONSENT_TEXTS:
        raise Http404
    shown = get_object_or_404(Person.objects.not_elsewhere(request.user), uid=uid)
    if shown.died_on is not None:
        raise Http404
    form = ConsentForm(_sent(request))
    if form.is_bound and form.is_valid():
        given = attempt(form, lambda: services.give_consent(shown, kind, text_version=CONSENT_VERSION, by=request.user))
        if given:
            messages.success(request, _("Persetujuan %(code)s sudah dicatat.") % {"code": shown.member_code})
            return redirect("people:person", uid)
    return show(
        request, "people/consent.html", form, person=shown, label=Consent.Kind(kind).label, text=CONSENT_TEXTS[kind],
        version=CONSENT_VERSION,
    )  # fmt: skip


@require_POST
@needs("people.write")
def withdraw(request: Request, uid: UUID, kind: str) -> HttpResponse:
    """A person takes his consent back."""
    if kind not in CONSENT_TEXTS:
        raise Http404
    shown = get_object_or_404(Person.objects.not_elsewhere(request.user), uid=uid)
    services.withdraw_consent(shown, kind, by=request.user)
    messages.success(
        request, _("Persetujuan %(code)s sudah ditarik. Berlaku sekarang juga.") % {"code": shown.member_code}
    )
    return redirect("people:person", uid)


def _sent(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _visible(request: Request, uid: UUID) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.user), uid=uid)
    return found


def _place_or_404(shown: Person) -> Placement:
    """Where he is now; who is nowhere can be neither moved nor released."""
    here = queries.current_placement(shown)
    if here is None:
        raise Http404
    return here


def _is_mine(user: User, here: Placement | None) -> bool:
    return here is not None and (user.sees_all_units or here.unit_id in user.unit_ids)
