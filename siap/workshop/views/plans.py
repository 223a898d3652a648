"""A batch before it is sealed: planned, started, checked, or dropped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import CheckForm, PlanForm, ReasonForm
from siap.workshop.models import BatchPlan, Product
from siap.workshop.views.gates import find


@needs("batch.write")
def plan(request: Request, uid: UUID) -> HttpResponse:
    """Say that a batch is to be made: its material comes onto the shopping list."""
    product = find(Product, request, uid)
    recipe = queries.recipe_now(product)
    if recipe is None:
        messages.warning(request, _("Tulis dulu resepnya, supaya bahannya bisa dihitung."))
        return redirect("workshop:product", product.uid)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        planned = attempt(
            form,
            lambda: services.plan_batch(
                given["uid"], recipe, rounds=given["rounds"], planned_on=given["planned_on"], by=request.user
            ),
        )
        if planned is not None:
            messages.success(request, _("Produksi %(product)s direncanakan.") % {"product": product.name})
            return redirect("workshop:planned", planned.uid)
    return show(request, "workshop/plan.html", form, product=product, recipe=recipe)


@needs("workshop.see")
def planned(request: Request, uid: UUID) -> HttpResponse:
    """One planned batch: what it takes and what lacks, and the next deed."""
    return _show(request, find(BatchPlan, request, uid))


def _show(request: Request, found: BatchPlan, form: CheckForm | ReasonForm | None = None) -> HttpResponse:
    takes = queries.what_it_takes(found.recipe, found.rounds, found.planned_on)
    return show(
        request,
        "workshop/planned.html",
        form,
        plan=found,
        is_open=found.state in BatchPlan.OPEN,
        takes=takes,
        is_short=any(need.short for need in takes),
        expected=int(found.recipe.yields * found.rounds),
        rounds=rules.said(queries.as_size(found.rounds)),
        check_form=form if isinstance(form, CheckForm) else CheckForm(),
        drop_form=form if isinstance(form, ReasonForm) else ReasonForm(),
    )


@require_POST
@needs("batch.write")
def start(request: Request, uid: UUID) -> HttpResponse:
    """Somebody begins."""
    found = find(BatchPlan, request, uid)
    services.start_batch(found.uid, found.recipe, rounds=found.rounds, by=request.user)
    messages.success(request, _("Produksi %(product)s dimulai.") % {"product": found.product.name})
    return redirect("workshop:planned", uid)


@require_POST
@needs("batch.write")
def check(request: Request, uid: UUID) -> HttpResponse:
    """Somebody looked at it."""
    found = find(BatchPlan, request, uid)
    form = CheckForm(request.POST)
    if not form.is_valid() or not attempt(
        form, lambda: services.check_batch(found, note=form.cleaned_data["note"], by=request.user)
    ):
        return _show(request, found, form)
    messages.success(request, _("Produksi %(product)s sudah diperiksa.") % {"product": found.product.name})
    return redirect("workshop:planned", uid)


@require_POST
@needs("batch.write")
def drop(request: Request, uid: UUID) -> HttpResponse:
    """It will not be made."""
    found = find(BatchPlan, request, uid)
    form = ReasonForm(request.POST)
    if not form.is_valid() or not attempt(
        form, lambda: services.drop_batch(found, because=form.cleaned_data["because"], by=request.user)
    ):
        return _show(request, found, form)
    messages.success(request, _("Rencana produksi %(product)s dibatalkan.") % {"product": found.product.name})
    return redirect("workshop:business", found.business.uid)
