"""What is given in tests of this room, made by the real services."""

from datetime import date

from siap.people import services
from siap.people.models import Person
from tests.world import TODAY, World


def detainee(world: World) -> Person:
    """Somebody in the remand house who is presumed innocent."""
    return services.register_person(
        name="Rudi Contoh", workshop_name="Rudi", sex="m", born_on=date(1999, 1, 2), unit=world.programme.units["RTP"],
        status="detainee", register_number="A.III 7/2026", since=date(2026, 8, 1), invented=True, by=None,
    )  # fmt: skip


def client(world: World) -> Person:
    """Sari on parole: a client of Bapas Palu since today."""
    services.release_person(world.sari, "pb", on=TODAY, bapas=world.bapas, by=world.head)
    return world.sari
