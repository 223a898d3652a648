"""What stands on a product's label."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from siap.workshop import rules
from siap.workshop.models import Exemption, Label, Material, Product, Recipe
from siap.workshop.queries.gate import exemptions_of, permits_of, permits_on, requirements_of
from siap.workshop.queries.recipes import kind_of, out_gram, quantities, recipe_now, sheets


def label_ingredients(recipe: Recipe) -> list[rules.Ingredient]:
    """What stands on the label, heaviest first, sub-recipes taken apart; packaging does not.

    Tap water is on it when some must still be there: what comes out weighs more than everything else that went in. A
    sub-recipe whose own allergen none of its ingredients tells is named too, as the least: an allergen is never lost.
    """
    sheet = sheets([recipe.pk])[recipe.pk]
    spent, made = rules.spend(sheet, {}).quantities, rules.made_inside(sheet)
    materials = Material.objects.filter(pk__in={*spent, *made}, is_packaging=False)
    inside = [
        rules.Ingredient(one.name, rules.weight(spent[one.pk], kind_of(one)), one.allergen)
        for one in materials
        if one.pk in spent
    ]
    told = {one.allergen for one in inside}
    out = out_gram(recipe.of, recipe.yields + recipe.fails)
    if (water := rules.water_left((one.gram for one in inside), out)) > 0:
        inside.append(rules.Ingredient(_("Air"), water))
    inside += [
        rules.Ingredient(one.name, Fraction(0), one.allergen)
        for one in materials
        if one.pk not in spent and one.allergen and one.allergen not in told
    ]
    return rules.in_label_order(inside)


_ON_A_LABEL = ("edar", "halal")
"""The requirements whose licence stands on a label; that of the business itself (NIB) does not."""


def label_lacks(product: Product, on: date, ingredients: Sequence[rules.Ingredient] | None = None) -> list[str]:
    """A sentence for everything that a product's label must say and cannot on a day: words, and licences that hold.

    `ingredients`: those of the batch that is labelled; else those of the newest recipe.
    """
    if ingredients is None:
        recipe = recipe_now(product)
        ingredients = label_ingredients(recipe) if recipe else []
    own = None if product.is_food else Label.objects.filter(product=product).first()
    lacks = rules.label_lacks(
        is_food=product.is_food,
        weight_gram=product.weight_gram,
        ingredients=ingredients,
        keeps=bool(product.shelf_life_days),
        use=own.keep_how if own else "",
    )
    let_off = {one.requirement for one in exemptions_of(product) if one.state == Exemption.State.CONFIRMED}
    known, holding = (
        set(permits_of(product).values_list("kind", flat=True)),
        set(permits_on(product, on).values_list("kind", flat=True)),
    )
    says = [str(one) for one in lacks]
    for one in requirements_of(product, on):
        if one.key not in _ON_A_LABEL or one.key in let_off or one.kinds & holding:
            continue
        is_lapsed = bool(one.kinds & known)
        sentence = (
            _("%(permit)s: tidak berlaku sekarang, jadi tidak dicetak.")
            if is_lapsed
            else _("%(permit)s: belum dicatat.")
        )
        says.append(sentence % {"permit": one.name})
    return says


def nutrition(recipe: Recipe) -> tuple[rules.Estimate | None, tuple[str, ...]]:
    """What 100 gram of a product hold, and the names of what could not be counted; see `rules.estimate`."""
    spent = quantities(recipe)
    eaten = Material.objects.filter(pk__in=spent, is_packaging=False)
    inside = [(one.name, one.food, rules.weight(spent[one.pk], kind_of(one))) for one in eaten]
    return rules.estimate(inside, out_gram(recipe.of, recipe.yields))
