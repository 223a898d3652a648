"""What happens to a share and to a person's savings."""

from dataclasses import dataclass
from datetime import date

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SharePrepared(Fact):
    """A share was worked out and waits for the head."""

    share: int
    business: int
    first_month: int
    last_month: int
    base: int


@dataclass(frozen=True, kw_only=True)
class ShareSentBack(Fact):
    """The head did not approve a share."""

    share: int
    business: int


@dataclass(frozen=True, kw_only=True)
class ShareApproved(Fact):
    """A share is in the books. Parts: (kind, rupiah); members: (person, rupiah, usable)."""

    share: int
    business: int
    base: int
    parts: tuple[tuple[str, int], ...]
    members: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class ShareFunded(Fact):
    """The money of a share reached the custody of savings."""

    share: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class ShareReversed(Fact):
    """A share was taken back."""

    share: int


@dataclass(frozen=True, kw_only=True)
class PayoutPrepared(Fact):
    """Money is to leave a person's savings."""

    payout: int
    person: int
    kind: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class PayoutApproved(Fact):
    """It may be paid."""

    payout: int
    person: int


@dataclass(frozen=True, kw_only=True)
class PayoutPaid(Fact):
    """It was paid."""

    payout: int
    person: int
    amount: int
    channel: str
    on: date


@dataclass(frozen=True, kw_only=True)
class PayoutRefused(Fact):
    """It will not be paid."""

    payout: int
    person: int


@dataclass(frozen=True, kw_only=True)
class SlipReceived(Fact):
    """A member put his thumb-print on his slip; the actor handed it over."""

    slip: int
    person: int


@dataclass(frozen=True, kw_only=True)
class SavingsHandedOver(Fact):
    """What a unit owed a person, another owes now (rupiah): usable now, and held to release."""

    hand_over: int
    person: int
    source: int
    target: int
    usable: int
    held: int
    on: date


@dataclass(frozen=True, kw_only=True)
class HandOverSent(Fact):
    """The money of a hand-over reached the other unit (rupiah)."""

    hand_over: int
    amount: int
    on: date


@dataclass(frozen=True, kw_only=True)
class StateRevenueBilled(Fact):
    """State revenue of some shares was bundled under a billing code, to be paid by a day (rupiah)."""

    billing: int
    unit: int
    code: str
    amount: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class CapitalReturned(Fact):
    """Capital that was kept for a business went back into its cash (rupiah)."""

    business: int
    unit: int
    amount: int
    on: date


@dataclass(frozen=True, kw_only=True)
class StateRevenueDeposited(Fact):
    """State revenue was paid, proved by an NTPN."""

    deposit: int
    unit: int
    amount: int
    ntpn: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Fact):
    """A member says a slip is wrong."""

    objection: int
    slip: int


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(Fact):
    """An objection has its answer."""

    objection: int
    slip: int
