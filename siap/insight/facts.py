"""What insight writes: its own frozen reports."""

from dataclasses import dataclass

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReportIssued(Fact):
    """A month's report was frozen; `figures` is their digest."""

    report: int
    unit: int | None
    month: int
    figures: str
