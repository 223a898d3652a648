"""Mentoring visits: the log of a business, planning and writing down a visit, and everything that was agreed and is open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.business import queries, services
from siap.business.forms import PlanVisitForm, VisitForm
from siap.business.models import Business, Visit, VisitAction
from siap.business.rules import OWNERS
from siap.business.views import business_or_404
from siap.core import clock
from siap.core.services import document_path
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show


@needs("business.see")
def visits(request: Request, uid: UUID) -> HttpResponse:
    """Every visit to a business: the planned ones, then the latest first."""
    business = business_or_404(request, uid)
    made = business.visits.exclude(visited_on=None).select_related("by").prefetch_related("actions")
    return show(
        request, "business/visits.html", business=business, page=paginate(request, made.order_by("-visited_on", "-pk")),
        planned=queries.planned_visits(Business.objects.filter(pk=business.pk)), today=clock.today(),
    )  # fmt: skip


@require_safe
@needs("business.see")
def actions(request: Request) -> HttpResponse:
    """What was agreed on visits and is still open: of one's own groups, or of everything one may see, by who does it."""
    mine, owner = request.GET.get("saya") == "1", request.GET.get("siapa", "")
    businesses = Business.objects.visible_to(request.user)
    if mine:
        businesses = businesses.filter(Q(mentor=request.user) | Q(bridge=request.user))
    rows = queries.open_actions(businesses)
    if owner in dict(OWNERS):
        rows = rows.filter(owner=owner)
    today = clock.today()
    return show(
        request, "business/open_actions.html", page=paginate(request, rows), today=today, mine=mine, owner=owner,
        owners=OWNERS, late=rows.filter(due_on__lt=today).count(), planned=queries.planned_visits(businesses)[:6],
    )  # fmt: skip


@needs("visit.write")
def plan_visit(request: Request, uid: UUID) -> HttpResponse:
    """Put a visit into the calendar."""
    business = business_or_404(request, uid)
    form = PlanVisitForm(request.POST or None)
    if form.is_valid():
        day, agenda = form.cleaned_data["planned_on"], form.cleaned_data["agenda"].strip()
        if attempt(form, lambda: services.plan_visit(form.uid, business, on=day, agenda=agenda, by=request.user)):
            messages.success(request, _("Kunjungan ke %(name)s masuk kalender.") % {"name": business.name})
            return redirect("business:visits", business.uid)
    return show(request, "business/plan_visit.html", form, business=business)


@needs("visit.write")
def make_visit(request: Request, uid: UUID) -> HttpResponse:
    """Write a visit down; `?rencana=` is the planned one that was made."""
    business = business_or_404(request, uid)
    asked = request.GET.get("rencana")
    planned = queries.planned_visits(Business.objects.filter(pk=business.pk)) if asked else ()
    announced = next((one for one in planned if str(one.uid) == asked), None)
    initial: dict[str, Any] = {"uid": announced.uid} if announced else {}
    form = VisitForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        given, photo = form.cleaned_data, form.cleaned_data["photo"]
        made = attempt(
            form,
            lambda: services.make_visit(
                form.uid, business, visited_on=given["visited_on"], found=given["found"], agreed=form.agreed,
                photo=photo.read() if photo else None, by=request.user,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("Kunjungan ke %(name)s tercatat.") % {"name": business.name})
            return redirect("business:visits", business.uid)
    return show(request, "business/make_visit.html", form, business=business, announced=announced)


def _visit(request: Request, uid: UUID) -> Visit:
    visible = Visit.objects.filter(business__in=Business.objects.visible_to(request.user))
    found: Visit = get_object_or_404(visible.select_related("business", "photo"), uid=uid)
    return found


@require_POST
@needs("visit.write")
def call_off(request: Request, uid: UUID) -> HttpResponse:
    """A planned visit will not be."""
    visit = _visit(request, uid)
    services.call_off_visit(visit, by=request.user)
    messages.success(request, _("Kunjungan itu keluar dari kalender."))
    return redirect("business:visits", visit.business.uid)


@require_safe
@needs("business.see")
def photo(request: Request, uid: UUID) -> FileResponse:
    """The photo of a visit."""
    kept = _visit(request, uid).photo
    if kept is None:
        raise Http404
    response = FileResponse(document_path(kept.sha256).open("rb"), content_type=kept.media_type)
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
@needs("action.finish")
def finish_action(request: Request, uid: UUID) -> HttpResponse:
    """What was agreed is done."""
    visible = VisitAction.objects.filter(visit__business__in=Business.objects.visible_to(request.user))
    action = services.finish_visit_action(get_object_or_404(visible, uid=uid), by=request.user)
    messages.success(request, _("Tindak lanjut ditandai selesai."))
    return redirect("business:visits", action.visit.business.uid)
