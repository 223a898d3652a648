"""Officers first."""

import pytest

from siap.core.facts import Fact
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.learning import facts, queries, rules, services
from siap.learning.models import Cohort
from siap.learning.tests import given
from siap.people import services as people
from siap.people.models import Unit
from tests.world import TODAY


def _said(fact: type[Fact]) -> int:
    return FactRecord.objects.filter(name=fact.name).count()


def test_a_unit_without_certified_officers_teaches_no_participants(world):
    with pytest.raises(rules.OfficersFirst) as refusal:
        services.open_cohort(given.participant_course(), world.palu, by=world.budi)
    assert "kurang 2 lagi" in str(refusal.value)
    assert not Cohort.objects.exists()
    assert not _said(facts.CohortOpened)


def test_one_certified_officer_is_one_too_few(world):
    certificates = given.certified_officers(world)
    services.revoke(certificates[0], because="Salah orang", by=world.budi)
    with pytest.raises(rules.OfficersFirst) as refusal:
        services.open_cohort(given.participant_course(), world.palu, by=world.budi)
    assert "kurang 1 lagi" in str(refusal.value)


def test_with_enough_certified_officers_a_participant_class_opens(world):
    given.certified_officers(world)
    cohort = services.open_cohort(given.participant_course(), world.palu, by=world.budi)
    assert cohort.opened_on == TODAY
    assert cohort.number.startswith("LPP/2026/")


def test_officers_themselves_may_always_learn(world):
    assert services.open_cohort(given.officer_course(), world.palu, by=world.budi).pk


def test_a_transferred_officer_blocks_only_new_classes(world):
    running = given.cohort(world)
    parigi = world.programme.units["LPG"]
    people.transfer_person(world.wati.person, parigi, on=TODAY, by=world.manager)
    assert queries.certified_officers(world.palu).get() == world.budi.person
    with pytest.raises(rules.OfficersFirst):
        services.open_cohort(given.participant_course(), world.palu, by=world.budi)
    for enrolment in running.enrolments.all():
        services.mark_test(enrolment, "post", 90, by=world.budi)
    assert len(services.certify(running, by=world.budi)) == 3


def test_opening_twice_with_one_name_opens_once(world):
    uid, course = new_uid(), given.officer_course()
    first = services.open_cohort(course, world.palu, uid=uid, by=world.budi)
    assert services.open_cohort(course, world.palu, uid=uid, by=world.budi) == first
    assert Cohort.objects.count() == 1


def test_a_unit_outside_the_agreement_teaches_nobody(world):
    elsewhere = people.add_unit("LPX", "Lapas Luwuk", "Lapas Luwuk", Unit.Kind.PRISON, "Luwuk")
    with pytest.raises(rules.NotInTheAgreement):
        services.open_cohort(given.officer_course(), elsewhere, by=world.budi)
    assert not queries.readiness([elsewhere])[0].may_teach_participants


def test_the_gate_of_every_unit_is_one_count_each(world, django_assert_num_queries):
    given.certified_officers(world)
    units = list(world.programme.units.values())
    with django_assert_num_queries(2):
        rows = queries.readiness(units)
    assert [(one.certified, one.needed, one.missing) for one in rows[:2]] == [(2, 2, 0), (0, 2, 2)]


def test_a_course_under_a_known_code_is_refused(world):
    given.officer_course()
    with pytest.raises(rules.CodeTaken):
        services.add_course("KWU-P", "Lain", "officers", lesson_hours=5, issuer=given.ISSUER, by=None)
    with pytest.raises(rules.MarkImpossible):
        services.add_course("KWU-9", "Lain", "officers", lesson_hours=5, pass_mark=101, issuer="K", by=None)
