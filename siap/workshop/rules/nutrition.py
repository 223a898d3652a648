"""What is in the food, estimated from a table of ingredients. An estimate for the maker, never a laboratory's word. Pure.

The figures are those of *Tabel Komposisi Pangan Indonesia* (Kementerian Kesehatan, 2020), per 100 gram of the edible part,
compared row by row with an extract of its pages 15–83 in November 2026; each row names its code there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from siap.core.text import Text, _

SOURCE = _(
    "Perkiraan dari Tabel Komposisi Pangan Indonesia 2020 (Kementerian Kesehatan); bukan hasil laboratorium. "
    "Minta ahli gizi memeriksanya sebelum dicetak di label."
)


@dataclass(frozen=True)
class Nutrition:
    """In 100 gram: energy (kcal), protein, fat and carbohydrate (tenths of a gram), sodium (mg)."""

    energy: int
    protein: int
    fat: int
    carbohydrate: int
    sodium: int


FOODS: Mapping[str, tuple[Text, Nutrition]] = {
    "bawang-merah": (_("Bawang merah"), Nutrition(46, 15, 3, 92, 7)),  # NR007
    "bawang-putih": (_("Bawang putih"), Nutrition(112, 45, 2, 231, 46)),  # NR008
    "beras": (_("Beras"), Nutrition(357, 84, 17, 771, 27)),  # AR001
    "cabai-merah": (_("Cabai merah"), Nutrition(36, 10, 3, 73, 23)),  # NR014
    "cabai-rawit": (_("Cabai rawit"), Nutrition(120, 47, 24, 199, 34)),  # NR015
    "daging-sapi": (_("Daging sapi"), Nutrition(273, 175, 220, 0, 93)),  # FR024
    "daun-kelor": (_("Daun kelor"), Nutrition(92, 51, 16, 143, 61)),  # DR038
    "garam": (_("Garam"), Nutrition(0, 0, 0, 0, 39_340)),  # not in the table: sodium chloride is 39.34 % sodium
    "gula-aren": (_("Gula aren"), Nutrition(368, 0, 0, 920, 15)),  # MP005
    "gula-pasir": (_("Gula pasir"), Nutrition(394, 0, 0, 940, 1)),  # MP007
    "gula-kelapa": (_("Gula kelapa"), Nutrition(386, 30, 100, 760, 2)),  # MP006
    "ikan-cakalang": (_("Ikan cakalang"), Nutrition(107, 196, 7, 55, 66)),  # GR019
    "kacang-tanah": (_("Kacang tanah"), Nutrition(525, 279, 427, 174, 31)),  # CR032
    "kedelai": (_("Kedelai"), Nutrition(381, 404, 167, 249, 210)),  # CR017
    "kelapa-tua": (_("Kelapa tua"), Nutrition(359, 34, 347, 140, 3)),  # KR002
    "ketan-putih": (_("Beras ketan putih"), Nutrition(361, 74, 8, 784, 3)),  # AR008
    "ketumbar": (_("Ketumbar"), Nutrition(418, 141, 161, 542, 91)),  # NR020
    "kunyit": (_("Kunyit"), Nutrition(69, 20, 27, 91, 6)),  # NR022
    "margarin": (_("Margarin"), Nutrition(720, 6, 810, 4, 760)),  # KP001
    "mentega": (_("Mentega"), Nutrition(742, 5, 816, 14, 653)),  # KP002
    "merica": (_("Merica"), Nutrition(365, 115, 68, 644, 4)),  # NR023
    "minyak": (_("Minyak goreng"), Nutrition(884, 0, 1000, 0, 0)),  # KR012
    "nanas": (_("Nanas"), Nutrition(40, 6, 3, 99, 18)),  # ER070
    "pisang": (_("Pisang kepok"), Nutrition(109, 8, 5, 263, 10)),  # ER081
    "santan": (_("Santan"), Nutrition(324, 42, 343, 56, 18)),  # KP004
    "singkong": (_("Singkong"), Nutrition(154, 10, 3, 368, 2)),  # BR016
    "susu-bubuk": (_("Susu bubuk"), Nutrition(513, 246, 300, 362, 380)),  # JP006
    "telur": (_("Telur ayam"), Nutrition(154, 124, 108, 7, 142)),  # HR002
    "tempe": (_("Tempe"), Nutrition(201, 208, 88, 135, 9)),  # CP077
    "tepung-beras": (_("Tepung beras"), Nutrition(353, 70, 5, 800, 5)),  # AP004
    "tepung-tapioka": (_("Tepung tapioka"), Nutrition(363, 11, 5, 882, 1)),  # BP070
    "tepung-terigu": (_("Tepung terigu"), Nutrition(333, 90, 10, 772, 2)),  # AP025
    "terasi": (_("Terasi"), Nutrition(155, 223, 29, 99, 1664)),  # NP011
    "tomat": (_("Tomat"), Nutrition(24, 13, 5, 47, 10)),  # DR161
}
"""Edible part, raw, as the table lists it (its code behind each row). Keys stay; they stand with materials."""


MOST_UNKNOWN = 5
"""Percent of the weight that goes in: when more of it is not in the table, figures would mislead, and there are none."""


@dataclass(frozen=True)
class Estimate:
    """In 100 gram of the product (kcal, gram with one decimal, mg)."""

    energy: int
    protein: Fraction
    fat: Fraction
    carbohydrate: Fraction
    sodium: int


def estimate(
    inside: Iterable[tuple[str, str, Fraction | None]], out_gram: Fraction | None
) -> tuple[Estimate | None, tuple[str, ...]]:
    """What 100 gram hold, of (name, key of the table, gram) that go into a round and the gram that come out, and the names
    of what could not be counted; no figures when that weighs more than `MOST_UNKNOWN` percent, or nobody knows.

    Everything that goes in is counted as staying in: what is poured away (frying oil) makes the estimate too high.
    """
    sums, known, unknown = [Fraction(0)] * 5, Fraction(0), dict[str, Fraction | None]()
    for name, key, gram in inside:
        if key not in FOODS or gram is None:
            unknown[name] = gram
            continue
        of, known = FOODS[key][1], known + gram
        for at, part in enumerate((of.energy, of.protein, of.fat, of.carbohydrate, of.sodium)):
            sums[at] += part * gram / 100
    names = tuple(sorted(unknown))
    left_out = sum((gram for gram in unknown.values() if gram is not None), Fraction(0))
    if not out_gram or None in unknown.values() or 100 * left_out > MOST_UNKNOWN * (known + left_out):
        return None, names
    energy, protein, fat, carbohydrate, sodium = (total * 100 / out_gram for total in sums)
    return Estimate(round(energy), _tenths(protein), _tenths(fat), _tenths(carbohydrate), round(sodium)), names


def _tenths(amount: Fraction) -> Fraction:
    return Fraction(round(amount), 10)
