"""Pure rules of people."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from siap.people import rules
from siap.people.models import Placement, Unit

days = st.dates(date(1926, 1, 1), date(2026, 12, 31))


@given(days, days)
def test_age_grows_by_one_on_a_birthday_and_never_else(born_on, on):
    years = rules.age(born_on, on)
    assert (years >= 0) == (on >= born_on)
    assert on.year - born_on.year - years in (0, 1)


def test_a_leapling_comes_of_age_in_march():
    assert rules.age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert rules.age(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_every_status_has_its_ways_out():
    assert set(rules.RELEASES_OF) == set(Placement.Status.values)
    assert {way for ways in rules.RELEASES_OF.values() for way in ways} == set(rules.RELEASES)
    assert not rules.SUPERVISED & set(rules.RELEASES_OF["detainee"])


def test_only_clients_are_at_a_bapas():
    here = {kind: {s for s in Placement.Status.values if rules.fits(s, kind)} for kind in Unit.Kind.values}
    assert here.pop(rules.BAPAS) == {"officer", "client"}
    assert all(statuses == {"officer", "convict", "detainee"} for statuses in here.values())


def test_the_cooperative_and_the_public_desk_never_see_people():
    for role in (rules.MENTOR, rules.COOPERATIVE_MANAGER, rules.PUBLIC_RELATIONS, rules.TREASURER, rules.KANWIL_VIEWER):
        assert not rules.ACTIONS[role] & {"people.see", "identifier.see", "selection.see", "savings.see"}


def test_who_prepares_never_decides():
    for role, actions in rules.ACTIONS.items():
        assert not {"selection.propose", "selection.decide"} <= actions, role
        assert not {"share.prepare", "share.approve"} <= actions, role
        assert not {"payout.write", "payout.approve"} <= actions, role


def test_every_role_has_a_name_and_a_list_of_actions():
    assert set(rules.ROLE_NAMES) == set(rules.ACTIONS)
    assert set(rules.ROLE_NAMES) >= rules.IN_A_UNIT
