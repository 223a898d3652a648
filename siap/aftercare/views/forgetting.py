"""Whose time to be kept is over, and forgetting one of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.aftercare import services
from siap.aftercare.forms import ForgetForm
from siap.people import queries as people
from siap.people.access import Request, needs
from siap.people.models import Person
from siap.ui.pages import attempt, paginate, show


@require_safe
@needs("person.forget")
def past_keeping(request: Request) -> HttpResponse:
    """Everybody whose time is over, who left first first."""
    page = paginate(request, people.past_keeping())
    return show(request, "aftercare/past_keeping.html", page=page, years=people.retention_years())


@needs("person.forget")
def forget(request: Request, uid: UUID) -> HttpResponse:
    """Forget one person, after saying what that means."""
    person = get_object_or_404(Person.objects.visible_to(request.user).filter(forgotten_on=None), uid=uid)
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        forgotten = attempt(form, lambda: services.forget_person(person, by=request.user))
        if forgotten:
            messages.success(request, _("%(code)s: namanya sudah dihapus.") % {"code": person.member_code})
            return redirect("aftercare:past-keeping")
    return show(request, "aftercare/forget.html", form, person=person)
