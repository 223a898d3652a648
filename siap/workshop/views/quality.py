"""What is checked on a product's batches, a lot that is checked, and the cleaning log."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import CleaningForm, LotCheckForm, QualityForm
from siap.workshop.models import Lot, Product
from siap.workshop.views.gates import find, find_business


@needs("product.write")
def quality(request: Request, uid: UUID) -> HttpResponse:
    """Write down what is checked on every batch; the first time the critical steps of the recipe are offered."""
    product = find(Product, request, uid)
    plan = queries.quality_plan(product)
    now = [queries.as_point(one) for one in queries.points_of(plan)] if plan else _critical(product)
    initial = {"wants_cleaning": plan is not None and plan.wants_cleaning}
    form = QualityForm(now, request.POST or None, initial=initial)
    if form.is_valid():
        written = attempt(
            form,
            lambda: services.plan_quality(
                form.uid, product, form.points, wants_cleaning=form.cleaned_data["wants_cleaning"], by=request.user
            ),
        )
        if written is not None:
            says = (
                _("Mulai sekarang setiap produksi %(product)s diperiksa.")
                if form.points
                else _("%(product)s tidak diperiksa lagi.")
            )
            messages.success(request, says % {"product": product.name})
            return redirect("workshop:product", uid)
    return show(request, "workshop/quality.html", form, product=product, plan=plan)


def _critical(product: Product) -> list[rules.Point]:
    recipe = queries.recipe_now(product)
    steps = rules.read_steps(recipe.steps) if recipe else []
    return [rules.Point(one.says[:80]) for one in steps if one.is_critical][: rules.MOST_POINTS]


@needs("batch.write")
def check_lot(request: Request, uid: UUID) -> HttpResponse:
    """Hold a lot against the quality plan of its batch."""
    lot = find(Lot, request, uid)
    if lot.batch is None or lot.batch.quality is None:
        raise Http404
    points = [(one, queries.as_point(one)) for one in queries.points_of(lot.batch.quality)]
    form = LotCheckForm(points, request.POST or None)
    if form.is_valid():
        check = attempt(
            form,
            lambda: services.check_lot(
                form.uid, lot, form.found, checked_on=form.cleaned_data["checked_on"], by=request.user
            ),
        )
        if check is not None:
            if check.passed:
                messages.success(request, _("Lot %(number)s lulus pemeriksaan mutu.") % {"number": lot.number})
            else:
                messages.warning(
                    request, _("Lot %(number)s tidak lulus dan ditahan sampai lulus.") % {"number": lot.number}
                )
            return redirect("workshop:lot", uid)
    return show(request, "workshop/check_lot.html", form, lot=lot)


@needs("batch.write")
def cleaning(request: Request, uid: UUID) -> HttpResponse:
    """When the place was cleaned, and once more."""
    business = find_business(request, uid)
    form = CleaningForm(request.POST or None)
    if form.is_valid():
        logged = attempt(form, lambda: services.log_cleaning(business=business, by=request.user, **form.cleaned_data))
        if logged is not None:
            messages.success(request, _("Pembersihan sudah dicatat."))
            return redirect("workshop:cleaning", uid)
    page = paginate(request, business.cleanings.select_related("by").order_by("-cleaned_on", "-pk"))
    return show(request, "workshop/cleaning.html", form, business=business, page=page)
