"""What happens in training."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CourseAdded(Fact):
    """A course can be taught."""

    course: int
    audience: str


@dataclass(frozen=True, kw_only=True)
class CohortOpened(Fact):
    """A class was opened."""

    cohort: int
    unit: int
    audience: str


@dataclass(frozen=True, kw_only=True)
class PersonEnrolled(Fact):
    """A person joined a class."""

    cohort: int
    person: int


@dataclass(frozen=True, kw_only=True)
class SessionHeld(Fact):
    """A class met; so many came."""

    session: int
    cohort: int
    on: date
    present: int


@dataclass(frozen=True, kw_only=True)
class TestMarked(Fact):
    """A test of a person was marked (`kind`: pre or post; score 0–100)."""

    cohort: int
    person: int
    kind: str
    score: int


@dataclass(frozen=True, kw_only=True)
class CohortFinished(Fact):
    """A class was closed; so many of it were certified."""

    cohort: int
    on: date
    certified: int


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(Fact):
    """A person passed."""

    certificate: int
    person: int
    audience: str
    unit: int
    on: date


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(Fact):
    """A certificate no longer counts."""

    certificate: int
    person: int
