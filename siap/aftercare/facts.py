"""What happens before and after release."""

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
class EarlierIncomeTold(Fact):
    """Somebody told what he earned before; how much stands in his case only."""

    case: int


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


@dataclass(frozen=True, kw_only=True)
class CameHome(Fact):
    """Somebody whose homecoming was prepared was released, and received at a Bapas."""

    case: int
    unit: int
    kind: str
    on: date


@dataclass(frozen=True, kw_only=True)
class HomecomingMoved(Fact):
    """The expected day changed."""

    case: int
    on: date


@dataclass(frozen=True, kw_only=True)
class TaskNotNeeded(Fact):
    """This person does not need a thing that most need."""

    task: int
    case: int
    what: str


@dataclass(frozen=True, kw_only=True)
class TaskBlocked(Fact):
    """Who sees to a task, and whether something stands in its way."""

    task: int
    case: int
    owner: str
    is_blocked: bool


@dataclass(frozen=True, kw_only=True)
class FollowedLonger(Fact):
    """The business is asked about once more after its first year."""

    case: int
    follow_up: int


@dataclass(frozen=True, kw_only=True)
class ProvisionGiven(Fact):
    """Something goes along into the own business."""

    provision: int
    case: int
    kind: str
    amount: int | None
    given_on: date
    return_due_on: date | None


@dataclass(frozen=True, kw_only=True)
class LoanReturned(Fact):
    """A lent tool came back."""

    provision: int
    case: int
    on: date


@dataclass(frozen=True, kw_only=True)
class Referred(Fact):
    """A letter asked somebody else to help."""

    referral: int
    case: int
    number: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ReferralAnswered(Fact):
    """The answer came."""

    referral: int
    case: int
    on: date


@dataclass(frozen=True, kw_only=True)
class VentureStateSet(Fact):
    """How a person's business stands from a day on."""

    row: int
    venture: int
    state: str
    since: date


@dataclass(frozen=True, kw_only=True)
class CreditRecordIssued(Fact):
    """A business's figures were frozen for a bank, because its owner asked."""

    record: int
    venture: int
    digest: str
    on: date
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class CreditRecordWithdrawn(Fact):
    """Its owner took it back."""

    record: int
    venture: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PlanMade(Fact):
    """A person has a plan, or a recorded reason for none; it is looked at again on a day."""

    plan: int
    person: int
    is_exempt: bool
    review_on: date


@dataclass(frozen=True, kw_only=True)
class GoalSet(Fact):
    """A person wants to reach something, in so many steps."""

    goal: int
    plan: int
    steps: int


@dataclass(frozen=True, kw_only=True)
class StepTaken(Fact):
    """A step of a plan is done."""

    step: int
    plan: int
    on: date


@dataclass(frozen=True, kw_only=True)
class PlanReviewed(Fact):
    """A plan was looked at with the person; the next time is on a day."""

    review: int
    plan: int
    on: date
    review_on: date


@dataclass(frozen=True, kw_only=True)
class PlanClosed(Fact):
    """Who it was for has left."""

    plan: int
    person: int
    on: date


@dataclass(frozen=True, kw_only=True)
class SkillRated(Fact):
    """How well a person does something (level 1 to 4), by this evidence: the number of a batch, a sale or a sitting."""

    rating: int
    person: int
    skill: str
    level: int
    on: date
    batch: int | None
    sale: int | None
    sitting: int | None


@dataclass(frozen=True, kw_only=True)
class RecipeHandedOver(Fact):
    """A group's recipe, agreed on as a provision, became a product of the person's own business."""

    provision: int
    case: int
    recipe: int
    product: int
