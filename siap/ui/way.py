"""The way (*jalan*): one component for a person, a rupiah, a jar and a unit's stages."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a station stands. Colour never speaks alone: the component says each state in a word as well."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"
    BAD = "bad"


@dataclass(frozen=True)
class Station:
    """One station on a way; `href` opens its step, `on` is the day it was reached, `note` a few words under it."""

    label: str
    state: State | str
    on: date | None = None
    href: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", State(self.state))
