"""Days on which nobody works."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.people import services
from siap.people.access import Request, needs
from siap.people.forms.days import DayOffForm
from siap.people.models import DayOff, Unit
from siap.ui import words
from siap.ui.pages import attempt, show


@needs("dayoff.write")
def days_off(request: Request) -> HttpResponse:
    """The days off that lie ahead, another one, and one taken back."""
    units = Unit.objects.visible_to(request.user).order_by("name")
    may_all = request.user.sees_all_units
    if request.method == "POST" and "strike" in request.POST:
        return _strike(request, units, may_all)
    form = DayOffForm(units, may_all, request.POST or None)
    if form.is_valid() and (day := attempt(form, lambda: services.write_day_off(**form.cleaned_data, by=request.user))):
        messages.success(request, _("%(day)s libur: %(name)s.") % {"day": words.day(day.on), "name": day.name})
        return redirect("people:days-off")
    ahead = DayOff.objects.filter(Q(unit__in=units) | Q(unit=None), on__gte=clock.today()).select_related("unit")
    return show(request, "people/days_off.html", form, days=ahead, may_all=may_all)


def _strike(request: Request, units, may_all: bool) -> HttpResponse:  # type: ignore[no-untyped-def]  # units as above
    mine = Q(unit__in=units) | Q(unit=None) if may_all else Q(unit__in=units)
    try:
        pk, on = int(request.POST["strike"]), date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise Http404 from None
    found = get_object_or_404(DayOff.objects.filter(mine).select_related("unit"), pk=pk, on=on)
    services.strike_day_off(found.unit, found.on, by=request.user)
    messages.success(request, _("%(day)s hari kerja biasa.") % {"day": words.day(on)})
    return redirect("people:days-off")
