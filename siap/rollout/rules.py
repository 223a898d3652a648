"""The stages a unit goes through, in order, what each next one needs, and what is counted against targets. Pure."""

from dataclasses import dataclass
from datetime import date

from siap.core.text import Text, _, pgettext_lazy

PREPARATION, OFFICERS, GROUPS, PRODUCTS, MARKET, INDEPENDENT = ORDER = (
    "preparation",
    "officers",
    "groups",
    "products",
    "market",
    "independent",
)
STAGES: list[tuple[str, Text]] = [
    (PREPARATION, _("Persiapan")),
    (OFFICERS, pgettext_lazy("stage", "Petugas")),
    (GROUPS, pgettext_lazy("stage", "Kelompok")),
    (PRODUCTS, _("Produk")),
    (MARKET, _("Pasar")),
    (INDEPENDENT, _("Mandiri")),
]
STAGE_NAMES = dict(STAGES)
TARGETS: list[tuple[str, Text]] = [
    ("state_revenue", _("PNBP")),
    ("turnover", _("Omzet")),
    ("trained", _("Peserta dilatih")),
]
IN_RUPIAH = frozenset({"state_revenue", "turnover"})
"""Targets counted in rupiah; the others count people."""


MONTHS_THAT_STAND = 3
"""A unit stands on its own once its groups shared the result of so many months."""


def next_stage(stage: str) -> str | None:
    """The stage after this one; none after the last."""
    position = ORDER.index(stage) + 1
    return ORDER[position] if position < len(ORDER) else None


@dataclass(frozen=True)
class Standing:
    """What has been counted in a unit: everything a condition asks about."""

    is_bapas: bool = False
    has_joined: bool = False  # the agreement
    officers_needed: int = 2  # certified
    officers_certified: int = 0
    probation_officers: int = 0
    groups: int = 0  # active
    ventures: int = 0  # open
    products_ready: int = 0
    months_shared: int = 0  # with an approved share


@dataclass(frozen=True)
class Condition:
    """One thing the next stage needs: in words, how many there are, how many there must be."""

    label: Text
    have: int
    need: int = 1

    @property
    def is_met(self) -> bool:
        """Whether there are enough."""
        return self.have >= self.need

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return max(0, self.need - self.have)


def conditions(stage: str, standing: Standing) -> tuple[Condition, ...]:
    """What a unit at `stage` needs before its next one. Officers first: nobody is taught before they are certified."""
    if stage == PREPARATION:
        return (Condition(_("Ikut Perjanjian Kerja Sama"), int(standing.has_joined)),)
    if stage == OFFICERS:
        return (_officers_first(standing),)
    if stage == GROUPS:
        if standing.is_bapas:
            return (Condition(_("Kelompok atau usaha klien terbentuk"), standing.groups + standing.ventures),)
        return (Condition(_("Kelompok usaha terbentuk"), standing.groups),)
    if stage == PRODUCTS:
        return (Condition(_("Produk siap jual"), standing.products_ready),)
    if stage == MARKET and standing.is_bapas:
        return (Condition(_("Usaha mandiri yang jalan"), standing.ventures),)
    if stage == MARKET:
        return (Condition(_("Bulan yang hasilnya sudah dibagi"), standing.months_shared, MONTHS_THAT_STAND),)
    return ()


def _officers_first(standing: Standing) -> Condition:
    """A Bapas guides clients by its probation officers: they may stand in for certified officers."""
    if standing.is_bapas:
        have = max(standing.officers_certified, standing.probation_officers)
        return Condition(_("Petugas lulus pelatihan atau PK"), have, min(standing.officers_needed, 1))
    return Condition(_("Petugas lulus pelatihan"), standing.officers_certified, standing.officers_needed)


def is_late(due_on: date | None, stage: str, today: date) -> bool:
    """Whether the next stage should have been reached by now."""
    return due_on is not None and due_on < today and next_stage(stage) is not None


def progress(done: int, target: int) -> int:
    """Whole percent of a target; more than 100 when it was passed."""
    return done * 100 // target if target > 0 else 0
