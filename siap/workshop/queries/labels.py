"""What stands on a product's label."""

from siap.workshop import rules
from siap.workshop.models import Recipe


def label_ingredients(recipe: Recipe) -> list[rules.Ingredient]:
    """What stands on the label, heaviest first; packaging does not."""
    lines = recipe.lines.filter(material__is_packaging=False).select_related("material")
    return rules.in_label_order(
        [
            rules.Ingredient(
                line.material.name,
                rules.gram_of(line.quantity, line.material.measure, line.material.piece_gram),
                line.material.allergen,
            )
            for line in lines
        ]
    )
