"""The words of sharing terms, and the terms in documented use. Pure."""

from dataclasses import dataclass

from siap.core.text import Text, _

REGIMES: list[tuple[str, Text]] = [
    ("premium", _("Premi")),
    ("wage", _("Upah")),
    ("training", _("Magang")),
]
BASES: list[tuple[str, Text]] = [
    ("profit", _("Laba masa itu")),
    ("turnover", _("Omzet")),
    ("labour", _("Tenaga kerja")),
    ("days", _("Hari hadir")),
]
WEIGHTS: list[tuple[str, Text]] = [("equal", _("Sama rata")), ("hours", _("Jam kerja"))]
PARTS: dict[str, Text] = {
    "members": _("Premi anggota"),
    "capital": _("Modal produksi"),
    "state": _("PNBP"),
    "programme": _("Program"),
}


@dataclass(frozen=True)
class BuiltIn:
    """Terms in documented use: a start for an agreement's own."""

    name: str
    basis: str
    regime: str
    base: str
    parts: tuple[tuple[str, int], ...]  # kind, percent
    weights: str = "hours"


KARYA_NARAPIDANA = BuiltIn(
    "Karya Narapidana 50/35/15",
    "Kepmen Kehakiman M.01-PP.02.01/1990, sebagaimana dinyatakan pejabat",
    "premium",
    "profit",
    (("members", 50), ("capital", 35), ("state", 15)),
)
BANGLI = BuiltIn(
    "Bangli 35/15/50",
    "Praktik di Lapas Narkotika Bangli",
    "premium",
    "turnover",
    (("state", 50), ("members", 35), ("programme", 15)),
)
NAMLEA = BuiltIn(
    "Namlea 30/70",
    "Praktik di Lapas Namlea",
    "premium",
    "turnover",
    (("members", 30), ("state", 70)),
    weights="equal",
)
BUILT_IN = {"karya": KARYA_NARAPIDANA, "bangli": BANGLI, "namlea": NAMLEA}
