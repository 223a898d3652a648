"""What a recipe can be: no circle, no more out than went in, its steps, and its size. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from siap.core.errors import Refused
from siap.core.text import _
from siap.ui import words


class Circular(Refused):
    """A recipe would be made of itself."""

    message = _("Resep ini berputar: %(circle)s. Bahan tidak bisa dibuat dari dirinya sendiri.")


class YieldsTooMuch(Refused):
    """More would come out than went in."""

    message = _(
        "Mustahil: dari bahan %(into)s tidak bisa jadi %(out)s. Periksa takaran dan hasilnya; kalau ditambah air, isi banyaknya."
    )
    field = "yields"

    def __init__(self, field: str = field, **gaps: object) -> None:
        super().__init__(**gaps)
        self.field = field


def refuse_circle(thing: str, parts: Mapping[str, Iterable[str]]) -> None:
    """Refuse when `thing` is reached again through what it is made of (names → names). Raises Circular, naming it."""
    stack: list[tuple[str, tuple[str, ...]]] = [(part, (thing,)) for part in parts.get(thing, ())]
    seen: set[str] = set()
    while stack:
        at, way = stack.pop()
        if at == thing:
            raise Circular(circle=" → ".join((*way, thing)))
        if at not in seen:
            seen.add(at)
            stack += [(part, (*way, at)) for part in parts.get(at, ())]


def refuse_more_than_matter(
    into_gram: Fraction | None, out_gram: int | Fraction | None, *, field: str = YieldsTooMuch.field
) -> None:
    """Refuse an output (gram) heavier than the input. What was never weighed cannot be compared. Raises YieldsTooMuch."""
    if into_gram is not None and out_gram is not None and out_gram > into_gram:
        raise YieldsTooMuch(field, into=words.gram(int(into_gram)), out=words.gram(ceil(out_gram)))


def measured_yield(into_gram: Fraction | None, out_gram: int | Fraction | None) -> int | None:
    """Percent of the weight that comes out again (*rendemen*), None when either was never weighed."""
    if not into_gram or not out_gram:
        return None
    return int(100 * Fraction(out_gram) / into_gram + Fraction(1, 2))


def scaled(quantity: int, size: Fraction) -> int:
    """So many base units for so many rounds, rounded up: nobody weighs half a gram, and too little is worse."""
    return ceil(quantity * size)


def said(rounds: Fraction) -> str:
    """`2`, `1,5`: how many rounds, as people write it."""
    return words.number(Decimal(rounds.numerator) / rounds.denominator, 2)


# --- Steps ------------------------------------------------------------------------------------------------------------

CRITICAL = "!"
"""A step that begins with this is a critical point: a mistake there makes the food unsafe or the batch useless."""
_LASTS = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*(menit|jam)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """One step: its words, the minutes they name (the longer of a range), and whether it is a critical point."""

    says: str
    minutes: int | None
    is_critical: bool


def read_steps(text: str) -> list[Step]:
    """The steps of a recipe, one a line; numbers in front are the writer's own and go."""
    return list(_steps(text.splitlines()))


def _steps(lines: Sequence[str]) -> Iterator[Step]:
    for line in lines:
        says = re.sub(r"^\s*(\d{1,2}[.)]|[-•])\s*", "", line).strip()
        is_critical = says.startswith(CRITICAL)
        says = says.lstrip(CRITICAL).strip()
        if says:
            yield Step(says, _minutes(says), is_critical)


def _minutes(says: str) -> int | None:
    found = _LASTS.search(says)
    if not found:
        return None
    return int(found[2] or found[1]) * (60 if found[3].lower() == "jam" else 1)
