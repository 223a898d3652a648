"""What happens at the door."""

from dataclasses import dataclass
from uuid import UUID

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class OutboxItemDone(Fact):
    """What somebody did on a device without network was done here too. `deed` is the name of the sale, the sheet, the batch."""

    item: int
    verb: str
    deed: UUID


@dataclass(frozen=True, kw_only=True)
class OutboxItemSettled(Fact):
    """A person took an item off the list without booking it; the reason stands with the item."""

    item: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class OutboxItemBookedAsNew(Fact):
    """A person decided that an item with another one's name is a deed of its own."""

    item: int
    deed: UUID


@dataclass(frozen=True, kw_only=True)
class ApiKeyMade(Fact):
    """A program may read the open data."""

    key: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ApiKeyWithdrawn(Fact):
    """It may no longer."""

    key: int
