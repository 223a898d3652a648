"""What a product brings in each place, and what buyers could take instead."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.market import queries
from siap.market.forms import MarginForm
from siap.people.access import Request, needs
from siap.ui.pages import show
from siap.workshop import queries as stock
from siap.workshop.models import Product

USUAL_MARGIN = 30
"""Percent of the price, until somebody asks for another."""


@require_safe
@needs("market.see")
def prices(request: Request, uid: UUID) -> HttpResponse:
    """One product everywhere: what each place keeps, what is left of its price, which price leaves the margin wanted."""
    rows = Product.objects.visible_to(request.user).select_related("business__unit")
    product: Product = get_object_or_404(rows, uid=uid)
    form = MarginForm(request.GET or None, initial={"margin": USUAL_MARGIN})
    margin = form.cleaned_data["margin"] if form.is_valid() else USUAL_MARGIN
    recipe = stock.recipe_now(product)
    cost = stock.recipe_cost(recipe) if recipe else None
    asked = queries.asked_everywhere(request.user, product, cost, margin, clock.today())
    return show(
        request,
        "market/prices.html",
        form,
        product=product,
        cost=cost,
        margin=margin,
        asked=asked,
        compared=queries.beside_rivals(product, asked),
        may_sell=request.user.can("sale.write") and product.is_for_sale,
        may_note=request.user.can("product.write"),
    )
