"""What the law wants to read on a label, and what of it is not there yet. Pure."""

from collections.abc import Sequence

from siap.core.text import Text, _
from siap.workshop.rules.labels import Ingredient

UNWEIGHED = _("Urutan komposisi: berat satu buah dari sebagian bahan belum diisi.")
"""Ingredients stand on a label in descending weight: without the weight of a piece nobody knows their order."""


def label_lacks(
    *, is_food: bool, weight_gram: int | None, ingredients: Sequence[Ingredient], has_licence: bool, keeps: bool
) -> list[Text]:
    """What a label must say and cannot yet (Per BPOM 31/2018); nothing when it is whole."""
    if not is_food:
        return []
    unweighed = [one.name for one in ingredients if one.gram is None]
    says = [
        (bool(ingredients), _("Komposisi: resepnya belum ditulis.")),
        (not unweighed, UNWEIGHED),
        (bool(weight_gram), _("Berat bersih belum diisi.")),
        (keeps, _("Tanggal baik: berapa hari tahannya belum diisi.")),
        (has_licence, _("Nomor izin edar: SPP-IRT atau BPOM MD belum tercatat.")),
    ]
    return [text for is_there, text in says if not is_there]
