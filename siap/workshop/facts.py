"""What happens in the workshop."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProductPlanned(Fact):
    """A product was entered."""

    product: int
    business: int


@dataclass(frozen=True, kw_only=True)
class RecipeWritten(Fact):
    """A version of a recipe was written."""

    recipe: int
    product: int
    version: int


@dataclass(frozen=True, kw_only=True)
class PermitRecorded(Fact):
    """A licence was entered."""

    permit: int
    business: int
    product: int | None
    kind: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class ProductReady(Fact):
    """A product may be sold: everything required is there."""

    product: int
    business: int
    on: date


@dataclass(frozen=True, kw_only=True)
class MaterialBought(Fact):
    """Material came in: lot, quantity in base units, rupiah."""

    purchase: int
    business: int
    lot: int
    quantity: int
    total: int
    on: date
    best_before: date | None


@dataclass(frozen=True, kw_only=True)
class BatchSealed(Fact):
    """A batch was made: one product lot, so many good pieces, at so much material cost."""

    batch: int
    product: int
    business: int
    lot: int
    good: int
    lost: int
    cost: int
    on: date
    best_before: date | None


@dataclass(frozen=True, kw_only=True)
class StockMoved(Fact):
    """Lots moved outside a batch: a sale, a loss, a count. (lot, quantity, value) each."""

    reference: str
    moves: tuple[tuple[int, int, int], ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class MaterialAdded(Fact):
    """A material was entered."""

    material: int
    business: int


@dataclass(frozen=True, kw_only=True)
class ProductRetired(Fact):
    """A product is no longer made or sold."""

    product: int
    business: int


@dataclass(frozen=True, kw_only=True)
class LotHeld(Fact):
    """A lot may be neither used nor sold until it is let go."""

    lot: int
    business: int


@dataclass(frozen=True, kw_only=True)
class LotFreed(Fact):
    """A held lot may be used or sold again."""

    lot: int
    business: int
