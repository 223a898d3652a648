"""What is given in tests of this room and of those on its right, made by the real services."""

from siap.core import clock
from siap.people.models import Person
from siap.programme import services
from siap.programme.models import Participation
from tests.world import World

DECREE = "W24.PAS1-112.PK.05.09 Tahun 2026"


def proposed(world: World, *people: Person) -> list[Participation]:
    """People proposed by Budi."""
    return [services.propose(person, by=world.budi) for person in people]


def assessed(world: World, *people: Person) -> list[Participation]:
    """People proposed and assessed by Budi."""
    return [
        services.assess(
            participation, interest="Mengolah bawang", skill="Pernah bekerja di dapur", healthy=True, by=world.budi
        )
        for participation in proposed(world, *people)
    ]


def approved(world: World, *people: Person) -> list[Participation]:
    """People approved by the head of Lapas Palu."""
    return services.decide(assessed(world, *people), approve=True, decree=DECREE, tpp_on=clock.today(), by=world.head)
