"""What insight writes: its own frozen reports."""

from dataclasses import dataclass

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReportIssued(Fact):
    """A report of a period that ends with `month` was frozen; `figures` is the digest of all its figures."""

    report: int
    unit: int | None
    month: int
    figures: str
