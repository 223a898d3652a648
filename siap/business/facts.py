"""What happens to groups, ventures and their members."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BusinessFormed(Fact):
    """A group, a venture or the cooperative was formed; `owner` only for a venture."""

    business: int
    kind: str
    unit: int | None
    owner: int | None
    on: date


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Fact):
    """A person joined a group."""

    business: int
    person: int
    post: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Fact):
    """A person left a group."""

    business: int
    person: int
    on: date


@dataclass(frozen=True, kw_only=True)
class HoursRecorded(Fact):
    """A day's sheet was keyed in. Times: (person, minutes); pieces: (person, good ones); excused: people."""

    sheet: int
    business: int
    on: date
    times: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, int], ...] = ()
    excused: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HoursCorrected(Fact):
    """A sheet was replaced by another, for a reason. Times: (person, minutes); pieces: (person, good ones); excused: people."""

    sheet: int
    replaces: int
    business: int
    on: date
    times: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, int], ...] = ()
    excused: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConductGiven(Fact):
    """From a day on a member's conduct counts so many percent."""

    conduct: int
    business: int
    person: int
    percent: int
    on: date


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(Fact):
    """A mentor will be with a business on a day; said again, the day changed."""

    visit: int
    business: int
    on: date


@dataclass(frozen=True, kw_only=True)
class VisitCalledOff(Fact):
    """A planned visit will not be."""

    visit: int
    business: int


@dataclass(frozen=True, kw_only=True)
class VisitMade(Fact):
    """A mentor was with a business."""

    visit: int
    business: int
    on: date


@dataclass(frozen=True, kw_only=True)
class VisitActionFinished(Fact):
    """What was agreed on a visit is done; older ones speak of a visit that had one action."""

    visit: int
    business: int
    on: date
    action: int = 0


@dataclass(frozen=True, kw_only=True)
class BusinessClosed(Fact):
    """A business ended."""

    business: int
    on: date
