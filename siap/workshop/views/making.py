"""Buy material, make a batch."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import BatchForm, BuyForm, RoundsForm
from siap.workshop.models import Batch, BatchPlan, Lot, Material, Product, Purchase, Recipe
from siap.workshop.views.gates import find, hand_out, read_upload


@needs("batch.write")
def buy(request: Request, uid: UUID) -> HttpResponse:
    """Material comes in, paid or owed."""
    material = find(Material, request, uid)
    form = BuyForm(material, request.POST or None, request.FILES or None)
    if form.is_valid():
        bought = attempt(form, lambda: _buy(request, material, form))
        if bought is not None:
            messages.success(
                request,
                _("%(quantity)s %(material)s seharga %(total)s sudah masuk.")
                % {
                    "quantity": rules.measured(bought.quantity, material.measure),
                    "material": material.name,
                    "total": rupiah(bought.total),
                },
            )
            return redirect("workshop:lot", bought.lot.uid)
    cash = book.balance(chart.cash, book=material.business.book)
    last = material.purchases.order_by("-bought_on", "-pk").first()
    return show(request, "workshop/buy.html", form, material=material, cash=cash, last=last)


def _buy(request: Request, material: Material, form: BuyForm) -> Purchase:
    given = dict(form.cleaned_data)
    quantity, _typed = given.pop("quantity")
    photo = read_upload(given.pop("receipt"))
    return services.buy_material(given.pop("uid"), material, quantity=quantity, receipt=photo, by=request.user, **given)


@needs("workshop.see")
def purchase(request: Request, uid: UUID) -> HttpResponse:
    """A purchase is told on the page of the lot that it brought."""
    return redirect("workshop:lot", find(Purchase, request, uid).lot.uid)


@needs("workshop.see")
def receipt(request: Request, uid: UUID) -> FileResponse:
    """The photograph of a purchase's receipt."""
    return hand_out(find(Purchase, request, uid).receipt)


@needs("batch.write")
def make(request: Request, uid: UUID) -> HttpResponse:
    """First how often and when (what will be taken from which lots), then what it gave."""
    product = find(Product, request, uid)
    recipe = queries.recipe_now(product)
    if recipe is None:
        messages.warning(request, _("Tulis dulu resepnya, supaya bahannya bisa dihitung."))
        return redirect("workshop:product", product.uid)
    plan = _plan(request, product)
    if plan is not None:
        recipe = plan.recipe
    asked = RoundsForm(request.POST or (request.GET if "rounds" in request.GET else _as_planned(plan)))
    planned = asked.cleaned_data if asked.is_valid() else {}
    form = BatchForm(request.POST or None, initial=planned | ({"uid": plan.uid} if plan else {}))
    if form.is_valid():
        sealed = attempt(form, lambda: _seal(request, recipe, product, form))
        if sealed is not None:
            messages.success(
                request,
                _("%(good)s buah %(product)s jadi lot %(number)s.")
                % {"good": sealed.good, "product": product.name, "number": sealed.lot.number},
            )
            return redirect("workshop:lot", sealed.lot.uid)
    needs = queries.what_it_takes(recipe, planned["rounds"], planned["made_on"]) if planned else []
    return show(
        request,
        "workshop/make.html",
        form,
        product=product,
        recipe=recipe,
        asked=asked,
        needs=needs,
        expected=int(recipe.yields * planned.get("rounds", 0)),
        rounds=asked["rounds"].value(),
        plan=plan,
        is_short=any(need.short for need in needs),
        cost=sum(part.cost or 0 for need in needs for part in need.parts),
    )


def _plan(request: Request, product: Product) -> BatchPlan | None:
    """The plan that this batch carries out, when the address or the form names one."""
    uid = request.POST.get("uid") or request.GET.get("rencana") or ""
    try:
        named = UUID(uid)
    except ValueError:
        return None
    rows = BatchPlan.objects.visible_to(request.user).filter(product=product, uid=named, state__in=BatchPlan.OPEN)
    plan: BatchPlan | None = rows.select_related("recipe__product").first()
    return plan


def _as_planned(plan: BatchPlan | None) -> dict[str, str]:
    rounds = rules.said(queries.as_size(plan.rounds)) if plan else "1"
    return {"rounds": rounds, "made_on": clock.today().isoformat()}


def _seal(request: Request, recipe: Recipe, product: Product, form: BatchForm) -> Batch:
    given = dict(form.cleaned_data)
    given["lost"] = given["lost"] or 0
    first = services.chosen_lots(product, given.pop("first"))
    return services.seal_batch(given.pop("uid"), recipe, **given, first=first, by=request.user)


@needs("workshop.see")
def batch(request: Request, uid: UUID) -> HttpResponse:
    """A batch is told on the page of the lot that it made."""
    lot = get_object_or_404(Lot.objects.visible_to(request.user), batch__uid=uid)
    return redirect("workshop:lot", lot.uid)
