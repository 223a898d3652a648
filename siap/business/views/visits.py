"""Mentoring visits: the log of a business, a new visit, and what was agreed marked as done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.business import services
from siap.business.forms import VisitForm
from siap.business.models import Business, Visit
from siap.business.views import business_or_404
from siap.core import clock
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show


@needs("business.see")
def visits(request: Request, uid: UUID) -> HttpResponse:
    """Every visit to a business, the latest first."""
    business = business_or_404(request, uid)
    rows = business.visits.select_related("by").order_by("-visited_on", "-pk")
    return show(request, "business/visits.html", business=business, page=paginate(request, rows), today=clock.today())


@needs("visit.write")
def make_visit(request: Request, uid: UUID) -> HttpResponse:
    """Write a visit down."""
    business = business_or_404(request, uid)
    form = VisitForm(request.POST or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("visited_on", "found", "agreed", "due_on")}
        if attempt(form, lambda: services.make_visit(form.uid, business, **given, by=request.user)):
            messages.success(request, _("Kunjungan ke %(name)s tercatat.") % {"name": business.name})
            return redirect("business:visits", business.uid)
    return show(request, "business/make_visit.html", form, business=business)


@require_POST
@needs("visit.write")
def finish_action(request: Request, uid: UUID) -> HttpResponse:
    """What was agreed is done."""
    visible = Visit.objects.filter(business__in=Business.objects.visible_to(request.user))
    visit = services.finish_visit_action(get_object_or_404(visible, uid=uid), by=request.user)
    messages.success(request, _("Tindak lanjut ditandai selesai."))
    return redirect("business:visits", visit.business.uid)
