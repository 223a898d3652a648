"""Enter a product, a material, a recipe, a permit; pass the gate."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.core.errors import Refused
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import queries, services
from siap.workshop.forms import MaterialForm, ProductForm, RecipeForm
from siap.workshop.models import Material, Product
from siap.workshop.views.gates import find, find_business


@needs("product.write")
def new_product(request: Request, uid: UUID) -> HttpResponse:
    """Enter a product idea."""
    business = find_business(request, uid)
    form = ProductForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: services.plan_product(business, **given, by=request.user))
        if made is not None:
            messages.success(request, _("%(product)s sudah dicatat. Sekarang tulis resepnya.") % {"product": made.name})
            return redirect("workshop:product", made.uid)
    return show(request, "workshop/new_product.html", form, business=business)


@needs("product.write")
def new_material(request: Request, uid: UUID) -> HttpResponse:
    """Enter a material."""
    business = find_business(request, uid)
    form = MaterialForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: services.add_material(business, **given, by=request.user))
        if made is not None:
            messages.success(request, _("%(material)s sudah dicatat.") % {"material": made.name})
            return redirect("workshop:material", made.uid)
    return show(request, "workshop/new_material.html", form, business=business)


@needs("product.write")
def recipe(request: Request, uid: UUID) -> HttpResponse:
    """Write the recipe of a product: the first, or the next version of it."""
    return _recipe(request, find(Product, request, uid), "workshop:product")


@needs("product.write")
def sub_recipe(request: Request, uid: UUID) -> HttpResponse:
    """Write how a material is made here: from then on it is made along with what takes it, not bought."""
    return _recipe(request, find(Material, request, uid), "workshop:material")


def _recipe(request: Request, of: Product | Material, back: str) -> HttpResponse:
    newest = queries.recipe_now(of)
    materials = of.business.materials.order_by("is_packaging", "name")
    if isinstance(of, Material):
        materials = materials.exclude(pk=of.pk)
    form = RecipeForm(of, list(materials), newest, request.POST or None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: services.write_recipe(of, lines=form.lines, typed=form.typed, by=request.user, **form.figures),
        )
        if made is not None:
            messages.success(request, _("Resep versi %(version)s berlaku mulai sekarang.") % {"version": made.version})
            return redirect(back, of.uid)
    return show(
        request,
        "workshop/recipe.html",
        form,
        of=of,
        is_material=isinstance(of, Material),
        back=reverse(back, args=[of.uid]),
        newest=newest,
        materials=form.materials,
        stale=queries.stale_parts(newest) if newest else [],
    )


@require_POST
@needs("product.write")
def ready(request: Request, uid: UUID) -> HttpResponse:
    """The gate: from now on it may be sold."""
    product = find(Product, request, uid)
    try:
        services.make_ready(product, by=request.user)
        messages.success(request, _("%(product)s boleh dijual mulai sekarang.") % {"product": product.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workshop:product", product.uid)


@require_POST
@needs("product.write")
def retire(request: Request, uid: UUID) -> HttpResponse:
    """It is no longer made or sold."""
    product = find(Product, request, uid)
    services.retire(product, by=request.user)
    messages.success(request, _("%(product)s tidak dibuat dan tidak dijual lagi.") % {"product": product.name})
    return redirect("workshop:product", product.uid)
