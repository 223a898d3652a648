"""What is in the food, estimated from a table of ingredients. An estimate for the maker, never a laboratory's word. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from siap.core.text import Text, _

SOURCE = _("Perkiraan dari Tabel Komposisi Pangan Indonesia (TKPI), dibulatkan; bukan hasil laboratorium.")


@dataclass(frozen=True)
class Nutrition:
    """In 100 gram: energy (kcal), protein, fat and carbohydrate (tenths of a gram), sodium (mg)."""

    energy: int
    protein: int
    fat: int
    carbohydrate: int
    sodium: int


FOODS: Mapping[str, tuple[Text, Nutrition]] = {
    "bawang-merah": (_("Bawang merah"), Nutrition(46, 15, 3, 92, 7)),
    "bawang-putih": (_("Bawang putih"), Nutrition(112, 45, 2, 231, 13)),
    "cabai-merah": (_("Cabai merah"), Nutrition(36, 10, 3, 73, 23)),
    "cabai-rawit": (_("Cabai rawit"), Nutrition(120, 47, 24, 199, 10)),
    "daging-sapi": (_("Daging sapi"), Nutrition(273, 175, 220, 0, 93)),
    "daun-kelor": (_("Daun kelor"), Nutrition(92, 51, 16, 143, 61)),
    "garam": (_("Garam"), Nutrition(0, 0, 0, 0, 38_758)),
    "gula-aren": (_("Gula aren"), Nutrition(368, 0, 0, 950, 24)),
    "gula-pasir": (_("Gula pasir"), Nutrition(394, 0, 0, 940, 1)),
    "ikan-cakalang": (_("Ikan cakalang"), Nutrition(107, 196, 7, 55, 202)),
    "kacang-tanah": (_("Kacang tanah"), Nutrition(525, 279, 427, 174, 31)),
    "kedelai": (_("Kedelai"), Nutrition(381, 404, 167, 249, 210)),
    "kelapa-tua": (_("Kelapa tua"), Nutrition(359, 34, 347, 140, 7)),
    "ketan-putih": (_("Beras ketan putih"), Nutrition(361, 74, 8, 784, 3)),
    "kopi": (_("Kopi bubuk"), Nutrition(352, 174, 13, 690, 72)),
    "margarin": (_("Margarin"), Nutrition(720, 6, 810, 4, 760)),
    "minyak": (_("Minyak goreng"), Nutrition(884, 0, 1000, 0, 0)),
    "pisang": (_("Pisang kepok"), Nutrition(109, 8, 5, 263, 10)),
    "santan": (_("Santan"), Nutrition(324, 42, 343, 56, 18)),
    "singkong": (_("Singkong"), Nutrition(154, 10, 3, 368, 2)),
    "susu-bubuk": (_("Susu bubuk"), Nutrition(513, 246, 300, 362, 380)),
    "telur": (_("Telur ayam"), Nutrition(154, 124, 108, 7, 142)),
    "tempe": (_("Tempe"), Nutrition(201, 208, 88, 135, 9)),
    "tepung-beras": (_("Tepung beras"), Nutrition(353, 70, 5, 800, 5)),
    "tepung-tapioka": (_("Tepung tapioka"), Nutrition(363, 11, 5, 882, 1)),
    "tepung-terigu": (_("Tepung terigu"), Nutrition(333, 90, 10, 772, 2)),
    "tomat": (_("Tomat"), Nutrition(24, 13, 5, 47, 10)),
    "beras": (_("Beras"), Nutrition(357, 84, 17, 771, 27)),
}
"""Edible part, raw, as the table lists it. Keys stay; they stand with materials."""


@dataclass(frozen=True)
class Estimate:
    """In 100 gram of the product (kcal, gram with one decimal, mg), and what could not be counted."""

    energy: int
    protein: Fraction
    fat: Fraction
    carbohydrate: Fraction
    sodium: int
    unknown: tuple[str, ...]


def estimate(inside: Iterable[tuple[str, str, Fraction | None]], out_gram: Fraction | None) -> Estimate | None:
    """What 100 gram hold, of (name, key of the table, gram) that go into a round and the gram that come out.

    Everything that goes in is counted as staying in: what is poured away (frying oil) makes the estimate too high.
    None when nothing is known, or not what comes out.
    """
    sums = [Fraction(0)] * 5
    unknown = []
    for name, key, gram in inside:
        if key not in FOODS or gram is None:
            unknown.append(name)
            continue
        of = FOODS[key][1]
        for at, part in enumerate((of.energy, of.protein, of.fat, of.carbohydrate, of.sodium)):
            sums[at] += part * gram / 100
    if not out_gram or not any(sums):
        return None
    energy, protein, fat, carbohydrate, sodium = (total * 100 / out_gram for total in sums)
    return Estimate(
        round(energy), _tenths(protein), _tenths(fat), _tenths(carbohydrate), round(sodium), tuple(sorted(unknown))
    )


def _tenths(amount: Fraction) -> Fraction:
    return Fraction(round(amount), 10)
