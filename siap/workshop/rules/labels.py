"""What stands on the label. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Ingredient:
    """A material on the label: gram in a round (None: a piece of it was never weighed), and its allergen."""

    name: str
    gram: Fraction | None
    allergen: str = ""


def in_label_order(ingredients: Sequence[Ingredient]) -> list[Ingredient]:
    """Heaviest first, as Per BPOM 31/2018 asks; what was never weighed comes last."""
    return sorted(ingredients, key=lambda one: (one.gram is None, -(one.gram or 0), one.name))


def water_left(inside: Iterable[Fraction | None], out_gram: Fraction | None) -> Fraction:
    """Gram of added water that must still be in what came out: its weight less that of all other ingredients, at least
    nothing. What was never weighed cannot be compared: then it is nothing too."""
    weights = list(inside)
    if out_gram is None or None in weights:
        return Fraction(0)
    return max(Fraction(0), out_gram - sum((one for one in weights if one is not None), Fraction(0)))
