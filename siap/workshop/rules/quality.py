"""When a check is met, and what a lot that did not pass says of itself. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from siap.core.text import _
from siap.ui import words

MOST_POINTS = 12
"""A sheet of paper has no room for more, and nobody checks more."""


@dataclass(frozen=True)
class Point:
    """One thing that is checked: a measure with its limits, or, without limits, yes or no."""

    says: str
    least: Decimal | None = None
    most: Decimal | None = None
    unit: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether a figure is asked for."""
        return self.least is not None or self.most is not None

    @property
    def limits(self) -> str:
        """`98 sampai 105 g`, `paling banyak 5 %`; nothing where none were set."""
        least, most = (None if one is None else words.number(one, 2) for one in (self.least, self.most))
        if least and most:
            said = _("%(least)s sampai %(most)s") % {"least": least, "most": most}
        elif least:
            said = _("paling sedikit %(least)s") % {"least": least}
        else:
            said = _("paling banyak %(most)s") % {"most": most} if most else ""
        return f"{said} {self.unit}".strip() if said else ""

    def is_met(self, measured: Decimal) -> bool:
        """Whether a figure is within the limits; the limits themselves are."""
        return (self.least is None or measured >= self.least) and (self.most is None or measured <= self.most)


def held_for(failing: Sequence[str] | None) -> str:
    """Why a lot with a quality plan is held: nobody checked it (None), or these points failed. Kept with the lot and compared
    later, so in the language of the book whoever reads."""
    return (
        "Menunggu pemeriksaan mutu" if failing is None else f"Tidak lulus pemeriksaan mutu: {', '.join(failing)}"[:200]
    )
