"""What happens to stories."""

from dataclasses import dataclass

from siap.core.facts import Fact


@dataclass(frozen=True, kw_only=True)
class StoryWritten(Fact):
    """A story was written."""

    story: int


@dataclass(frozen=True, kw_only=True)
class StoryPublished(Fact):
    """A story is public."""

    story: int


@dataclass(frozen=True, kw_only=True)
class StoryWithdrawn(Fact):
    """A story is no longer public."""

    story: int
