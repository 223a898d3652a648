"""A group at work, made through the real services, for this room's tests and those on its right."""

from collections.abc import Mapping
from datetime import date

from siap.business import services
from siap.business.models import Business, HoursSheet
from siap.core import clock
from siap.core.ids import new_uid
from siap.learning.tests import given as learning
from siap.people.models import Person
from tests.world import World

FORMED_ON = date(2026, 9, 1)
"""Two months before the day on which the tests live."""


def group(world: World) -> Business:
    """Bawang Goreng Tadulako: Sari (chair), Dewi (treasurer), Tono; Budi its bridge, Rina its mentor."""
    learning.certified(world)
    with clock.fixed(clock.at(FORMED_ON)):
        return services.form_group(
            world.palu,
            "Bawang Goreng Tadulako",
            "Bawang goreng khas Palu",
            [(world.sari, "chair"), (world.dewi, "treasurer"), (world.tono, "member")],
            bridge=world.budi,
            mentor=world.rina,
            by=world.budi,
        )


def hours(world: World, business: Business, worked_on: date, worked: Mapping[Person, int]) -> HoursSheet:
    """A day's sheet, keyed in by Budi (minutes by person)."""
    minutes = {person.pk: length for person, length in worked.items()}
    return services.record_hours(new_uid(), business, worked_on, minutes, by=world.budi)
