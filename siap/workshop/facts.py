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
class PermitWithdrawn(Fact):
    """Whoever gave a licence took it back or froze it: from a day on it is none. The reason stands with the licence."""

    permit: int
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
    """A batch was made: one product lot, so many good pieces, at so much material cost (packaging a part of it).

    `labour`, `overhead` and what the recipe planned for all of it are reckoned, and stand in no book.
    """

    batch: int
    product: int
    business: int
    lot: int
    good: int
    lost: int
    cost: int
    packaging: int
    labour: int
    overhead: int
    plan_cost: int
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
class LotHeld(Fact):
    """A lot may be neither used nor sold until it is let go."""

    lot: int
    business: int


@dataclass(frozen=True, kw_only=True)
class LotFreed(Fact):
    """A held lot may be used or sold again."""

    lot: int
    business: int


@dataclass(frozen=True, kw_only=True)
class ProductionMoved(Fact):
    """A business makes its products in a district (BPS code) from a day on."""

    workplace: int
    business: int
    district: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ExemptionAsked(Fact):
    """Somebody says, with a letter, that a product does not need a requirement."""

    exemption: int
    product: int
    requirement: str


@dataclass(frozen=True, kw_only=True)
class ExemptionDecided(Fact):
    """A second person confirmed or refused that a product does not need a requirement."""

    exemption: int
    product: int
    requirement: str
    state: str
    asked_by: int


@dataclass(frozen=True, kw_only=True)
class ProductMoved(Fact):
    """A product went from one stage to another."""

    step: int
    product: int
    business: int
    was: str
    becomes: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ProductDescribed(Fact):
    """Whom a product is made for, its look and story were written down, and whether it is to be tasted."""

    product: int
    business: int
    needs_panel: bool


@dataclass(frozen=True, kw_only=True)
class PanelHeld(Fact):
    """A product was tasted: by so many, who gave so many points together."""

    panel: int
    product: int
    business: int
    on: date
    tasters: int
    points: int


@dataclass(frozen=True, kw_only=True)
class RivalNoted(Fact):
    """Somebody else's product was seen at a price (rupiah)."""

    rival: int
    product: int
    business: int
    price: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SubRecipeWritten(Fact):
    """A version of how a material is made here was written."""

    recipe: int
    material: int
    business: int
    version: int


@dataclass(frozen=True, kw_only=True)
class MaterialDescribed(Fact):
    """What a material weighs, where it is kept and when it is to be bought again was written down."""

    material: int
    business: int


@dataclass(frozen=True, kw_only=True)
class SupplierReached(Fact):
    """A supplier was entered, or is reached in another way from a day on."""

    supplier: int
    business: int
    since: date


@dataclass(frozen=True, kw_only=True)
class PriceContracted(Fact):
    """A supplier agreed to a price (rupiah) for a quantity of a material, from a day on."""

    price: int
    supplier: int
    material: int
    quantity: int
    total: int
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class PurchaseReversed(Fact):
    """A purchase was taken back: what was left of its lot went; what was used already is a stock difference (rupiah)."""

    purchase: int
    business: int
    lot: int
    quantity: int
    value: int
    used: int
    on: date


@dataclass(frozen=True, kw_only=True)
class StockCounted(Fact):
    """A shelf was counted. Differences: (lot, quantity, value), signed; lots that were as expected are only counted."""

    count: int
    business: int
    lots: int
    differences: tuple[tuple[int, int, int], ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class StockWrittenOff(Fact):
    """Part of a lot had to go (base units, rupiah)."""

    write_off: int
    business: int
    lot: int
    quantity: int
    value: int
    on: date


@dataclass(frozen=True, kw_only=True)
class BatchPlanned(Fact):
    """A batch is to be made on a day."""

    plan: int
    product: int
    business: int
    on: date


@dataclass(frozen=True, kw_only=True)
class BatchMoved(Fact):
    """A planned batch was started, checked, sealed or dropped."""

    plan: int
    business: int
    was: str
    becomes: str


@dataclass(frozen=True, kw_only=True)
class HygieneAudited(Fact):
    """A place of production was held against the hygiene list and came to a level (1 to 4)."""

    audit: int
    business: int
    level: int
    on: date


@dataclass(frozen=True, kw_only=True)
class LabelDescribed(Fact):
    """How a product is kept, which decides its licence, and the GS1 number on its label (empty: our own)."""

    product: int
    business: int
    storage: str
    barcode: str


@dataclass(frozen=True, kw_only=True)
class QualityPlanned(Fact):
    """What is checked on every batch of a product was written down: so many points, and whether the place is cleaned before."""

    plan: int
    product: int
    version: int
    points: int
    wants_cleaning: bool


@dataclass(frozen=True, kw_only=True)
class LotChecked(Fact):
    """A lot was held against the quality plan of its batch, and so many points failed."""

    check: int
    lot: int
    business: int
    plan: int
    passed: bool
    failing: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PlaceCleaned(Fact):
    """A place of production was cleaned on a day."""

    cleaning: int
    business: int
    on: date
