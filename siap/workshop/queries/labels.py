"""What stands on a product's label."""

from fractions import Fraction

from django.utils.translation import gettext as _

from siap.workshop import rules
from siap.workshop.models import Material, Recipe
from siap.workshop.queries.recipes import kind_of, out_gram, quantities, sheets


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


def nutrition(recipe: Recipe) -> tuple[rules.Estimate | None, tuple[str, ...]]:
    """What 100 gram of a product hold, and the names of what could not be counted; see `rules.estimate`."""
    spent = quantities(recipe)
    eaten = Material.objects.filter(pk__in=spent, is_packaging=False)
    inside = [(one.name, one.food, rules.weight(spent[one.pk], kind_of(one))) for one in eaten]
    return rules.estimate(inside, out_gram(recipe.of, recipe.yields))
