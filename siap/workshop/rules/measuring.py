"""Quantities: how much is too much, and how people say them. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from siap.core.errors import Refused
from siap.core.text import Text, _
from siap.ui import words

MOST_OF_ANYTHING = 10_000_000
"""Base units of one material, or pieces (ten tonnes, ten million): more is a slip of the finger."""
MOST_LETTERS = 30
"""Nobody needs more to say how much of a material."""


def measured(quantity: int, measure: str) -> str:
    """`1,25 kg`, `750 ml`, `1,5 liter`, `30 buah`: base units of a measure in words."""
    if measure == "g":
        return words.gram(quantity)
    if measure == "ml":
        is_little = abs(quantity) < 1000
        return f"{quantity} ml" if is_little else f"{words.number(Decimal(quantity) / 1000, 3)} {_('liter')}"
    return f"{words.number(quantity)} {_('buah')}"


# --- Units as cooks write them ----------------------------------------------------------------------------------------


class AmountUnreadable(Refused):
    """Nobody can tell how much was meant."""

    message = _("“%(typed)s” tidak terbaca. Tulis angka dan satuan, misalnya 250 g, 1,5 kg, 3 sdm, atau 1/2 sdt.")


class AmountAmbiguous(Refused):
    """A number that could be one or a thousand."""

    message = _("“%(typed)s” bisa berarti dua hal. Tulis 1,25 kg atau 1250 g.")


class UnitUnknown(Refused):
    """Nobody here measures in that."""

    message = _("Satuan “%(unit)s” tidak dikenal. Pakai kg, ons, gram, liter, ml, sdm, sdt, butir, atau buah.")


class NoConversion(Refused):
    """A material lacks the weight that would turn one unit into another."""

    message = _("%(unit)s %(material)s belum bisa diubah menjadi %(measure)s. Isi dulu %(needs)s di halaman bahannya.")


SPOON_ML, TEASPOON_ML = 15, 5
"""Level household spoons (sdm, sdt) in millilitres."""

UNITS: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys(("g", "gr", "gram"), ("g", 1)),
    **dict.fromkeys(("kg", "kilo", "kilogram"), ("g", 1000)),
    **dict.fromkeys(("ons", "on"), ("g", 100)),
    **dict.fromkeys(("ml", "cc", "mililiter"), ("ml", 1)),
    **dict.fromkeys(("l", "lt", "ltr", "liter"), ("ml", 1000)),
    **dict.fromkeys(("sdm", "sendok makan", "sendok"), ("ml", SPOON_ML)),
    **dict.fromkeys(("sdt", "sendok teh"), ("ml", TEASPOON_ML)),
    **dict.fromkeys(("buah", "bh", "butir", "biji", "lembar", "siung", "batang", "pcs", "bungkus"), ("pcs", 1)),
}
"""A unit as it is written → the measure it counts in, and how many of it."""

_AMOUNT = re.compile(r"(?:(?P<whole>\d+)\s+)?(?P<over>\d+)\s*/\s*(?P<under>\d+)|(?P<number>\d[\d.,]*)", re.ASCII)
_MEASURES: Mapping[str, Text] = {"g": _("gram"), "ml": _("mililiter"), "pcs": _("buah")}


@dataclass(frozen=True)
class Kind:
    """What is known of a material: what it is counted in, what a piece weighs (gram), what a litre weighs (gram)."""

    name: str
    measure: str
    piece_gram: int | None = None
    gram_per_litre: int | None = None


def read_amount(typed: str) -> tuple[Fraction, str]:
    """`1 1/2 sdm` → (3/2, "sdm"); a number alone has no unit. Raises AmountUnreadable, AmountAmbiguous, UnitUnknown."""
    text = " ".join(typed.split())
    found = _AMOUNT.match(text)
    if not found or len(text) > MOST_LETTERS:
        raise AmountUnreadable(typed=text[:MOST_LETTERS])
    unit = text[found.end() :].strip().rstrip(".").lower()
    if unit and unit not in UNITS:
        raise UnitUnknown(unit=unit)
    if found["over"]:
        if int(found["under"]) == 0:
            raise AmountUnreadable(typed=text)
        return int(found["whole"] or 0) + Fraction(int(found["over"]), int(found["under"])), unit
    return _number(found["number"], unit, text), unit


def _number(figures: str, unit: str, text: str) -> Fraction:
    """`1.250` is a thousand and more of a small unit; with kg or liter it could be either."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", figures):
        if unit and UNITS[unit][1] >= 100:
            raise AmountAmbiguous(typed=text)
        return Fraction(figures.replace(".", ""))
    if not re.fullmatch(r"\d+([.,]\d+)?", figures):
        raise AmountUnreadable(typed=text)
    return Fraction(figures.replace(",", "."))


def base_quantity(amount: Fraction, unit: str, kind: Kind) -> int:
    """An amount in the whole base units of a material, to the nearest, at least one. Raises NoConversion.

    Between weight and volume the material's litre decides, between either and pieces the weight of one piece.
    """
    measure, times = UNITS[unit] if unit else (kind.measure, 1)
    counted = amount * times
    if measure != kind.measure:
        counted = counted * _gram_of_one(measure, unit, kind) / _gram_of_one(kind.measure, unit, kind)
    return max(1, int(counted + Fraction(1, 2))) if counted > 0 else 0


def _gram_of_one(measure: str, unit: str, kind: Kind) -> Fraction:
    """What one base unit of a measure weighs for this material."""
    if measure == "g":
        return Fraction(1)
    known = kind.gram_per_litre if measure == "ml" else kind.piece_gram
    if not known:
        needs = _("berat satu liter") if measure == "ml" else _("berat satu buah")
        raise NoConversion(unit=unit, material=kind.name, measure=_MEASURES[kind.measure], needs=needs)
    return Fraction(known, 1000) if measure == "ml" else Fraction(known)


def weight(quantity: int | Fraction, kind: Kind) -> Fraction | None:
    """What a quantity of a material weighs in gram; None when a piece of it was never weighed.

    A millilitre whose litre was never weighed counts as a gram: what goes into food is mostly water or oil.
    """
    if kind.measure == "g":
        return Fraction(quantity)
    if kind.measure == "ml":
        return Fraction(quantity) * (kind.gram_per_litre or 1000) / 1000
    return Fraction(quantity) * kind.piece_gram if kind.piece_gram else None
