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
class TimetableSet(Fact):
    """A class meets on these days of the week (0: Monday) from now on."""

    cohort: int
    weekdays: tuple[int, ...]


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


@dataclass(frozen=True, kw_only=True)
class CourseLoaded(Fact):
    """A course of the house was put into the office in a version, with so many lessons."""

    course: int
    version: int
    lessons: int


@dataclass(frozen=True, kw_only=True)
class QuestionsKept(Fact):
    """Questions came into a course's bank: so many new, so many in other words."""

    course: int
    added: int
    reworded: int


@dataclass(frozen=True, kw_only=True)
class TestSet(Fact):
    """A test of a class was set: these questions, in this order."""

    test: int
    cohort: int
    kind: str
    questions: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class TestSat(Fact):
    """Somebody handed in a test: what was chosen for each question in order (None: blank), and its score in percent."""

    sitting: int
    enrolment: int
    score: int
    choices: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class TestClosed(Fact):
    """A test takes no more answers."""

    test: int
    cohort: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class SignForgotten(Fact):
    """Somebody may choose his picture for the shared screen anew."""

    cohort: int
    person: int


@dataclass(frozen=True, kw_only=True)
class GameStarted(Fact):
    """A game of Warung Mandiri began in a class, with this seed."""

    game: int
    cohort: int
    seed: int


@dataclass(frozen=True, kw_only=True)
class GameFinished(Fact):
    """A game came to its end: the decisions of its weeks (buy, cook, price) in order, and its profit in rupiah."""

    game: int
    cohort: int
    weeks: tuple[tuple[int, int, int], ...]
    profit: int
