"""The head decides, on the TPP's session, by a decree."""

from datetime import date

import pytest

from siap.core.models import FactRecord
from siap.people.tests import given as people_given
from siap.programme import queries, services
from siap.programme.models import Participation, TppSession
from siap.programme.tests import given
from siap.programme.tests.given import DECREE
from tests.world import TODAY

REVIEW = date(2027, 1, 15)


def decide(world, chosen, **changes):
    return services.decide(chosen, **({"approve": True, "decree": DECREE, "tpp_on": TODAY, "by": world.head} | changes))


def refuse(world, chosen, **changes):
    return decide(world, chosen, **({"approve": False, "because": "Belum siap", "review_on": REVIEW} | changes))


def states():
    return set(Participation.objects.values_list("state", flat=True))


def test_one_decree_approves_a_whole_list(world):
    decide(world, given.assessed(world, world.sari, world.dewi, world.tono))
    assert queries.participants(world.palu).count() == 3
    assert set(Participation.objects.values_list("decree", "decided_by")) == {(DECREE, world.head.pk)}
    assert TppSession.objects.get().participations.count() == 3


def test_a_list_is_partly_approved_and_partly_refused_in_one_session(world):
    sari, dewi = given.assessed(world, world.sari, world.dewi)
    decide(world, [sari])
    refuse(world, [dewi])
    dewi.refresh_from_db()
    assert (dewi.state, dewi.because, dewi.review_on) == ("refused", "Belum siap", REVIEW)
    assert TppSession.objects.count() == 1
    assert list(queries.participants(world.palu)) == [world.sari]


def test_the_same_decision_again_changes_nothing(world):
    chosen = given.approved(world, world.sari)
    before = FactRecord.objects.count()
    decide(world, chosen)
    assert FactRecord.objects.count() == before


def test_the_other_decision_comes_too_late(world):
    chosen = given.approved(world, world.sari)
    with pytest.raises(services.AlreadyDecided):
        refuse(world, chosen)
    assert queries.is_participant(world.sari)


def test_nobody_is_decided_about_unseen(world):
    mixed = [*given.assessed(world, world.sari), *given.proposed(world, world.dewi)]
    with pytest.raises(services.AssessmentMissing) as refusal:
        decide(world, mixed)
    assert world.dewi.member_code in str(refusal.value)
    assert states() == {"assessed", "proposed"}


@pytest.mark.parametrize("username", ["budi", "kanwil", "karutan-palu", "kalapas-parigi", "rina"])
def test_only_the_head_of_that_unit_decides(world, username):
    chosen = given.assessed(world, world.sari)
    with pytest.raises(services.OnlyTheHead):
        decide(world, chosen, by=world.user(username))
    assert states() == {"assessed"}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"decree": "  "}, services.DecreeMissing),
        ({"tpp_on": date(2026, 11, 1)}, services.SessionOutOfOrder),  # before the proposal
        ({"tpp_on": date(2026, 11, 3)}, services.SessionOutOfOrder),  # tomorrow
    ],
)
def test_a_decision_has_its_grounds(world, changes, refusal):
    chosen = given.assessed(world, world.sari)
    with pytest.raises(refusal):
        decide(world, chosen, **changes)
    assert states() == {"assessed"}
    assert not TppSession.objects.exists()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"because": " "}, services.ReasonsMissing),
        ({"review_on": None}, services.ReviewNotAhead),
        ({"review_on": TODAY}, services.ReviewNotAhead),
    ],
)
def test_a_refusal_has_reasons_and_a_day_to_look_again(world, changes, refusal):
    chosen = given.assessed(world, world.sari)
    with pytest.raises(refusal):
        refuse(world, chosen, **changes)
    assert states() == {"assessed"}


def test_a_decision_is_about_somebody_and_about_one_unit(world):
    with pytest.raises(services.NobodyChosen):
        decide(world, [])
    rudi = people_given.detainee(world)
    with pytest.raises(services.SeveralUnits):
        decide(world, given.assessed(world, world.sari, rudi))
    assert states() == {"assessed"}


def test_before_the_review_day_nobody_is_proposed_again(world):
    refuse(world, given.assessed(world, world.sari))
    with pytest.raises(services.TooEarly) as refusal:
        services.propose(world.sari, by=world.budi)
    assert "15 Jan 2027" in str(refusal.value)
    assert Participation.objects.count() == 1
