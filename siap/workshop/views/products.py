"""What is made here: all products, one business's workshop, a product, its cost, a material."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.people.access import Request, needs
from siap.ui.pages import paginate, show
from siap.ui.way import State, Station
from siap.workshop import queries, rules
from siap.workshop.forms import PriceForm
from siap.workshop.models import Batch, Lot, Material, Product
from siap.workshop.views.gates import find

_ON_THE_WAY = (Product.Stage.IDEA, Product.Stage.TRIAL, Product.Stage.READY)


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
        counts=visible.aggregate(all=Count("pk"), ready=Count("pk", filter=Q(stage=Product.Stage.READY))),
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
        ready=sum(row.product.stage == Product.Stage.READY for row in products),
        worth=sum(row.value for row in products),
        sellable=sum(row.sellable for row in products),
        materials=materials,
        material_worth=sum(row.value for row in materials),
        batches=batches[:8],
        permits=found.permits.select_related("proof").filter(product=None).order_by("kind", "-valid_from"),
        past=sum(row.first_end is not None and row.first_end < today for row in materials),
        today=today,
    )


@needs("workshop.see")
def product(request: Request, uid: UUID) -> HttpResponse:
    """One product: its way to readiness, recipe and cost, permits, lots and batches."""
    found = find(Product, request, uid)
    row = queries.stock_of([found])[0]
    newest = queries.recipe_now(found)
    return show(
        request,
        "workshop/product.html",
        product=found,
        row=row,
        way=_way(found, has_recipe=newest is not None),
        recipe=newest,
        cost=queries.recipe_cost(newest) if newest else None,
        permits=queries.permits_of(found),
        page=paginate(request, queries.lots_of(found), 10),
        today=clock.today(),
    )


def _way(product: Product, *, has_recipe: bool) -> list[Station]:
    here = _ON_THE_WAY.index(product.stage) if product.stage in _ON_THE_WAY else len(_ON_THE_WAY)
    states = [State.DONE if place < here else State.HERE if place == here else State.AHEAD for place in range(3)]
    if product.stage == Product.Stage.READY:
        states[2] = State.DONE
    way = [Station(str(stage.label), state) for stage, state in zip(_ON_THE_WAY, states, strict=True)]
    if product.stage == Product.Stage.RETIRED:
        way.append(Station(str(Product.Stage.RETIRED.label), State.BAD))
    return way


@needs("workshop.see")
def cost(request: Request, uid: UUID) -> HttpResponse:
    """What a piece costs, which price leaves which margin, and when the work pays. Changes nothing."""
    found = find(Product, request, uid)
    newest = queries.recipe_now(found)
    reckoned = queries.recipe_cost(newest) if newest else None
    form = PriceForm(request.GET or None)
    context: dict[str, object] = {}
    if reckoned and form.is_valid():
        context = _what_if(form, reckoned)
    proposals = [
        (target, price, price - reckoned.each)
        for target in rules.TARGET_MARGINS
        if reckoned and (price := rules.price_for_margin(reckoned.exactly, target, step=rules.PRICE_STEP))
    ]
    return show(
        request, "workshop/cost.html", form, product=found, recipe=newest, cost=reckoned, proposals=proposals, **context
    )


def _what_if(form: PriceForm, cost: rules.UnitCost) -> dict[str, object]:
    price, fixed = form.cleaned_data["price"], form.cleaned_data["fixed"]
    if not price:
        return {}
    answer: dict[str, object] = {
        "price": price,
        "left": price - cost.each,
        "margin": rules.margin(price, cost.exactly),
        "ratio": rules.revenue_to_cost(price * cost.pieces, cost.total) if cost.total else None,
        "fixed": fixed,
    }
    try:
        answer["even"] = rules.break_even(fixed or 0, price, cost.exactly)
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    return answer


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
        products=Product.objects.filter(recipes__lines__material=found).distinct().order_by("name"),
        today=clock.today(),
    )
