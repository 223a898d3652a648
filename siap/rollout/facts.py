"""What happens in the roll-out."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class StageReached(Fact):
    """A unit came to a stage; by exception when a condition was missing."""

    unit: int
    stage: str
    on: date
    by_exception: bool


@dataclass(frozen=True, kw_only=True)
class TargetSet(Fact):
    """A unit has a target for a year."""

    unit: int
    year: int
    what: str
    amount: int
