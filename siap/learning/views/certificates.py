"""Certificates: the list, one of them, its paper, and the page on which anybody may check it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from siap.core.services import note_reading
from siap.learning import services
from siap.learning.forms import BecauseForm
from siap.learning.models import Audience, Certificate, Cohort
from siap.people.access import Request, needs, open_to_all
from siap.people.models import Person
from siap.ui import codes, paper, words
from siap.ui.pages import attempt, not_too_often, paginate, pdf, public_address, show


def _certificates(request: Request) -> QuerySet[Certificate]:
    visible = Cohort.objects.visible_to(request.user)
    return Certificate.objects.filter(enrolment__cohort__in=visible).select_related(
        "person", "course", "enrolment__cohort__unit"
    )


def _readable(request: Request) -> QuerySet[Certificate]:
    """Those of the user's classes, and those of whoever is in his care now, wherever he learned."""
    of_classes = Q(enrolment__cohort__in=Cohort.objects.visible_to(request.user))
    of_people = Q(person__in=Person.objects.in_care_of(request.user).values("pk"))
    return Certificate.objects.filter(of_classes | of_people).select_related(
        "person", "course", "enrolment__cohort__unit"
    )


@needs("training.see")
def certificates(request: Request) -> HttpResponse:
    """Every certificate of the user's units and people, searched by number, member code or name."""
    rows = _readable(request)
    if q := request.GET.get("q", "").strip():
        known_by = Q(number__icontains=q) | Q(person__member_code__icontains=q) | Q(person__workshop_name__icontains=q)
        if request.user.can("people.see"):
            known_by |= Q(person__name__icontains=q)
        rows = rows.filter(known_by)
    audience = request.GET.get("audience", "")
    if audience in Audience.values:
        rows = rows.filter(course__audience=audience)
    return show(
        request,
        "learning/certificates.html",
        page=paginate(request, rows.order_by("-issued_on", "-pk")),
        audience=audience,
        audiences=Audience.choices,
    )


@needs("training.see")
def certificate(request: Request, uid: UUID) -> HttpResponse:
    """One certificate, with what may be done about it."""
    certificate = get_object_or_404(_readable(request), uid=uid)
    is_ours = Cohort.objects.visible_to(request.user).filter(pk=certificate.enrolment.cohort_id).exists()
    return show(request, "learning/certificate.html", certificate=certificate, is_ours=is_ours)


@needs("training.write")
def revoke(request: Request, uid: UUID) -> HttpResponse:
    """Take a certificate back, with the reason."""
    certificate = get_object_or_404(_certificates(request), uid=uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.revoke(certificate, because=because, by=request.user)):
            messages.success(request, _("Sertifikat %(number)s dicabut.") % {"number": certificate.number})
            return redirect("learning:certificate", certificate.uid)
    return show(request, "learning/revoke.html", form, certificate=certificate)


@needs("training.write")
def reissue(request: Request, uid: UUID) -> HttpResponse:
    """Take a certificate back and issue another in its place, with the reason."""
    certificate = get_object_or_404(_certificates(request), uid=uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        fresh = attempt(form, lambda: services.reissue(certificate, because=because, by=request.user))
        if fresh is not None:
            said = _("Sertifikat %(old)s dicabut dan diganti dengan %(number)s.")
            messages.success(request, said % {"old": certificate.number, "number": fresh.number})
            return redirect("learning:certificate", fresh.uid)
    return show(request, "learning/reissue.html", form, certificate=certificate)


@needs("people.see")
def certificate_pdf(request: Request, uid: UUID) -> HttpResponse:
    """The paper that a person carries into life: issuer, course and a code to check it; no unit, no custody."""
    certificate = get_object_or_404(_readable(request), uid=uid)
    note_reading(certificate.person_id, by=request.user, page="learning:certificate-pdf")
    check = public_address(request, reverse("learning:check", args=[certificate.uid]))
    content = paper.compile("learning/certificate", certificate_data(certificate, check))
    return pdf(content, f"{certificate.number.replace('/', '-')}.pdf")


def certificate_data(certificate: Certificate, check: str) -> dict[str, object]:
    """What the paper says. `check` is the address of its public page."""
    course = certificate.course
    return {
        "title": pgettext("one", "Sertifikat"),
        "given_to": _("diberikan kepada"),
        "name": certificate.person.name,
        "has_passed": _("yang telah mengikuti dan lulus pelatihan"),
        "course": course.title,
        "length": _("selama %(hours)s jam pelajaran") % {"hours": course.lesson_hours},
        "issuer": course.issuer,
        "issued_by": _("Diterbitkan oleh"),
        "issued_on_label": _("Tanggal"),
        "issued_on": words.day(certificate.issued_on),
        "number_label": _("Nomor"),
        "number": certificate.number,
        "check": _("Pindai untuk memeriksa keasliannya"),
        "check_alt": _("Kode QR ke halaman pemeriksaan sertifikat %(number)s") % {"number": certificate.number},
        "qr": codes.qr_svg(check),
        "revoked": _("DICABUT") if certificate.revoked_on else "",
    }


@open_to_all
@not_too_often
def check(request: Request, uid: UUID) -> HttpResponse:
    """Whether a certificate is genuine: for whoever holds the paper. The minimum, and nothing about custody."""
    certificate = Certificate.objects.select_related("person", "course").filter(uid=uid).first()
    context = {"certificate": certificate, "holder": certificate.person.name if certificate else ""}
    return _unlisted(render(request, "learning/check.html", context, status=200 if certificate else 404))


@open_to_all
@not_too_often
def check_number(request: Request) -> HttpResponse:
    """Look a certificate up by its number. Numbers can be guessed, so this page names nobody."""
    number = request.GET.get("number", "").strip().upper()
    certificate = Certificate.objects.select_related("course").filter(number=number).first() if number else None
    status = 404 if number and certificate is None else 200
    context = {"certificate": certificate, "number": number, "asked": bool(number)}
    return _unlisted(render(request, "learning/check_number.html", context, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Search engines keep away: a certificate is its holder's to show."""
    response["X-Robots-Tag"] = "noindex"
    return response
