"""What happens in the programme."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Fact):
    """The office and a partner signed."""

    agreement: int
    on: date
    units: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AgreementCompleted(Fact):
    """What an agreement says was completed or renewed: until when, and how work for the cooperative is paid (a regime)."""

    agreement: int
    until_on: date | None
    cooperative_regime: str


@dataclass(frozen=True, kw_only=True)
class UnitTookPart(Fact):
    """A unit takes part in an agreement from a day on."""

    agreement: int
    unit: int
    on: date


@dataclass(frozen=True, kw_only=True)
class AgreementPaperFiled(Fact):
    """A paper lies with an agreement.

    Older ones do not say of which kind and day.
    """

    paper: int
    agreement: int
    document: int
    kind: str = ""
    dated_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FrameworkItemAdded(Fact):
    """The office serves one more item of a national framework."""

    framework: int
    code: str
    version: str


@dataclass(frozen=True, kw_only=True)
class ScopeFollowed(Fact):
    """How far a part of an agreement is: by what it is counted and what is to be reached, or as told (percent)."""

    item: int
    agreement: int
    measure: str
    goal: int | None
    told_percent: int | None


@dataclass(frozen=True, kw_only=True)
class TermsAgreed(Fact):
    """Sharing terms are valid from a day on. Parts: (kind, percent, counted when more than so many rupiah are divided)."""

    terms: int
    agreement: int
    valid_from: date
    regime: str
    base: str
    parts: tuple[tuple[str, int, int], ...]
    weights: str
    usable_percent: int
    state_first: bool
    objection_days: int
    remainder_to: str
    carries_loss: bool
    rate: int
    district: str
    month_hours: int
    budget: str
    least_conduct: int = 80


@dataclass(frozen=True, kw_only=True)
class MinimumWageSet(Fact):
    """A district has a minimum wage from a day on (rupiah a month, as the rate says it)."""

    rate: int
    key: str
    monthly: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ParticipantProposed(Fact):
    """Somebody was proposed."""

    participation: int
    person: int
    unit: int


@dataclass(frozen=True, kw_only=True)
class ParticipantAssessed(Fact):
    """What he brings and needs was written down."""

    participation: int
    person: int


@dataclass(frozen=True, kw_only=True)
class ParticipantApproved(Fact):
    """The head decided: yes. A client needs no decree."""

    participation: int
    person: int
    decree: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ParticipantRefused(Fact):
    """The head decided: no, with reasons and a day to look again."""

    participation: int
    person: int
    review_on: date


@dataclass(frozen=True, kw_only=True)
class DecreeFiled(Fact):
    """The signed paper of a decree lies with it."""

    decree: int
    unit: int
    document: int


@dataclass(frozen=True, kw_only=True)
class ParticipationEnded(Fact):
    """Somebody left the programme in this unit. `how`: a key of choosing.ENDS; older facts name none."""

    participation: int
    person: int
    on: date
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class VacancyOpened(Fact):
    """A unit has so many places to fill, in a group or in a class."""

    vacancy: int
    unit: int
    kind: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class VacancyClosed(Fact):
    """Nobody is proposed for it any more."""

    vacancy: int
    on: date


@dataclass(frozen=True, kw_only=True)
class WeightsSet(Fact):
    """What the selection weighs counts so much from a day on. Pairs of (thing, number)."""

    valid_from: date
    weights: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class AppealRaised(Fact):
    """Who was refused asked another to look again."""

    appeal: int
    participation: int
    on: date


@dataclass(frozen=True, kw_only=True)
class AppealAnswered(Fact):
    """Somebody who had not decided answered: upheld, he may be proposed again at once."""

    appeal: int
    participation: int
    upheld: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class ChangeNoted(Fact):
    """Something changed for somebody in the selection or the programme; a unit is asked what becomes of it."""

    change: int
    participation: int
    unit: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class ChangeSettled(Fact):
    """A person said what becomes of it: a key of choosing.DEEDS."""

    change: int
    deed: str
    on: date
