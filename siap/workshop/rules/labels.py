"""What stands on the label. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ingredient:
    """A material on the label: gram in a round (None: a piece of it was never weighed), and its allergen."""

    name: str
    gram: int | None
    allergen: str = ""


def in_label_order(ingredients: Sequence[Ingredient]) -> list[Ingredient]:
    """Heaviest first, as Per BPOM 31/2018 asks; what was never weighed comes last."""
    return sorted(ingredients, key=lambda one: (one.gram is None, -(one.gram or 0), one.name))


def gram_of(quantity: int, measure: str, piece_gram: int | None) -> int | None:
    """The weight of a quantity of material. A millilitre counts as a gram: what goes into food is mostly water or oil."""
    if measure in {"g", "ml"}:
        return quantity
    return quantity * piece_gram if piece_gram else None
