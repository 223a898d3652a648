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


@dataclass(frozen=True, kw_only=True)
class ActivityTagged(Fact):
    """An activity (its kind and number) serves these items of national frameworks, and no others."""

    kind: str
    activity: int
    frameworks: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarLinkMade(Fact):
    """A user has a secret link to the calendar; an older one does not open any more."""

    user: int
