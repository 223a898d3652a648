"""The list of businesses, one of them, and who joins and leaves."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, F, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.business import queries, services
from siap.business.forms import BecauseForm, GroupForm, JoinForm, LeaveForm
from siap.business.models import Business, Membership
from siap.business.views import business_or_404, visible
from siap.core import clock
from siap.ledger.rules import first_day, month_of
from siap.people import services as people
from siap.people.access import Request, needs
from siap.people.models import Person, Unit
from siap.ui.pages import attempt, paginate, show, warned


@needs("business.see")
def businesses(request: Request) -> HttpResponse:
    """Groups, ventures and the cooperative, and what mentors agreed on with them."""
    rows = visible(request).annotate(
        members=Count("memberships", filter=Q(memberships__until_on=None), distinct=True),
        visited_on=Max("visits__visited_on"),
    )
    kind = request.GET.get("kind", "")
    if kind in Business.Kind.values:
        rows = rows.filter(kind=kind)
    if q := request.GET.get("q", "").strip():
        rows = rows.filter(Q(name__icontains=q) | Q(what__icontains=q) | Q(unit__short_name__icontains=q))
    page = paginate(
        request, rows.order_by(F("closed_on").desc(nulls_first=True), F("unit").asc(nulls_last=True), "name", "pk")
    )
    today = clock.today()
    hours = queries.minutes_by_business(page.object_list, first_day(month_of(today)), today)
    return show(
        request,
        "business/list.html",
        page=page,
        cards=[(business, hours.get(business.pk, 0)) for business in page],
        kind=kind,
        kinds=Business.Kind.choices,
        actions=queries.open_actions(Business.objects.visible_to(request.user))[:6],
        today=today,
    )


@needs("business.see")
def business(request: Request, uid: UUID) -> HttpResponse:
    """One business: who is in it, how long they worked, who stands by it."""
    business = business_or_404(request, uid)
    memberships = list(business.memberships.select_related("person").order_by("from_on", "pk"))
    today = clock.today()
    minutes = queries.minutes_worked(business, first_day(month_of(today)), today)
    return show(
        request,
        "business/business.html",
        business=business,
        members=[
            (one, minutes.get(one.person_id, 0))
            for one in queries.by_post(one for one in memberships if one.until_on is None)
        ],
        former=[one for one in memberships if one.until_on is not None],
        month_minutes=sum(minutes.values()),
        sheets=business.hours_sheets.filter(replaced_at=None).order_by("-worked_on")[:5],
        last_visit=queries.last_visit(business),
        actions=queries.open_actions(Business.objects.filter(pk=business.pk)),
        today=today,
        is_group=business.kind == Business.Kind.GROUP,
        may_write=request.user.can("business.write") and business.closed_on is None,
    )


@needs("business.write")
def form_group(request: Request) -> HttpResponse:
    """Form a group from people who are ready for one."""
    units = list(Unit.objects.visible_to(request.user).order_by("pk"))
    unit = next((one for one in units if str(one.uid) == request.GET.get("unit")), request.user.unit or units[0])
    form = GroupForm(request.user, unit, request.POST or None)
    joining = [person for person, _post in form.members] if form.is_valid() else []
    if form.is_valid() and warned(form, people.apart_warnings(request.user, joining)):
        given = form.cleaned_data
        group = attempt(
            form,
            lambda: services.form_group(
                unit,
                given["name"],
                given["what"],
                form.members,
                bridge=given["bridge"],
                mentor=given["mentor"],
                uid=form.uid,
                by=request.user,
            ),
        )
        if group is not None:
            messages.success(request, _("Kelompok %(name)s terbentuk, dengan bukunya sendiri.") % {"name": group.name})
            return redirect("business:business", group.uid)
    return show(request, "business/form_group.html", form, unit=unit, units=units)


@needs("business.write")
def join(request: Request, uid: UUID) -> HttpResponse:
    """Let one more person into a group."""
    business = _group_or_404(request, uid)
    unit = business.unit
    assert unit is not None  # a group has one: the database says so
    form = JoinForm(request.user, unit, request.POST or None)
    now = Person.objects.filter(memberships__business=business, memberships__until_on=None)
    if form.is_valid() and warned(form, people.apart_warnings(request.user, [form.cleaned_data["person"]], now)):
        given = form.cleaned_data
        membership = attempt(
            form,
            lambda: services.join_group(business, given["person"], given["post"], on=given["on"], by=request.user),
        )
        if membership is not None:
            said = _("%(person)s sekarang anggota %(group)s.")
            messages.success(request, said % {"person": given["person"].workshop_name, "group": business.name})
            return redirect("business:business", business.uid)
    return show(request, "business/join.html", form, business=business, has_people=queries.may_join(unit).exists())


@needs("business.write")
def leave(request: Request, uid: UUID, person: UUID) -> HttpResponse:
    """End a membership."""
    business = _group_or_404(request, uid)
    now = Membership.objects.filter(business=business, until_on=None).select_related("person")
    membership = get_object_or_404(now, person__uid=person)
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        on = form.cleaned_data["on"]
        if attempt(form, lambda: services.leave_group(membership, on=on, by=request.user)):
            said = _("%(person)s tidak lagi anggota %(group)s.")
            messages.success(request, said % {"person": membership.person.workshop_name, "group": business.name})
            return redirect("business:business", business.uid)
    return show(request, "business/leave.html", form, business=business, membership=membership)


@needs("business.write")
def close(request: Request, uid: UUID) -> HttpResponse:
    """End a business."""
    business = business_or_404(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.close_business(business, because=because, by=request.user)):
            messages.success(request, _("%(name)s ditutup. Bukunya tetap bisa dibaca.") % {"name": business.name})
            return redirect("business:business", business.uid)
    return show(request, "business/close.html", form, business=business)


def _group_or_404(request: Request, uid: UUID) -> Business:
    groups = visible(request).filter(kind=Business.Kind.GROUP)
    group: Business = get_object_or_404(groups, uid=uid)
    return group
