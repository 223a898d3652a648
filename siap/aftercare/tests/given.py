"""Somebody who came home, by the real services, for this room's tests and those on its right."""

from datetime import date

from siap.aftercare.models import Case
from siap.people import services as people
from tests.world import TODAY, World


def case(world: World, *, on: date = TODAY) -> Case:
    """Sari released on parole; her case at Bapas Palu, nobody looking after it yet."""
    people.release_person(world.sari, "pb", on=on, bapas=world.bapas, by=world.budi)
    return Case.objects.get(person=world.sari)
