"""A step on one of the three threads, and how steps become the stations of a way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from siap.people.models import User
from siap.ui.way import State, Station


@dataclass(frozen=True)
class Step:
    """A step: its name, whether and when it was reached, what happened in a sentence, where it can be opened."""

    label: str
    reached: bool
    on: date | None = None
    told: str = ""
    href: str = ""
    is_bad: bool = False


def travelled(steps: Sequence[Step]) -> list[Step]:
    """The steps without those that were passed by: what lies before the last one reached, and was not."""
    last = _last(steps)
    return [step for at, step in enumerate(steps) if step.reached or at > last]


def stations(steps: Sequence[Step]) -> list[Station]:
    """Steps as stations: one stands at the last step reached."""
    here = _last(steps)
    return [
        Station(step.label, _state(step, at, here), step.on if step.reached else None, step.href)
        for at, step in enumerate(steps)
    ]


def _last(steps: Sequence[Step]) -> int:
    return max((at for at, step in enumerate(steps) if step.reached), default=-1)


def _state(step: Step, at: int, here: int) -> State:
    if not step.reached:
        return State.AHEAD
    if step.is_bad:
        return State.BAD
    return State.HERE if at == here else State.DONE


def may_open(viewer: User, action: str, unit_id: int | None) -> bool:
    """Whether this viewer may open something of a unit: the action, and a role there or in the whole office."""
    return viewer.can(action) and (viewer.sees_all_units or unit_id in viewer.unit_ids)
