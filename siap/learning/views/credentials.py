"""Certificates for machines: the signed credential, who issues it, its key, and the list of those taken back."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from siap.core import clock, keys
from siap.learning import queries
from siap.learning.models import Certificate, Course
from siap.learning.rules import credentials
from siap.people.access import Request, open_to_all
from siap.ui.pages import public_address


@open_to_all
def credential(request: Request, uid: UUID) -> HttpResponse:
    """The credential of a certificate, also of one taken back: its list says so. It says what the check page says."""
    certificate = get_object_or_404(Certificate.objects.select_related("person", "course"), uid=uid)
    document = credentials.credential(_award(request, certificate), _issuer(request, certificate.course))
    name = f"{certificate.number.replace('/', '-')}.jwt"
    return _token(request, document, {"Content-Disposition": f'attachment; filename="{name}"'})


@open_to_all
def issuer(request: Request, uid: UUID) -> JsonResponse:
    """Who certifies a course."""
    course = get_object_or_404(Course, uid=uid)
    profile = {"@context": credentials.CONTEXT, **_issuer(request, course).profile()}
    return JsonResponse(profile, content_type="application/ld+json")


@open_to_all
def key(request: Request) -> JsonResponse:
    """The public key under every credential and list of this office: keep it, and verify without network."""
    public = keys.credential_signer(settings.DATA / "keys").public_key()
    return JsonResponse(credentials.published(public, _key_address(request)), content_type="application/jwk+json")


@open_to_all
def revoked(request: Request, uid: UUID) -> HttpResponse:
    """Which certificates of a course were taken back: bits at places, no names and no numbers."""
    course = get_object_or_404(Course, uid=uid)
    places = queries.revoked_certificates(course)
    return _token(request, credentials.status_list(_issuer(request, course), places, clock.now()), {})


def _token(request: Request, document: credentials.Document, headers: dict[str, str]) -> HttpResponse:
    signer = keys.credential_signer(settings.DATA / "keys")
    token = credentials.signed(document, signer, _key_address(request))
    return HttpResponse(token, content_type="application/jwt", headers={"X-Robots-Tag": "noindex", **headers})


def _award(request: Request, certificate: Certificate) -> credentials.Award:
    course = certificate.course
    return credentials.Award(
        address=public_address(request, reverse("learning:credential", args=[certificate.uid])),
        place=certificate.pk,
        holder=certificate.person.name,
        course=str(course.uid),
        title=course.title,
        lesson_hours=course.lesson_hours,
        number=certificate.number,
        since=clock.at(certificate.issued_on, hour=0),
    )


def _issuer(request: Request, course: Course) -> credentials.Issuer:
    return credentials.Issuer(
        address=public_address(request, reverse("learning:issuer", args=[course.uid])),
        name=course.issuer,
        revoked_at=public_address(request, reverse("learning:revoked", args=[course.uid])),
    )


def _key_address(request: Request) -> str:
    return public_address(request, reverse("learning:key"))
