"""Trained people, made through the real services, for this room's tests and those on its right."""

from datetime import date

from siap.core import clock
from siap.learning import queries, services
from siap.learning.models import Certificate, Cohort, Course, Test
from siap.learning.rules import content
from siap.people.models import Person
from siap.programme.tests import given as programme
from tests.world import World

TRAINED_ON = date(2026, 8, 10)
"""The day on which the cast learns: long before the day on which the tests live."""
ISSUER = "Koperasi Farmtisan Lestari Berjaya"


def officer_course() -> Course:
    """What officers learn first."""
    return services.add_course(
        "KWU-P", "Kewirausahaan untuk petugas", "officers", lesson_hours=20, issuer=ISSUER, by=None
    )


def participant_course() -> Course:
    """What participants learn then."""
    return services.add_course("KWU-1", "Mulai usaha olahan", "participants", lesson_hours=40, issuer=ISSUER, by=None)


def certified_officers(world: World) -> list[Certificate]:
    """Budi and Wati certified: Lapas Palu may teach participants."""
    known = list(queries.valid_certificates("officers").filter(person__in=[world.budi.person, world.wati.person]))
    if known:
        return known
    with clock.fixed(clock.at(TRAINED_ON)):
        cohort = services.open_cohort(officer_course(), world.palu, by=world.budi)
        return _pass(world, cohort, [world.budi.person, world.wati.person])


def cohort(world: World, *people: Person) -> Cohort:
    """An open class of participants of Lapas Palu, approved and enrolled (everybody, unless somebody is named)."""
    people = people or (world.sari, world.dewi, world.tono)
    certified_officers(world)
    with clock.fixed(clock.at(TRAINED_ON)):
        programme.approved(world, *people)
        opened = services.open_cohort(participant_course(), world.palu, by=world.budi)
        services.enrol_all(opened, people, by=world.budi)
    return opened


def certified(world: World, *people: Person) -> list[Certificate]:
    """Participants approved, trained and certified (everybody, unless somebody is named)."""
    people = people or (world.sari, world.dewi, world.tono)
    opened = cohort(world, *people)
    with clock.fixed(clock.at(TRAINED_ON)):
        return _pass(world, opened, ())


def _pass(world: World, cohort: Cohort, people: list[Person] | tuple[()]) -> list[Certificate]:
    services.enrol_all(cohort, people, by=world.budi)
    for enrolment in cohort.enrolments.all():
        services.mark_test(enrolment, "pre", 40, by=world.budi)
        services.mark_test(enrolment, "post", 80, by=world.budi)
    return services.certify(cohort, by=world.budi)


def shipped_course(code: str = "MUS-40") -> Course:
    """A course of the house, with its lessons and questions."""
    draft = next(one for one in content.shelf() if one.code == code)
    return services.load_course(draft, issuer=ISSUER, by=None)


def taught(world: World, *people: Person) -> Cohort:
    """An open class of participants that learns the house's own course (everybody, unless somebody is named)."""
    people = people or (world.sari, world.dewi, world.tono)
    certified_officers(world)
    with clock.fixed(clock.at(TRAINED_ON)):
        programme.approved(world, *people)
        opened = services.open_cohort(shipped_course(), world.palu, by=world.budi)
        services.enrol_all(opened, people, by=world.budi)
    return opened


def right_answers(test: Test, wrong: int = 0) -> list[int]:
    """What a person answers who knows all but the last `wrong` questions."""
    keys = list(test.items.order_by("position").values_list("question__answer", flat=True))
    return [key if place < len(keys) - wrong else (key + 1) % 4 for place, key in enumerate(keys)]
