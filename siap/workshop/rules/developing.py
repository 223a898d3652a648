"""From idea to sale: which stage follows which, what each asks, and what tasters said. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from siap.core.text import Text, _

WAY = ("idea", "prototype", "trial", "permits", "ready", "on_sale")
"""The stages in the order a product goes through them; *retired* stands beside the way."""
RETIRED = "retired"

PASS_MARK = 6
"""Of nine on the hedonic scale: "likes slightly". Below it a product that wants a panel does not go on."""
FEWEST_TASTERS = 3
"""Fewer mouths say nothing."""


@dataclass(frozen=True)
class Standing:
    """How far a product is, in what counts for the next stage."""

    has_recipe: bool
    needs_panel: bool = False
    liking: Fraction | None = None  # the mean of its last panel, of nine
    missing: tuple[str, ...] = ()  # what it lacks before it may be sold, in sentences


def lacks(becomes: str, standing: Standing) -> list[Text]:
    """What stands between a product and a stage: nothing on the way back, and whatever the stages before it ask too.

    A panel counts only where the business wants one; permits and label always count.
    """
    if becomes in {WAY[0], RETIRED}:
        return []
    says: list[Text] = []
    if not standing.has_recipe:
        says.append(_("Resepnya belum ditulis."))
    if WAY.index(becomes) >= WAY.index("permits") and standing.needs_panel:
        says += _panel_lacks(standing.liking)
    if WAY.index(becomes) >= WAY.index("ready"):
        says += [one for one in standing.missing if one not in {str(said) for said in says}]
    return says


def _panel_lacks(liking: Fraction | None) -> list[Text]:
    if liking is None:
        return [_("Belum dicicipi: catat satu panel.")]
    return (
        [] if liking >= PASS_MARK else [_("Nilai panel terakhir masih di bawah 6 dari 9: perbaiki, lalu cicipi lagi.")]
    )


ASKS: Mapping[str, Text] = {
    "prototype": _("Gagasan menjadi prototipe dengan resep pertamanya."),
    "trial": _("Prototipe menjadi uji coba begitu sekali dibuat atau dicicipi, atau dipindahkan dengan tangan."),
    "permits": _("Izin diurus sesudah resepnya tetap; kalau usaha ini mau, sesudah panel cicip menyukainya."),
    "ready": _("Siap jual kalau semua izin berlaku dan label bisa lengkap. Ini tidak bisa dilewati."),
    "on_sale": _("Dijual sejak ada harganya di satu tempat jual."),
}
"""What each stage asks of a product that wants to enter it, in a sentence."""


def is_forward(was: str, becomes: str) -> bool:
    """Whether a step goes on rather than back. Retiring, and coming back from it, are neither: they need no reason."""
    return RETIRED in {was, becomes} or WAY.index(becomes) > WAY.index(was)


def next_stage(stage: str) -> str | None:
    """The stage after this one; None at the end of the way and beside it."""
    if stage not in WAY or stage == WAY[-1]:
        return None
    return WAY[WAY.index(stage) + 1]


def liking(scores: Iterable[int]) -> Fraction | None:
    """The mean of scores, None for none."""
    given = list(scores)
    return Fraction(sum(given), len(given)) if given else None


@dataclass(frozen=True)
class Judged:
    """One attribute: how many tasted it, the mean, and the lowest score."""

    attribute: str
    tasters: int
    mean: Fraction
    lowest: int


def judged(scores: Mapping[str, Sequence[int]]) -> list[Judged]:
    """What tasters gave each attribute, the weakest first: there the next change begins."""
    rows = [
        Judged(attribute, len(given), Fraction(sum(given), len(given)), min(given))
        for attribute, given in scores.items()
        if given
    ]
    return sorted(rows, key=lambda row: (row.mean, row.attribute))


def price_per_100_gram(price: int, weight_gram: int | None) -> int | None:
    """Rupiah for 100 gram, to the nearest: how products of different weight are compared."""
    return (200 * price + weight_gram) // (2 * weight_gram) if weight_gram else None
