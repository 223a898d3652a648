"""Marks, certificates, and taking one back."""

import pytest

from siap.core.models import FactRecord
from siap.learning import facts, queries, rules, services
from siap.learning.models import Certificate
from siap.learning.tests import given
from siap.people import services as people
from tests.world import TODAY


@pytest.fixture
def cohort(world):
    """Sari, Dewi and Tono in a class, unmarked."""
    return given.cohort(world)


def _mark(world, cohort, **scores):
    for name, score in scores.items():
        services.mark_test(cohort.enrolments.get(person=getattr(world, name)), "post", score, by=world.budi)


@pytest.mark.parametrize("score", [-1, 101, 10**9])
def test_a_mark_outside_0_to_100_is_refused(world, cohort, score):
    enrolment = cohort.enrolments.get(person=world.sari)
    with pytest.raises(rules.MarkImpossible):
        services.mark_test(enrolment, "post", score, by=world.budi)
    enrolment.refresh_from_db()
    assert enrolment.post_test is None


def test_the_same_mark_again_says_nothing_new(world, cohort):
    _mark(world, cohort, sari=80)
    said = FactRecord.objects.count()
    _mark(world, cohort, sari=80)
    assert FactRecord.objects.count() == said


def test_one_impossible_mark_keeps_the_others_out_too(world, cohort):
    first, second, _third = cohort.enrolments.order_by("pk")
    with pytest.raises(rules.MarkImpossible):
        services.mark_class([(first, "post", 70), (second, "post", 400)], by=world.budi)
    assert not cohort.enrolments.exclude(post_test=None).exists()


def test_whoever_reaches_the_pass_mark_is_certified_and_the_class_is_over(world, cohort):
    _mark(world, cohort, sari=60, dewi=59, tono=100)
    certificates = services.certify(cohort, by=world.budi)
    assert {one.person for one in certificates} == {world.sari, world.tono}
    assert queries.is_certified(world.sari, "participants")
    assert not queries.is_certified(world.dewi, "participants")
    assert not queries.is_certified(world.sari, "officers")
    cohort.refresh_from_db()
    assert cohort.closed_on == TODAY
    with pytest.raises(rules.CohortClosed):
        _mark(world, cohort, dewi=90)


def test_certifying_twice_issues_once(world, cohort):
    _mark(world, cohort, sari=80, dewi=80, tono=80)
    first = services.certify(cohort, by=world.budi)
    assert services.certify(cohort, by=world.budi) == first
    assert FactRecord.objects.filter(name=facts.CohortFinished.name).count() == 2  # theirs, and the officers'


def test_nobody_is_passed_over_without_a_mark(world, cohort):
    _mark(world, cohort, sari=80)
    with pytest.raises(rules.MarksMissing, match="2 orang"):
        services.certify(cohort, by=world.budi)
    assert not Certificate.objects.filter(enrolment__cohort=cohort).exists()


def test_whoever_left_the_unit_does_not_hold_up_the_others(world, cohort):
    _mark(world, cohort, sari=80, dewi=80)
    people.transfer_person(world.tono, world.programme.units["LPG"], on=TODAY, by=world.budi)
    assert {one.person for one in services.certify(cohort, by=world.budi)} == {world.sari, world.dewi}


def test_whoever_stopped_by_his_own_will_does_not_hold_up_the_others(world, cohort):
    _mark(world, cohort, sari=80, dewi=80)
    people.withdraw_consent(world.tono, "joining", by=world.budi)
    assert {one.person for one in services.certify(cohort, by=world.budi)} == {world.sari, world.dewi}


def test_an_empty_class_is_not_certified(world):
    cohort = services.open_cohort(given.officer_course(), world.palu, by=world.budi)
    with pytest.raises(rules.NobodyEnrolled):
        services.certify(cohort, by=world.budi)


def test_the_number_of_a_certificate_tells_no_unit(world, cohort):
    _mark(world, cohort, sari=80, dewi=80, tono=80)
    for certificate in services.certify(cohort, by=world.budi):
        assert "LPP" not in certificate.number
        assert certificate.number.startswith("SU/2026/")


def test_a_revoked_certificate_no_longer_counts(world):
    certificate = given.certified(world, world.sari)[0]
    with pytest.raises(rules.ReasonMissing):
        services.revoke(certificate, because="  ", by=world.budi)
    assert queries.is_certified(world.sari, "participants")
    services.revoke(certificate, because="Tertukar dengan orang lain", by=world.budi)
    again = services.revoke(certificate, because="Lain", by=world.budi)
    assert again.revoked_because == "Tertukar dengan orang lain"
    assert not queries.is_certified(world.sari, "participants")
    assert FactRecord.objects.filter(name=facts.CertificateRevoked.name).count() == 1
