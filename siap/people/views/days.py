"""The days of a unit: holidays, prayer, the fasting month. They are the unit's, never an absence of a person."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.core import clock
from siap.people import queries, services
from siap.people.access import Request, needs
from siap.people.forms import UnitDayForm
from siap.people.models import Unit, UnitDay
from siap.ui.pages import attempt, show

A_YEAR = 366


@needs("people.see")
def unit_days(request: Request) -> HttpResponse:
    """The days that lie ahead, and adding some."""
    units, today = Unit.objects.visible_to(request.user), clock.today()
    may_write = request.user.can("unit.days")
    told = request.POST if may_write and request.method == "POST" else None
    form = UnitDayForm(units.order_by("pk"), told, may_all=request.user.sees_all_units)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        noted = attempt(
            form,
            lambda: services.note_unit_days(
                given["uid"], given["unit"], given["kind"], given["name"], from_on=given["from_on"],
                until_on=given["until_on"] or given["from_on"], by=request.user,
            ),
        )  # fmt: skip
        if noted:
            messages.success(request, _("“%(name)s” masuk kalender UPT.") % {"name": noted.name})
            return redirect("people:unit-days")
    return show(
        request, "people/unit_days.html", form, days=queries.unit_days(units, today, today + timedelta(days=A_YEAR)),
        may_write=may_write,
    )  # fmt: skip


@require_POST
@needs("unit.days")
def drop_unit_days(request: Request, uid: UUID) -> HttpResponse:
    """They are days like others after all."""
    mine = Q(unit__in=Unit.objects.visible_to(request.user))
    rows = UnitDay.objects.filter(mine | Q(unit=None) if request.user.sees_all_units else mine)
    services.drop_unit_days(get_object_or_404(rows, uid=uid), by=request.user)
    messages.success(request, _("Hari itu kembali menjadi hari biasa."))
    return redirect("people:unit-days")
