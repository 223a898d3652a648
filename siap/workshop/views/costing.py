"""What a piece costs and what if it cost something else; the recipe as a card for so many pieces. Nothing is changed here."""

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from django.http import HttpResponse

from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.people.access import Request, needs
from siap.ui.pages import show
from siap.workshop import queries, rules
from siap.workshop.forms import ScaleForm, WhatIfForm
from siap.workshop.models import Product
from siap.workshop.views.gates import find

MOST_BARS = 8


@needs("workshop.see")
def cost(request: Request, uid: UUID) -> HttpResponse:
    """What a piece costs, which price leaves which margin where, when the work pays, and what moves it most."""
    product = find(Product, request, uid)
    recipe = queries.recipe_now(product)
    if recipe is None:
        return show(request, "workshop/cost.html", product=product, recipe=None)
    sheet = queries.sheet_of(recipe)
    asked = queries.prices(rules.spend(sheet, {}).quantities, request.GET.get("basis", rules.LAST))
    form = WhatIfForm(recipe, [(pk, asked.names[pk], asked.measures[pk]) for pk in asked.names], request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    reckoned = _reckon(sheet, asked, product)
    changed = _changed(sheet, form, given)
    supposed = (
        _reckon(changed, replace(asked, each={**asked.each, **form.prices}), product)
        if given and (changed is not sheet or form.prices)
        else None
    )
    counts = supposed or reckoned
    return show(
        request,
        "workshop/cost.html",
        form,
        product=product,
        recipe=recipe,
        cost=reckoned,
        supposed=supposed,
        lines=[
            (asked.names[one.material], asked.measures[one.material], int(one.quantity), one) for one in counts.lines
        ],
        bars=_bars(counts, asked),
        moves=rules.MOVES,
        kept=_kept(request),
        margins=_margins(counts, given.get("cut") or 0, given.get("share") or 0),
        measured=(measured := queries.measured_yields([product]).get(recipe.pk)),
        really=queries.cost_at_measured_yield(reckoned, measured),
        **_answers(form, given, counts),
    )


def _reckon(sheet: rules.Sheet, asked: queries.Prices, product: Product) -> rules.UnitCost:
    return rules.unit_cost(sheet, asked.each, asked.names, asked.packaging, weight_gram=product.weight_gram)


def _changed(sheet: rules.Sheet, form: WhatIfForm, given: dict[str, int | None]) -> rules.Sheet:
    """The recipe with what was typed instead; the same sheet when nothing was."""
    if not given:
        return sheet
    figures = {name: value for name in form.ROUND if (value := given.get(name)) is not None}
    return rules.suppose(sheet, figures, form.amounts)


def _bars(cost: rules.UnitCost, asked: queries.Prices) -> list[tuple[str, int, str]]:
    return [(asked.names[pk], more, f"+{rupiah(more)}") for pk, more in rules.sensitivity(cost)[:MOST_BARS]]


def _margins(cost: rules.UnitCost, cut: int, share: int) -> list[tuple[int, int, int, int | None]]:
    """Target, the price when sold directly, what it leaves, and the price where the channel keeps its cut."""
    rows = []
    for target in rules.TARGET_MARGINS:
        price = rules.price_for_margin(cost.exactly, target, step=rules.PRICE_STEP)
        try:
            there = rules.price_for_margin(cost.exactly, target, step=rules.PRICE_STEP, cut=cut, share=share)
        except rules.NoSuchMargin:
            there = None
        rows.append((target, price, price - cost.each, there if cut or share else None))
    return rows


def _kept(request: Request) -> str:
    """Everything that was supposed but the price, for a link that proposes another one."""
    asked = request.GET.copy()
    asked.pop("price", None)
    return asked.urlencode()


def _answers(form: WhatIfForm, given: dict[str, int], cost: rules.UnitCost) -> dict[str, object]:
    """What the typed price leaves, when it breaks even, and how far an old reckoning is off."""
    told = ("price", "fixed", "cut", "share", "claimed", "turnover")
    answer: dict[str, object] = {name: given.get(name) for name in told}
    if claimed := given.get("claimed"):
        answer["off"] = claimed - cost.each
    if turnover := given.get("turnover"):
        answer["income"] = turnover - cost.total
        answer["round_ratio"] = rules.revenue_to_cost(turnover, cost.total) if cost.total else None
    price = given.get("price")
    if not price:
        return answer
    cut, share = given.get("cut") or 0, given.get("share") or 0
    left = rules.left_of(price, cost.exactly, cut=cut, share=share)
    received = Fraction(price * (100 - cut), 100)
    answer |= {
        "left": rules.nearest(left),
        "margin": rules.nearest(100 * left / price),
        "members": rules.nearest((received - cost.exactly) * share / 100) if received > cost.exactly else 0,
        "ratio": rules.revenue_to_cost(price * cost.pieces, cost.total) if cost.total else None,
    }
    try:
        answer["even"] = rules.break_even(given.get("fixed") or 0, price, price - left)
    except Refused as refusal:
        form.add_error(refusal.field, str(refusal))
    return answer


@needs("workshop.see")
def card(request: Request, uid: UUID) -> HttpResponse:
    """The recipe as it hangs in the kitchen, for so many pieces: amounts, steps, critical points, allergens."""
    product = find(Product, request, uid)
    recipe = queries.recipe_now(product)
    form = ScaleForm(request.GET or None)
    pieces = form.cleaned_data["buah"] if recipe and form.is_valid() else recipe.yields if recipe else 0
    if recipe is None:
        return show(request, "workshop/card.html", form, product=product, recipe=None)
    size = Fraction(pieces, recipe.yields)
    into, out = queries.into_gram(recipe), queries.out_gram(product, recipe.yields)
    nutrition, uncounted = queries.nutrition(recipe) if product.is_food else (None, ())
    return show(
        request,
        "workshop/card.html",
        form,
        product=product,
        recipe=recipe,
        pieces=pieces,
        lines=[(line, rules.scaled(line.quantity, size)) for line in recipe.lines.all()],
        water=rules.scaled(recipe.water_gram, size),
        made_first=[(one, rules.read_steps(one.recipe.steps)) for one in queries.made_first(recipe, size)],
        steps=(steps := rules.read_steps(recipe.steps)),
        minutes=sum(step.minutes or 0 for step in steps),
        allergens=sorted({one.allergen for one in queries.label_ingredients(recipe) if one.allergen}),
        yield_percent=rules.measured_yield(into, out) if product.is_food else None,
        stale=queries.stale_parts(recipe),
        nutrition=nutrition,
        uncounted=uncounted,
        source=rules.SOURCE,
    )
