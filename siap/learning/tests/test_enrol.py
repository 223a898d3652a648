"""Who may join a class."""

from datetime import date

import pytest

from siap.learning import queries, rules, services
from siap.learning.models import Enrolment
from siap.learning.tests import given
from siap.people import services as people
from siap.programme.tests import given as programme
from tests.world import TODAY


@pytest.fixture
def cohort(world):
    """A class of participants with only Sari in it; Dewi is approved, Tono is not."""
    opened = given.cohort(world, world.sari)
    programme.approved(world, world.dewi)
    return opened


def test_an_approved_participant_joins(world, cohort):
    services.enrol(cohort, world.dewi, by=world.budi)
    assert set(cohort.enrolments.values_list("person", flat=True)) == {world.sari.pk, world.dewi.pk}


def test_nobody_joins_before_he_is_approved(world, cohort):
    with pytest.raises(rules.NotApproved, match="Tono"):
        services.enrol(cohort, world.tono, by=world.budi)
    assert cohort.enrolments.count() == 1


def test_joining_twice_is_refused_and_changes_nothing(world, cohort):
    with pytest.raises(rules.AlreadyEnrolled, match="Sari"):
        services.enrol(cohort, world.sari, by=world.budi)
    assert cohort.enrolments.count() == 1


def test_one_wrong_name_in_a_list_keeps_everybody_out(world, cohort):
    with pytest.raises(rules.NotApproved):
        services.enrol_all(cohort, [world.dewi, world.tono], by=world.budi)
    assert cohort.enrolments.count() == 1


def test_an_officer_does_not_join_a_class_of_participants(world, cohort):
    with pytest.raises(rules.FromElsewhere):
        services.enrol(cohort, world.budi.person, by=world.budi)


def test_a_participant_does_not_join_a_class_of_officers(world):
    officers = services.open_cohort(given.officer_course(), world.palu, by=world.budi)
    with pytest.raises(rules.FromElsewhere):
        services.enrol(officers, world.sari, by=world.budi)


def test_a_person_of_another_unit_does_not_join(world, cohort):
    stranger = people.register_person(
        name="Lina", workshop_name="Lina", sex="f", born_on=date(1990, 1, 1), unit=world.programme.units["LPG"],
        status="convict", by=None,
    )  # fmt: skip
    with pytest.raises(rules.FromElsewhere, match="Lapas Palu"):
        services.enrol(cohort, stranger, by=world.budi)


def test_those_who_may_join_are_approved_and_not_in_yet(world, cohort):
    assert list(queries.eligible(cohort)) == [world.dewi]


def test_nobody_joins_a_class_that_is_over(world, cohort):
    services.mark_test(cohort.enrolments.get(), "post", 80, by=world.budi)
    services.certify(cohort, by=world.budi)
    with pytest.raises(rules.CohortClosed):
        services.enrol(cohort, world.dewi, by=world.budi)
    assert Enrolment.objects.filter(person=world.dewi, enrolled_on=TODAY).count() == 0
