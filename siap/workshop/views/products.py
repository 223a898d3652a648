"""What is made here: all products, one business's workshop, a product, its cost, a material."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import clock
from siap.people.access import Request, needs
from siap.ui.pages import paginate, show
from siap.workshop import queries, rules
from siap.workshop.models import Batch, Lot, Material, Product
from siap.workshop.views.developing import way_of
from siap.workshop.views.gates import find


@needs("workshop.see")
def home(request: Request) -> HttpResponse:
    """Every product this reader may see, the workshops they come from; a lot number in the search opens the lot."""
    asked = request.GET.get("q", "").strip()
    if lot := Lot.objects.visible_to(request.user).filter(number__iexact=asked).first():
        return redirect("workshop:lot", lot.uid)
    if asked.count("-") >= 3 and not rules.is_lot_number(asked):
        messages.warning(
            request, _("Nomor lot “%(number)s” salah ketik: huruf periksanya tidak cocok.") % {"number": asked}
        )
    visible = Product.objects.visible_to(request.user)
    stage = request.GET.get("tahap", "")
    page = paginate(request, _found(visible, asked, stage))
    page.object_list = queries.stock_of(page.object_list)
    return show(
        request,
        "workshop/home.html",
        page=page,
        stages=Product.Stage.choices,
        stage=stage,
        asked=asked,
        unchecked=queries.not_passed(Lot.objects.visible_to(request.user).filter(on_hand__gt=0))
        .select_related("product")
        .order_by("made_on", "pk")[:8],
        counts=visible.aggregate(all=Count("pk"), ready=Count("pk", filter=Q(stage__in=Product.FOR_SALE))),
        businesses=Business.objects.visible_to(request.user)
        .filter(closed_on=None)
        .select_related("unit")
        .order_by("name"),
    )


def _found(visible: "QuerySet[Product]", asked: str, stage: str) -> "QuerySet[Product]":
    rows = visible.select_related("business__unit").order_by("name", "pk")
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(code__iexact=asked) | Q(business__name__icontains=asked))
    return rows.filter(stage=stage) if stage in Product.Stage.values else rows


@needs("workshop.see")
def business(request: Request, uid: UUID) -> HttpResponse:
    """One workshop: products with what they lack, materials, latest batches, permits of the whole business."""
    found = get_object_or_404(Business.objects.visible_to(request.user).select_related("unit"), uid=uid)
    products, materials = queries.stock(found), queries.materials(found)
    today = clock.today()
    batches = Batch.objects.filter(product__business=found).select_related("product", "lot").order_by("-made_on", "-pk")
    return show(
        request,
        "workshop/business.html",
        business=found,
        products=products,
        ready=sum(row.product.is_for_sale for row in products),
        worth=sum(row.value for row in products),
        sellable=sum(row.sellable for row in products),
        materials=materials,
        material_worth=sum(row.value for row in materials),
        batches=batches[:8],
        plans=queries.open_plans(found),
        permits=found.permits.select_related("proof").filter(product=None).order_by("kind", "-valid_from"),
        past=sum(row.first_end is not None and row.first_end < today for row in materials),
        today=today,
    )


@needs("workshop.see")
def product(request: Request, uid: UUID) -> HttpResponse:
    """One product: its way to readiness, recipe and cost, permits, lots and batches."""
    found = find(Product, request, uid)
    papers = queries.papers_of(found)
    row = queries.stock_of([found], papers)[0]
    newest = queries.recipe_now(found)
    return show(
        request,
        "workshop/product.html",
        product=found,
        row=row,
        way=way_of(found),
        recipe=newest,
        cost=queries.recipe_cost(newest) if newest else None,
        permits=papers.permits,
        exemptions=papers.exemptions,
        page=paginate(request, queries.lots_of(found), 10),
        today=clock.today(),
    )


@needs("workshop.see")
def material(request: Request, uid: UUID) -> HttpResponse:
    """One material: its lots, what it was bought for, and the products it goes into."""
    found = find(Material, request, uid)
    lots = found.lots.select_related("purchase").order_by("-made_on", "-pk")
    return show(
        request,
        "workshop/material.html",
        material=found,
        on_hand=sum(lot.on_hand for lot in lots),
        value=sum(lot.value for lot in lots),
        page=paginate(request, lots),
        products=sorted(queries.used_by([found.pk]).get(found.pk, []), key=lambda one: one.name),
        recipe=queries.recipe_now(found),
        contracts=found.contract_prices.select_related("supplier").order_by("-valid_from", "-pk")[:5],
        today=clock.today(),
    )
