"""Somebody who comes home, by the real services, for this room's tests and those on its right."""

from datetime import date, timedelta

from siap.aftercare import services
from siap.aftercare.models import Case
from siap.business import services as business
from siap.business.models import Business
from siap.cashbook import services as cashbook
from siap.core import clock
from siap.core.ids import new_uid
from siap.people import services as people
from tests.world import TODAY, World


def case(world: World, *, on: date = TODAY) -> Case:
    """Sari released on parole; her case at Bapas Palu, nobody looking after it yet."""
    people.release_person(world.sari, "pb", on=on, bapas=world.bapas, by=world.budi)
    return Case.objects.get(person=world.sari)


def expected(world: World, *, weeks: int = 8) -> Case:
    """Sari is still inside and expected home on parole in some weeks."""
    return services.prepare_homecoming(
        world.sari, world.bapas, kind="pb", expected_on=TODAY + timedelta(weeks=weeks), by=world.budi
    )


def venture(world: World, case: Case, *months: tuple[int, int]) -> Business:
    """A business that began in July; what it sold and spent in each month since (rupiah)."""
    begun = date(2026, 7, 1)
    with clock.fixed(clock.at(begun)):
        opened = business.open_venture(case.person, "Bawang Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
        note(opened, "put_in", 1_000_000, begun, world)
    for turn, (sold, spent) in enumerate(months):
        day = date(2026, 7 + turn, 15)
        with clock.fixed(clock.at(day)):
            note(opened, "sold", sold, day, world)
            note(opened, "money_out", spent, day, world)
    return opened


def note(venture: Business, kind: str, amount: int, on: date, world: World) -> None:
    """One line in a venture's cash book."""
    if amount:
        cashbook.note_cash(new_uid(), venture, kind, amount, happened_on=on, note="Juli", by=world.hendra)
