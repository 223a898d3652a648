"""The own business: opened, asked about, and how it stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.aftercare import queries, services
from siap.aftercare.forms import FollowUpForm, IncomeForm, StateForm, VentureForm
from siap.aftercare.models import Case, FollowUp
from siap.aftercare.views.cases import case_about, case_of
from siap.business import services as business
from siap.business.models import Business
from siap.core.errors import Refused
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show


@needs("case.write")
def follow_up(request: Request, uid: UUID) -> HttpResponse:
    """Write down how the business is doing."""
    visible = Case.objects.visible_to(request.user)
    rows = FollowUp.objects.filter(case__in=visible).select_related("case__person", "case__unit", "done_by")
    found: FollowUp = get_object_or_404(rows, uid=uid)
    form = FollowUpForm(request.POST or None)
    if form.is_valid():
        done = attempt(form, lambda: services.record_follow_up(found, form.findings, by=request.user))
        if done is not None:
            messages.success(request, _("Kunjungan bulan ke-%(month)s dicatat.") % {"month": done.month})
            return redirect("aftercare:case", found.case.uid)
    return show(request, "aftercare/follow_up.html", form, follow_up=found)


@needs("case.write")
def income(request: Request, uid: UUID) -> HttpResponse:
    """What the person earned before: only counted together with others' ever after."""
    found = case_of(request, uid)
    form = IncomeForm(request.POST or None, initial={"income_before": found.income_before})
    if form.is_valid():
        amount = form.cleaned_data["income_before"]
        if attempt(form, lambda: services.tell_earlier_income(found, amount, by=request.user)) is not None:
            messages.success(request, _("Dicatat. Angka ini hanya dipakai bersama angka orang lain."))
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/income.html", form, case=found)


@needs("venture.write")
def venture(request: Request, uid: UUID) -> HttpResponse:
    """Open the person's own business, with the Bapas beside it."""
    found = case_of(request, uid)
    form = VentureForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        opened = attempt(
            form,
            lambda: business.open_venture(
                found.person, told["name"], told["what"], unit=found.unit, uid=form.uid, by=request.user
            ),
        )
        if opened is not None:
            messages.success(request, _("Usaha “%(name)s” dibuka. Buku kasnya siap diisi.") % {"name": opened.name})
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/venture.html", form, case=found, ventures=queries.ventures_of(found.person))


@require_POST
@needs("case.write")
def longer(request: Request, uid: UUID) -> HttpResponse:
    """Ask once more, after two years."""
    found = case_of(request, uid)
    try:
        services.follow_longer(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kunjungan bulan ke-24 ditambahkan."))
    return redirect("aftercare:case", uid)


@needs("venture.write")
def state(request: Request, uid: UUID) -> HttpResponse:
    """How a person's business stands, from a day on."""
    own: Business = get_object_or_404(Business.objects.visible_to(request.user).filter(owner__isnull=False), uid=uid)
    found = case_about(request, own)
    form = StateForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        kept = attempt(
            form,
            lambda: services.set_venture_state(
                found, own, told["state"], since=told["since"], because=told["because"], by=request.user
            ),
        )
        if kept is not None:
            messages.success(request, _("Keadaan “%(name)s” dicatat.") % {"name": own.name})
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/state.html", form, case=found, venture=own, states=own.states.select_related("by"))
