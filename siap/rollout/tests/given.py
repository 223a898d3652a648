"""Units on their way, made through the real services, for this room's tests and those on its right."""

from datetime import date

from siap.people.models import Unit
from siap.rollout import services
from siap.rollout.rules import ORDER
from tests.world import World

STARTED_ON = date(2025, 11, 6)


def at_stage(world: World, unit: Unit, stage: str, *, due_on: date | None = None) -> None:
    """A unit brought to a stage in October 2026, by exceptions where something was missing; `due_on` is for the next one."""
    for position, code in enumerate(ORDER[: ORDER.index(stage) + 1]):
        services.move_stage(
            unit,
            code,
            exception="Contoh",
            on=date(2026, 10, 1 + position),
            due_on=due_on if code == stage else None,
            by=world.manager,
        )
