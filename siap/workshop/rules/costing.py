"""What a piece costs and should cost. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from siap.core.errors import Refused
from siap.core.text import Text, _

TARGET_MARGINS = (20, 30, 40)
"""Percent of the price that are proposed on the cost page."""
PRICE_STEP = 500
"""Rupiah: nobody at a stall asks for less than half a thousand."""


LAST, AVERAGE, CONTRACT = "last", "average", "contract"
BASES: Mapping[str, Text] = {
    LAST: _("Harga beli terakhir"),
    AVERAGE: _("Rata-rata yang ada di rak"),
    CONTRACT: _("Harga janji pemasok"),
}
"""At which price materials are counted."""


class NoSuchMargin(Refused):
    """A margin of the price lies below a hundred percent."""

    message = _("Untung dihitung dari harga jual: isi angka dari 0 sampai 99.")
    field = "margin"


class NeverBreaksEven(Refused):
    """Each piece is sold below its cost, so that more pieces only lose more."""

    message = _("Dengan harga ini modal tidak pernah kembali: harga jual tidak lebih tinggi dari biaya per buah.")
    field = "price"


@dataclass(frozen=True)
class CostLine:
    """A material in one round, sub-recipes taken apart: base units, and what they cost (rupiah, None: no price yet)."""

    material: int
    quantity: Fraction
    cost: int | None
    is_packaging: bool = False


@dataclass(frozen=True)
class UnitCost:
    """Cost of one round of a recipe (rupiah), the pieces fit for sale that it gives, and the net gram of a piece.

    `unpriced` names the materials that were never bought, so that their price is not in it.
    """

    materials: int
    packaging: int
    labour: int
    overhead: int
    pieces: int
    weight_gram: int | None = None
    unpriced: tuple[str, ...] = ()
    lines: tuple[CostLine, ...] = ()

    @property
    def total(self) -> int:
        """Of the whole round."""
        return self.materials + self.packaging + self.labour + self.overhead

    @property
    def each(self) -> int:
        """Of one piece, to the nearest rupiah."""
        return nearest(self.exactly)

    @property
    def exactly(self) -> Fraction:
        """Of one piece, before rounding."""
        return Fraction(self.total, self.pieces)

    @property
    def per_kg(self) -> int | None:
        """Of one kilogram net, when the weight is known."""
        return nearest(self.exactly * 1000 / self.weight_gram) if self.weight_gram else None

    @property
    def is_complete(self) -> bool:
        """Whether every material has a price."""
        return not self.unpriced


@dataclass(frozen=True)
class BreakEven:
    """What must be sold until fixed cost is earned: pieces, and their turnover (rupiah)."""

    pieces: int
    turnover: int


def nearest(amount: Fraction) -> int:
    """The nearest whole rupiah, half a rupiah upwards."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def price_for_margin(cost: int | Fraction, margin: int, *, step: int = 1, cut: int = 0, share: int = 0) -> int:
    """The lowest price, in whole steps of rupiah, of which at least `margin` percent are left after `cost`.

    A margin is a part of the price, not a mark-up on the cost. `cut` is the percent of the price that the channel keeps
    (a shop that sells on consignment), `share` the percent of what is earned that goes to those who work (labour by
    share instead of by rate). Raises NoSuchMargin.
    """
    if not 0 <= margin < 100 or not 0 <= cut < 100 or not 0 <= share < 100:
        raise NoSuchMargin
    # price × (100 − cut) / 100 is received; (received − cost) × (100 − share) / 100 is left: at least margin of the price
    a_price_leaves = (100 - cut) * (100 - share) - 100 * margin
    if a_price_leaves <= 0:
        raise NoSuchMargin
    return ceil(Fraction(cost) * 100 * (100 - share) / a_price_leaves / step) * step


def left_of(price: int, cost: int | Fraction, *, cut: int = 0, share: int = 0) -> Fraction:
    """Rupiah that are left of a price, after what the channel keeps, the cost, and the part of those who work."""
    earned = Fraction(price) * (100 - cut) / 100 - cost
    return earned * (100 - share) / 100 if earned > 0 else earned


def margin(price: int, cost: int | Fraction) -> int:
    """Percent of the price that is left after the cost; negative when it is sold at a loss."""
    return nearest(100 * (price - Fraction(cost)) / price)


def break_even(fixed: int, price: int, cost: int | Fraction) -> BreakEven:
    """How many pieces earn a fixed cost (rupiah a month) at this price and cost a piece. Raises NeverBreaksEven."""
    if price <= cost:
        raise NeverBreaksEven
    pieces = ceil(fixed / (price - Fraction(cost)))
    return BreakEven(pieces, pieces * price)


def revenue_to_cost(revenue: int, cost: int) -> Decimal:
    """The R/C ratio, two decimals: above 1 the work pays."""
    return (Decimal(revenue) / cost).quantize(Decimal("0.01"), ROUND_HALF_UP)


# --- What a recipe costs, sub-recipes and all -------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """So many base units of a material; `part` is the sub-recipe it is made by, if it is made here."""

    material: int
    quantity: int
    part: "Sheet | None" = None


@dataclass(frozen=True, eq=False)
class Sheet:
    """A recipe as figures: what a round takes and gives, and what work and the rest of it cost (rupiah)."""

    yields: int
    lines: tuple[Line, ...]
    labour: int = 0
    labour_minutes: int = 0
    labour_an_hour: int = 0
    overhead: int = 0
    overhead_percent: int = 0


@dataclass(frozen=True)
class Spent:
    """What one round takes, before rounding: base units by material that is bought, and rupiah of the rest."""

    quantities: Mapping[int, Fraction] = field(default_factory=dict)
    labour: Fraction = Fraction(0)
    overhead: Fraction = Fraction(0)


def spend(sheet: Sheet, prices: Mapping[int, Fraction], known: dict[int, Spent] | None = None) -> Spent:
    """Take a recipe apart down to what is bought. Prices are rupiah a base unit; what has none counts nothing.

    `known` remembers sub-recipes, which many products share; hand in the same one while prices stay.
    """
    known = {} if known is None else known
    if (before := known.get(id(sheet))) is not None:
        return before
    quantities: dict[int, Fraction] = {}
    labour = sheet.labour + Fraction(sheet.labour_minutes * sheet.labour_an_hour, 60)
    below = Fraction(0)
    for line in sheet.lines:
        if line.part is None:
            quantities[line.material] = quantities.get(line.material, Fraction(0)) + line.quantity
            continue
        inside, times = spend(line.part, prices, known), Fraction(line.quantity, line.part.yields)
        for material, quantity in inside.quantities.items():
            quantities[material] = quantities.get(material, Fraction(0)) + quantity * times
        labour += inside.labour * times
        below += inside.overhead * times
    bought = sum(
        (prices.get(material, Fraction(0)) * quantity for material, quantity in quantities.items()), Fraction(0)
    )
    spent = Spent(quantities, labour, sheet.overhead + bought * sheet.overhead_percent / 100 + below)
    known[id(sheet)] = spent
    return spent


def suppose(sheet: Sheet, figures: Mapping[str, int], amounts: Mapping[int, int]) -> Sheet:
    """The recipe with other figures and other amounts (base units by material; nothing leaves it out); the same sheet
    when nothing differs. Labour typed in rupiah is all of it, unless minutes were typed as well.
    """
    typed = {name: value for name, value in figures.items() if value != getattr(sheet, name)}
    if "labour" in typed and "labour_minutes" not in figures:
        typed["labour_minutes"] = 0
    lines = tuple(
        replace(line, quantity=amounts.get(line.material, line.quantity))
        for line in sheet.lines
        if amounts.get(line.material, line.quantity)
    )
    if not typed and lines == sheet.lines:
        return sheet
    return replace(sheet, lines=lines, **typed)


def made_inside(sheet: Sheet) -> set[int]:
    """The materials below a recipe that are made here, at any depth, by id."""
    made = {line.material for line in sheet.lines if line.part is not None}
    return made.union(*(made_inside(line.part) for line in sheet.lines if line.part is not None))


def unit_cost(
    sheet: Sheet,
    prices: Mapping[int, Fraction],
    names: Mapping[int, str],
    packaging: frozenset[int] | set[int],
    *,
    weight_gram: int | None = None,
    known: dict[int, Spent] | None = None,
) -> UnitCost:
    """What a round of a recipe costs; every material to the nearest rupiah, so that the lines add up to the sum."""
    spent = spend(sheet, prices, known)
    lines = tuple(
        CostLine(
            material,
            quantity,
            nearest(prices[material] * quantity) if material in prices else None,
            material in packaging,
        )
        for material, quantity in spent.quantities.items()
    )
    return UnitCost(
        materials=sum(line.cost or 0 for line in lines if not line.is_packaging),
        packaging=sum(line.cost or 0 for line in lines if line.is_packaging),
        labour=nearest(spent.labour),
        overhead=nearest(spent.overhead),
        pieces=sheet.yields,
        weight_gram=weight_gram,
        unpriced=tuple(sorted(names[line.material] for line in lines if line.cost is None)),
        lines=lines,
    )


MOVES = 10
"""Percent by which the picture lets each price rise."""


def sensitivity(cost: UnitCost) -> list[tuple[int, int]]:
    """How many rupiah a piece gets dearer when the price of one material rises by `MOVES` percent, dearest first."""
    moved = [(line.material, nearest(Fraction((line.cost or 0) * MOVES, 100 * cost.pieces))) for line in cost.lines]
    return sorted((one for one in moved if one[1]), key=lambda one: (-one[1], one[0]))
