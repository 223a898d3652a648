"""Enter a product, a material, a recipe, a permit; pass the gate."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.business.models import Business
from siap.core.errors import Refused
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import MaterialForm, PermitForm, ProductForm, RecipeForm
from siap.workshop.models import Permit, Product
from siap.workshop.views.gates import find, hand_out


def _business(request: Request, uid: UUID) -> Business:
    found: Business = get_object_or_404(Business.objects.visible_to(request.user).select_related("unit"), uid=uid)
    return found


@needs("product.write")
def new_product(request: Request, uid: UUID) -> HttpResponse:
    """Enter a product idea."""
    business = _business(request, uid)
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
    business = _business(request, uid)
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
    """Write a recipe: the first, or the next version of it."""
    product = find(Product, request, uid)
    newest = queries.recipe_now(product)
    materials = list(product.business.materials.order_by("is_packaging", "name"))
    form = RecipeForm(materials, newest, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: services.write_recipe(
                product,
                lines=form.lines,
                yields=given["yields"],
                labour=given["labour"] or 0,
                overhead=given["overhead"] or 0,
                steps=given["steps"],
                by=request.user,
            ),
        )
        if made is not None:
            messages.success(request, _("Resep versi %(version)s berlaku mulai sekarang.") % {"version": made.version})
            return redirect("workshop:product", product.uid)
    return show(request, "workshop/recipe.html", form, product=product, newest=newest, materials=materials)


@needs("permit.write")
def new_permit(request: Request, uid: UUID) -> HttpResponse:
    """Enter a licence with its proof; a number that looks mistyped is taken, with a warning."""
    business = _business(request, uid)
    products = business.products.exclude(stage=Product.Stage.RETIRED).order_by("name")
    asked_for = {"product": request.GET.get("produk"), "kind": request.GET.get("jenis")}
    form = PermitForm(products, request.POST or None, request.FILES or None, initial=asked_for)
    if form.is_valid():
        permit = attempt(form, lambda: _record_permit(request, business, form))
        if permit is not None:
            messages.success(request, _("Izin %(kind)s sudah dicatat.") % {"kind": permit.get_kind_display()})
            if doubt := rules.number_doubt(permit.kind, permit.number):
                messages.warning(request, _("Periksa lagi nomor %(number)s.") % {"number": permit.number} + f" {doubt}")
            product = form.cleaned_data["product"]
            return redirect("workshop:product", product.uid) if product else redirect("workshop:business", uid)
    return show(request, "workshop/new_permit.html", form, business=business)


def _record_permit(request: Request, business: Business, form: PermitForm) -> Permit:
    given = dict(form.cleaned_data)
    file = given.pop("document")
    kind, number = given.pop("kind"), given.pop("number")
    return services.record_permit(
        business, kind, number, document=file.read() if file else None, by=request.user, **given
    )


@needs("workshop.see")
def proof(request: Request, uid: UUID) -> FileResponse:
    """The file that proves a permit."""
    return hand_out(find(Permit, request, uid).proof)


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
