"""*Perlu perhatian*: what waits for the person who is looking, each with why and since when."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The tone of a badge: leaf, gold, brick or bay."""

    GOOD = "good"
    WAIT = "wait"
    BAD = "bad"
    INFO = "info"


@dataclass(frozen=True)
class Task:
    """One thing to do: a badge in a word or two, a sentence, where to do it, and since (or until) when."""

    kind: Kind | str
    badge: str
    text: str
    href: str
    when: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))
