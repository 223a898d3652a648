"""What the law wants to read on a label, what of it is not there yet, and what may never stand there: a name. Pure."""

import re
from collections.abc import Iterable, Sequence

from siap.core.text import Text, _
from siap.workshop.rules.labels import Ingredient

UNWEIGHED = _("Urutan komposisi: berat satu buah dari sebagian bahan belum diisi.")
"""Ingredients stand on a label in descending weight: without the weight of a piece nobody knows their order."""


def label_lacks(
    *, is_food: bool, weight_gram: int | None, ingredients: Sequence[Ingredient], keeps: bool, use: str = ""
) -> list[Text]:
    """What a label must say and cannot yet; nothing when it is whole. Its licences are asked elsewhere.

    Food: Per BPOM 31/2018. What is no food has a shorter list: what it is made of, and how it is used or cared for
    (UU 8/1999 Pasal 8).
    """
    made_of = _("Komposisi: resepnya belum ditulis.") if is_food else _("Bahan: resepnya belum ditulis.")
    says = [(bool(ingredients), made_of)]
    if is_food:
        unweighed = any(one.gram is None for one in ingredients)
        says += [
            (not unweighed, UNWEIGHED),
            (bool(weight_gram), _("Berat bersih belum diisi.")),
            (keeps, _("Tanggal baik: berapa hari tahannya belum diisi.")),
        ]
    else:
        says.append((bool(use.strip()), _("Cara memakai atau merawat belum diisi.")))
    return [text for is_there, text in says if not is_there]


_PLACES = frozenset(
    {"jalan", "jl", "gang", "gg", "lorong", "lrg", "desa", "kelurahan", "kel", "kecamatan", "kec", "kampung"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


def named(text: str, names: Iterable[str]) -> str | None:
    """The first of these names that stands in a text, as far as a text can tell; None when none does.

    A name of several words counts however it is written; one of a single word only with its capital, because *sari kelapa*
    names nobody. Behind *Jalan*, *Desa* and the like stands a place: *Jalan Dewi Sartika* names nobody either.
    """
    words = _WORD.findall(text)
    for name in names:
        parts = _WORD.findall(name)
        if parts and any(_stands(words, at, parts) for at in range(len(words) - len(parts) + 1)):
            return name
    return None


def _stands(words: Sequence[str], at: int, parts: Sequence[str]) -> bool:
    found = words[at : at + len(parts)]
    if [one.casefold() for one in found] != [one.casefold() for one in parts]:
        return False
    if len(parts) == 1 and not found[0][0].isupper():
        return False
    return at == 0 or words[at - 1].rstrip(".").casefold() not in _PLACES
