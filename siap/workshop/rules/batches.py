"""What a batch cost, beside what its recipe promised. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from siap.core.errors import Refused
from siap.core.text import _
from siap.workshop.rules.costing import Sheet, nearest, spend

MOST = 10**15
"""Rupiah: no batch costs a thousand million million; somebody wrote too many noughts."""


class CostAbsurd(Refused):
    """What work or the rest of a recipe cost cannot be."""

    message = _("Biaya menurut resep ini tidak masuk akal. Periksa upah, biaya kerja, dan biaya lain di resepnya.")


@dataclass(frozen=True)
class BatchCost:
    """What a batch cost as it was sealed (rupiah): what the book says of its materials, and what is reckoned beside it."""

    packaging: int
    labour: int
    overhead: int
    plan_cost: int  # everything by its recipe, at the prices last paid


def batch_cost(
    sheet: Sheet,
    rounds: Fraction,
    used: Mapping[int, tuple[int, int]],
    last_paid: Mapping[int, Fraction],
    packaging: Collection[int],
) -> BatchCost:
    """Reckon a batch. `used`: base units and rupiah by material, as the lots were worth; overhead by percent follows that worth.

    What was never bought at a price counts in the plan as its lot was worth. Raises CostAbsurd.
    """
    worth = {material: Fraction(cost, quantity) for material, (quantity, cost) in used.items()}
    spent, plan = spend(sheet, worth), spend(sheet, {**worth, **last_paid})
    asked = sum(
        (last_paid.get(material, worth[material]) * quantity for material, quantity in plan.quantities.items()),
        Fraction(0),
    )
    cost = BatchCost(
        packaging=sum(cost for material, (_quantity, cost) in used.items() if material in packaging),
        labour=nearest(spent.labour * rounds),
        overhead=nearest(spent.overhead * rounds),
        plan_cost=nearest((asked + plan.labour + plan.overhead) * rounds),
    )
    if max(cost.labour, cost.overhead, cost.plan_cost) > MOST:
        raise CostAbsurd
    return cost


@dataclass(frozen=True)
class BesidePlan:
    """A sealed batch beside its recipe: rupiah and good pieces, as they were and as they were to be."""

    materials: int
    packaging: int
    labour: int
    overhead: int
    good: int
    plan_cost: int
    planned: int

    @property
    def total(self) -> int:
        """All that it cost."""
        return self.materials + self.packaging + self.labour + self.overhead

    @property
    def each(self) -> int:
        """What a good piece cost, to the nearest rupiah."""
        return nearest(Fraction(self.total, self.good))

    @property
    def plan_each(self) -> int:
        """What a piece was to cost."""
        return nearest(Fraction(self.plan_cost, self.planned))

    @property
    def more_each(self) -> int:
        """How many rupiah a good piece cost more than planned."""
        return self.each - self.plan_each

    @property
    def less_each(self) -> int:
        """How many rupiah it cost less."""
        return -self.more_each
