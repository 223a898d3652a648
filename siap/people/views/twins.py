"""Two files that may be one person, side by side, and letting one go into the other."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core.services import note_readings
from siap.people import queries, services
from siap.people.access import Request, needs
from siap.people.forms import TwinForm
from siap.people.models import Person
from siap.ui.pages import attempt, show


@needs("person.merge")
def merge(request: Request, uid: UUID) -> HttpResponse:
    """Choose which file goes into this one. Showing them counts as opening each."""
    shown = get_object_or_404(
        Person.objects.visible_to(request.user).filter(forgotten_on=None, same_as=None), uid=uid
    )  # fmt: skip
    twins = queries.likely_twins(request.user, shown)
    note_readings([shown.pk, *(one.pk for one in twins)], by=request.user, page="people:merge")
    form = TwinForm(request.POST if request.method == "POST" else None, twins=twins)
    if form.is_bound and form.is_valid():
        twin = form.cleaned_data["twin"]
        if attempt(form, lambda: services.merge_twin(shown, twin, by=request.user)):
            messages.success(
                request,
                _("%(twin)s sekarang bagian dari %(code)s.") % {"twin": twin.member_code, "code": shown.member_code},
            )
            return redirect("people:person", uid)
    return show(request, "people/merge.html", form, person=shown, twins=twins, history=queries.has_history(shown))
