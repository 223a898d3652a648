"""What happens after release."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Fact):
    """A case was opened at a Bapas."""

    case: int
    person: int
    unit: int


@dataclass(frozen=True, kw_only=True)
class CaseTaken(Fact):
    """An officer looks after a case from now on."""

    case: int
    officer: int


@dataclass(frozen=True, kw_only=True)
class TaskDone(Fact):
    """One thing was done for a person coming home."""

    task: int
    case: int
    what: str


@dataclass(frozen=True, kw_only=True)
class FollowedUp(Fact):
    """Somebody asked how the business is doing."""

    follow_up: int
    case: int
    month: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Fact):
    """A case ended."""

    case: int
    on: date
