"""What happens to people."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class OfficeFounded(Fact):
    """The office opened its system."""

    office: str


@dataclass(frozen=True, kw_only=True)
class UnitJoined(Fact):
    """A unit was entered."""

    unit: int
    code: str


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Fact):
    """A person was entered, in a unit, as something."""

    person: int
    unit: int
    status: str


@dataclass(frozen=True, kw_only=True)
class RosterWritten(Fact):
    """A unit's own sheet was written: so many people new, so many brought up to date."""

    roster: int
    unit: int
    new: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class SentenceNoted(Fact):
    """The dates of a sentence were written down as somebody told them."""

    person: int
    unit: int


@dataclass(frozen=True, kw_only=True)
class PersonConvicted(Fact):
    """A detainee was sentenced: where he is, he is a convict from this day on."""

    person: int
    unit: int
    on: date


@dataclass(frozen=True, kw_only=True)
class IdentifierNoted(Fact):
    """A person has a number from a day on. Which one, only the person's file says."""

    person: int
    kind: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonTransferred(Fact):
    """A person moved from one unit to another."""

    person: int
    source: int
    target: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonReleased(Fact):
    """A person left custody: PB, CB, CMB, expiry, acquittal. `bapas` is the unit that takes over, if any."""

    person: int
    unit: int
    kind: str
    on: date
    bapas: int | None


@dataclass(frozen=True, kw_only=True)
class PersonDied(Fact):
    """A person died."""

    person: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonCorrected(Fact):
    """What was written about a person was wrong in these fields; `cause`: asked by him, or a slip of ours."""

    person: int
    fields: tuple[str, ...]
    cause: str


@dataclass(frozen=True, kw_only=True)
class PersonForgotten(Fact):
    """The time to keep what is known of a person is over: from this day on nothing tells who it was."""

    person: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PersonsMerged(Fact):
    """Two files of one person became one; which rows followed, so that it can be traced back."""

    keep: int
    twin: int
    on: date
    placements: tuple[int, ...]
    identifiers: tuple[int, ...]
    consents: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Fact):
    """A person agreed to something."""

    person: int
    kind: str
    text_version: str


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """A person took an agreement back."""

    person: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class KeptApart(Fact):
    """Two people should not be put together, for a class of reason."""

    pair: int
    one: int
    other: int
    why: str
    on: date


@dataclass(frozen=True, kw_only=True)
class KeptApartEnded(Fact):
    """They may be put together again."""

    pair: int
    on: date


@dataclass(frozen=True, kw_only=True)
class UserAdded(Fact):
    """Somebody may sign in."""

    user: int


@dataclass(frozen=True, kw_only=True)
class PasswordReset(Fact):
    """A user was given a new password."""

    user: int


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Fact):
    """A user stands in a role from a day on."""

    role: int
    user: int
    kind: str
    unit: int | None
    on: date


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Fact):
    """A user no longer stands in a role; the day is his last in it."""

    role: int
    user: int
    on: date


@dataclass(frozen=True, kw_only=True)
class UnitDaysNoted(Fact):
    """A unit has days on which it does not meet or work as usual, both included."""

    days: int
    unit: int | None
    kind: str
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class UnitDaysDropped(Fact):
    """Days of a unit are days like others after all."""

    unit: int | None
    from_on: date
