"""The office dies at any moment while it writes about somebody who came home; and several write the same at the same moment."""

from datetime import date

import pytest

from siap.aftercare import services
from siap.aftercare.models import Case, CreditRecord, FollowUp, Provision
from siap.aftercare.tests import given
from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from tests import world as cast
from tests.faults.dying import dies_whole
from tests.faults.steps import COMING_HOME
from tests.faults.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def _home() -> "tuple[cast.World, Case]":
    world = cast.begin()
    with clock.fixed(clock.at(date(2026, 10, 5))):
        case = given.case(world, on=date(2026, 10, 5))
    given.venture(world, case, (2_000_000, 1_200_000))
    return world, case


def test_killed_at_every_statement_between_a_visit_and_a_record_for_the_bank() -> None:
    _home()
    dies_whole(*COMING_HOME)
    assert FollowUp.objects.get(month=1).answer == "alive"
    assert (Provision.objects.get().return_note, CreditRecord.objects.count()) == ("Utuh", 1)


def test_what_several_write_about_one_person_at_once_is_written_once() -> None:
    world, case = _home()
    follow_up, venture, uid = FollowUp.objects.get(month=1), case.person.ventures.get(), new_uid()
    asked = services.Asked("BRI Unit Palu Timur", "Wajan besar", 2_000_000, 12)
    before = FactRecord.objects.count()
    both = [world.hendra, world.user("kabapas")]
    takers = at_once(*[lambda who=who: services.take_case(case, by=who) for who in both])
    assert sum(isinstance(one, services.CaseTakenBy) for one in takers) == 1
    found = services.Findings("alive", turnover=2_500_000)
    at_once(*[lambda: services.record_follow_up(follow_up, found, by=world.hendra)] * 4)
    issue = lambda: services.issue_credit_record(uid, case, venture, asked, owner_asked=True, by=world.hendra)  # noqa: E731
    assert {one.pk for one in at_once(*[issue] * 4)} == {CreditRecord.objects.get().pk}
    assert FactRecord.objects.count() == before + 3
    assert [finding.offender for _one, finding in proofs.run() if finding.offender] == []
