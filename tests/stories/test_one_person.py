"""One person: proposed, assessed, approved, trained, certified, in a group, working, released, client, owner of a business."""

from datetime import date

import pytest

from siap.aftercare import services as aftercare
from siap.aftercare.models import Case
from siap.business import queries as groups
from siap.business import services as business
from siap.core import clock, proofs
from siap.insight import queries as insight
from siap.learning import services as learning
from siap.learning.rules import OfficersFirst
from siap.learning.tests import given as given_learning
from siap.people import queries as people_queries
from siap.people import services as people
from siap.programme import queries as programme
from siap.sharing.tests import given as given_sharing
from tests.world import World

pytestmark = pytest.mark.django_db


def test_officers_first(world: World) -> None:
    """A unit teaches participants only after its own officers are certified."""
    course = given_learning.participant_course()
    with pytest.raises(OfficersFirst):
        learning.open_cohort(course, world.palu, by=world.budi)
    given_learning.certified_officers(world)
    assert learning.open_cohort(course, world.palu, by=world.budi).unit == world.palu


def test_sari_goes_the_whole_way(world: World) -> None:
    given_sharing.shared_month(world)
    assert programme.is_participant(world.sari)
    assert groups.group_of(world.sari) is not None

    people.release_person(world.sari, "pb", on=clock.today(), bapas=world.bapas, by=world.head)
    here = people_queries.current_placement(world.sari)
    assert here is not None
    assert (here.unit, here.status) == (world.bapas, "client")
    assert groups.group_of(world.sari) is None

    case = Case.objects.get(person=world.sari)
    assert case.unit == world.bapas
    aftercare.take_case(case, by=world.hendra)
    venture = business.open_venture(world.sari, "Bawang Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
    assert venture.owner == world.sari

    with clock.fixed(clock.at(date(2026, 12, 3))):
        first = case.follow_ups.get(month=1)
        found = aftercare.Findings("alive", turnover=3_000_000, employed=1)
        aftercare.record_follow_up(first, found, by=world.hendra)

    way = insight.person_way(world.sari, world.user("auditor"))
    assert len([step for step in way.steps if step.reached]) >= 9
    assert not [finding.offender for _one, finding in proofs.run() if finding.offender]


def test_a_closed_month_never_stops_a_release(world: World) -> None:
    share = given_sharing.shared_month(world)
    share.business.refresh_from_db()
    people.release_person(world.sari, "pb", on=date(2026, 10, 31), bapas=world.bapas, by=world.head)
    assert Case.objects.filter(person=world.sari).exists()
