"""Who is chosen: what speaks for somebody, in points and in sentences, and the lists that a selection uses. Pure.

The points put people in an order that explains itself. They decide nothing: the head does, and may do otherwise.
"""

from dataclasses import dataclass
from datetime import date

from siap.core.text import Text, _

BEST = 3
"""The best grade; the worst is 0."""
GRADES: dict[str, tuple[Text, ...]] = {
    "need": (_("tidak mendesak"), _("ada gunanya"), _("perlu"), _("sangat perlu")),
    "ability": (_("belum ada"), _("sedikit"), _("bisa"), _("mahir")),
    "conduct": (_("ada pelanggaran yang tercatat"), _("pernah ditegur"), _("tertib"), _("tertib dan aktif")),
}
"""What an officer may say of somebody, from 0 to 3. Saying nothing is no mistake."""
NAMES: dict[str, Text] = {
    "need": _("Kebutuhan"), "ability": _("Keterampilan yang cocok"), "time": _("Sisa masa pidana"),
    "health": _("Kesehatan"), "conduct": _("Bukti kelakuan"),
}  # fmt: skip
"""What is weighed, in the order in which it is shown."""
LEAST_DAYS = "least-days"
PREFIX = "selection:"
"""Before each of these: the key of its dated weight among the rates; `least-days` is a number of days."""
APPEAL_DAYS = "selection-appeal-days"
"""The rate: so many days after a refusal an appeal is taken."""

ENDS: dict[str, Text] = {
    "finished": _("Selesai menurut rencana"), "will": _("Berhenti atas kemauan sendiri"), "transfer": _("Pindah ke UPT lain"),
    "release": _("Bebas"), "death": _("Meninggal"), "health": _("Kesehatan"), "discipline": _("Pelanggaran disiplin"),
    "elsewhere": _("Ikut kegiatan lain"), "mistake": _("Salah dicatat"), "other": _("Lain"),
}  # fmt: skip
"""Why somebody no longer takes part."""
OF_ITSELF = frozenset({"transfer", "release", "death"})
"""Ends that follow from what happened to a person: nobody chooses them."""

CHANGES: dict[str, Text] = {
    "transfer": _("Pindah dari UPT lain"), "sentence": _("Tanggal pidananya berubah"), "convicted": _("Sudah diputus bersalah"),
    "health": _("Kesehatannya berubah"), "discipline": _("Ada masalah disiplin"),
}  # fmt: skip
"""What may change for somebody. No word more: what happened stands elsewhere."""
SEEN = ("health", "discipline")
"""Changes that somebody writes down; the others are heard."""
DEEDS: dict[str, Text] = {
    "kept": _("Tetap seperti semula"), "ended": _("Keikutsertaannya diakhiri"), "proposed": _("Diusulkan di UPT ini"),
    "gone": _("Sudah tidak di sini"),
}  # fmt: skip


@dataclass(frozen=True)
class Weights:
    """What each thing counts (points), how many days left are enough for full points, and since when."""

    valid_from: date
    basis: str
    need: int
    ability: int
    time: int
    health: int
    conduct: int
    least_days: int


@dataclass(frozen=True)
class Known:
    """What is known of somebody; None where nobody said, and for a detainee's time, of which nobody may speak."""

    need: int | None = None
    ability: int | None = None
    conduct: int | None = None
    healthy: bool | None = None
    days_left: int | None = None


@dataclass(frozen=True)
class Reason:
    """One thing that was weighed: its weight, the part of it that counts (percent; None: not known), and the word for it."""

    name: Text
    weight: int
    percent: int | None
    word: Text
    days: int = 0

    @property
    def said(self) -> str:
        """The sentence."""
        word = str(self.word) % {"days": self.days} if self.days else str(self.word)
        if self.percent is None:
            return str(_("%(name)s: %(word)s, tidak dihitung.")) % {"name": self.name, "word": word}
        gaps = {"name": self.name, "word": word, "points": self.weight * self.percent // 100, "weight": self.weight}
        return str(_("%(name)s: %(word)s, %(points)s dari %(weight)s.")) % gaps


@dataclass(frozen=True)
class Score:
    """What speaks for somebody: points of a hundred over what is known, every reason, and the weights they rest on."""

    reasons: tuple[Reason, ...]
    weights: Weights

    @property
    def known(self) -> int:
        """The weights of what is known, together."""
        return sum(one.weight for one in self.reasons if one.percent is not None)

    @property
    def points(self) -> int:
        """Of a hundred; nothing known gives nothing."""
        return sum(one.weight * (one.percent or 0) for one in self.reasons) // self.known if self.known else 0


def weigh(known: Known, weights: Weights) -> Score:
    """What speaks for somebody. What nobody knows is left out of the count: it speaks neither for nor against."""
    return Score(
        (
            _graded("need", known.need, weights.need),
            _graded("ability", known.ability, weights.ability),
            _timed(known.days_left, weights),
            _healthy(known.healthy, weights.health),
            _graded("conduct", known.conduct, weights.conduct),
        ),
        weights,
    )


def _graded(name: str, grade: int | None, weight: int) -> Reason:
    if grade is None:
        return Reason(NAMES[name], weight, None, _("belum dinilai"))
    return Reason(NAMES[name], weight, 100 * grade // BEST, GRADES[name][grade])


def _timed(days: int | None, weights: Weights) -> Reason:
    if days is None:
        return Reason(NAMES["time"], weights.time, None, _("tidak ada tanggal bebas"))
    if days <= 0:
        return Reason(NAMES["time"], weights.time, 0, _("sudah habis"))
    enough = min(100, 100 * days // weights.least_days)
    word = _("%(days)s hari lagi, cukup") if enough == 100 else _("%(days)s hari lagi, pendek")
    return Reason(NAMES["time"], weights.time, enough, word, days)


def _healthy(healthy: bool | None, weight: int) -> Reason:
    if healthy is None:
        return Reason(NAMES["health"], weight, None, _("belum dinilai"))
    word = _("sehat untuk bekerja") if healthy else _("perlu perhatian kesehatan")
    return Reason(NAMES["health"], weight, 100 if healthy else 0, word)
