"""What the law gives a person over what is kept of him: a correction, and the register of what it is used for."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.services import rate, readings_since
from siap.people import services
from siap.people.access import Request, needs
from siap.people.forms import CorrectForm
from siap.people.models import Office, Person
from siap.people.processing import USES, VERSION
from siap.people.rules import RETENTION
from siap.ui.pages import attempt, show


@needs("people.write")
def correct(request: Request, uid: UUID) -> HttpResponse:
    """What was written about a person was wrong, or he says so."""
    shown = get_object_or_404(Person.objects.not_elsewhere(request.user).filter(forgotten_on=None), uid=uid)
    form = CorrectForm(request.POST if request.method == "POST" else None, person=shown)
    if form.is_bound and form.is_valid():
        corrected = attempt(form, lambda: services.correct_person(shown, **form.cleaned_data, by=request.user))
        if corrected:
            messages.success(request, _("Data %(code)s sudah diperbaiki.") % {"code": shown.member_code})
            return redirect("people:person", uid)
    return show(request, "people/correct.html", form, person=shown)


@require_safe
@needs("audit.see")
def processing(request: Request) -> HttpResponse:
    """The register of what personal data are used for, with what can be counted."""
    today = clock.today()
    forgotten = Person.objects.exclude(forgotten_on=None).count()
    return show(
        request, "people/processing.html", uses=USES, version=VERSION, office=Office.objects.first(), today=today,
        known=Person.objects.filter(forgotten_on=None).count(), forgotten=forgotten,
        readings=readings_since(today - timedelta(days=30)), kept=rate(RETENTION, today),
    )  # fmt: skip
