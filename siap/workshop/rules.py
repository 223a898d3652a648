"""The rules of making: what a piece costs and should cost, how long it keeps, how its lot is numbered, what must be there
before it may be sold, and what stands on its label. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from siap.core.errors import Refused
from siap.core.text import Text, _
from siap.ui import words

MOST_OF_ANYTHING = 10_000_000
"""Base units of one material, or pieces (ten tonnes, ten million): more is a slip of the finger."""

# --- What a piece costs -----------------------------------------------------------------------------------------------

TARGET_MARGINS = (20, 30, 40)
"""Percent of the price that are proposed on the cost page."""
PRICE_STEP = 500
"""Rupiah: nobody at a stall asks for less than half a thousand."""


class NoSuchMargin(Refused):
    """A margin of the price lies below a hundred percent."""

    message = _("Marjin dihitung dari harga jual: isi angka dari 0 sampai 99.")
    field = "margin"


class NeverBreaksEven(Refused):
    """Each piece is sold below its cost, so that more pieces only lose more."""

    message = _("Dengan harga ini modal tidak pernah kembali: harga jual tidak lebih tinggi dari biaya per buah.")
    field = "price"


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


def price_for_margin(cost: int | Fraction, margin: int, *, step: int = 1) -> int:
    """The lowest price, in whole steps of rupiah, of which at least `margin` percent are left after `cost`.

    A margin is a part of the price, not a mark-up on the cost. Raises NoSuchMargin.
    """
    if not 0 <= margin < 100:
        raise NoSuchMargin
    return ceil(Fraction(cost) * 100 / (100 - margin) / step) * step


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


# --- How long it keeps, and how its lot is numbered -------------------------------------------------------------------

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
MATERIAL_CODE = "M"
"""Begins the number of every material lot. Product codes are longer, so the two never meet."""
SHORTEST_CODE, LONGEST_CODE = 2, 6


def best_before(made_on: date, shelf_life_days: int | None, materials: Iterable[date | None] = ()) -> date | None:
    """The product's own shelf life, but never longer than its weakest ingredient (None: no limit)."""
    own = [made_on + timedelta(days=shelf_life_days)] if shelf_life_days else []
    return min((*own, *(day for day in materials if day is not None)), default=None)


def is_product_code(code: str) -> bool:
    """Two to six capital letters or digits, so that it can stand in a lot number."""
    return SHORTEST_CODE <= len(code) <= LONGEST_CODE and set(code) <= set(_ALPHABET[:36])


def lot_number(code: str, made_on: date, count: int) -> str:
    """`BGT-261102-1-M`: product, day, how many-eth lot of that day, check character."""
    body = f"{code}-{made_on:%y%m%d}-{count}"
    return f"{body}-{check_character(body)}"


def check_character(text: str) -> str:
    """ISO 7064 MOD 37-2 over its letters and digits: finds every single wrong character and every swapped pair."""
    rest = 0
    for letter in text.upper():
        if letter in _ALPHABET[:36]:
            rest = (rest + _ALPHABET.index(letter)) * 2 % 37
    return _ALPHABET[(1 - rest) % 37]


def is_lot_number(text: str) -> bool:
    """Whether a typed or scanned lot number can be right."""
    body, dash, check = text.strip().upper().rpartition("-")
    return bool(dash and body) and check == check_character(body)


# --- Which lots give -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Available:
    """What a lot can give: its id, when it ends, base units on hand and their value (rupiah)."""

    lot: int
    best_before: date | None
    on_hand: int
    value: int


@dataclass(frozen=True)
class Taken:
    """What is taken from a lot: base units, and their cost (rupiah)."""

    lot: int
    quantity: int
    cost: int


def take(lots: Iterable[Available], needed: int) -> list[Taken]:
    """Take what is needed, what ends first first; what ends never last. Takes less when there is less.

    A lot gives at its moving average; the taking that empties it takes the remainder, so no rupiah stays behind.
    """
    taken = []
    for lot in sorted(lots, key=lambda lot: (lot.best_before or date.max, lot.lot)):
        quantity = min(lot.on_hand, needed)
        if quantity > 0:
            taken.append(Taken(lot.lot, quantity, lot.value * quantity // lot.on_hand))
            needed -= quantity
    return taken


MOST_FROM_A_ROUND = Fraction(12, 10)
"""More pieces than this times what the recipe yields is a slip of the finger, or another recipe."""


def most_from(yields: int, rounds: int) -> int:
    """The most good pieces that so many rounds can give."""
    return int(yields * rounds * MOST_FROM_A_ROUND)


# --- What must be there before it may be sold -------------------------------------------------------------------------

NIB, SPP_IRT, BPOM_MD, HALAL = "nib", "spp_irt", "bpom_md", "halal"

Requirement = tuple[frozenset[str], Text]
"""Any one of these permits, and its name on the screen."""

_FOR_ALL: tuple[Requirement, ...] = ((frozenset({NIB}), _("NIB")),)
_FOR_FOOD: tuple[Requirement, ...] = (
    *_FOR_ALL,
    (frozenset({SPP_IRT, BPOM_MD}), _("SPP-IRT atau BPOM MD")),
    (frozenset({HALAL}), _("Halal")),
)


def permits_needed(*, is_food: bool) -> tuple[Requirement, ...]:
    """What the law asks: NIB; for food also SPP-IRT or BPOM MD (Per BPOM 4/2024), and halal (UU 33/2014, since 2026)."""
    return _FOR_FOOD if is_food else _FOR_ALL


def is_valid(valid_from: date, valid_until: date | None, on: date) -> bool:
    """Whether a permit holds on a day; its last day counts."""
    return valid_from <= on and (valid_until is None or on <= valid_until)


_SHAPES: dict[str, tuple[str, int, Text]] = {
    NIB: ("", 13, _("NIB biasanya terdiri dari 13 angka.")),
    SPP_IRT: (
        "P-IRT",
        15,
        _("Nomor P-IRT terdiri dari 15 angka, misalnya P-IRT 1234567890123-45: kemasan, jenis pangan, daerah, tahun."),
    ),
    BPOM_MD: ("MD", 12, _("Nomor BPOM MD biasanya terdiri dari MD dan 12 angka.")),
    HALAL: ("ID", 17, _("Nomor halal terdiri dari ID dan 17 angka: dua angka pertama kode provinsi.")),
}


def number_doubt(kind: str, number: str) -> Text | None:
    """Why a permit's number looks mistyped, or None. A doubt warns and never refuses: offices write numbers their way."""
    prefix, count, says = _SHAPES[kind]
    plain = "".join(letter for letter in number.upper() if letter.isalnum())
    digits = plain.removeprefix("BPOMRI").removeprefix(prefix.replace("-", ""))
    if not digits.isdecimal() or len(digits) != count:
        return says
    if kind == HALAL and not 1 <= int(digits[-4:-2]) <= 12:
        return _("Empat angka terakhir nomor halal adalah bulan dan tahun terbitnya; bulannya tidak mungkin.")
    return None


# --- What stands on the label ------------------------------------------------------------------------------------------


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


# --- Quantities as people say them -------------------------------------------------------------------------------------


def measured(quantity: int, measure: str) -> str:
    """`1,25 kg`, `750 ml`, `1,5 liter`, `30 buah`: base units of a measure in words."""
    if measure == "g":
        return words.gram(quantity)
    if measure == "ml":
        is_little = abs(quantity) < 1000
        return f"{quantity} ml" if is_little else f"{words.number(Decimal(quantity) / 1000, 3)} {_('liter')}"
    return f"{words.number(quantity)} {_('buah')}"
