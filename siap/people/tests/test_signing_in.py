"""Users and roles: who may sign in, and as what."""

from datetime import timedelta

import pytest

from siap.core import clock
from siap.people import rules, services
from siap.people.models import Role, User

PASSWORD = "padi-menguning-di-sigi"


def test_a_sign_in_name_belongs_to_one(world):
    with pytest.raises(services.UsernameTaken):
        services.add_user("budi", "Budi Lain", PASSWORD, by=world.manager)
    assert User.objects.filter(username="budi").count() == 1


@pytest.mark.parametrize("password", ["pendek", "password123"])
def test_an_easy_password_is_refused(world, password):
    with pytest.raises(services.PasswordTooEasy):
        services.add_user("baru", "Pengguna Baru", password, by=world.manager)
    assert not User.objects.filter(username="baru").exists()
    with pytest.raises(services.PasswordTooEasy):
        services.reset_password(world.budi, password, by=world.manager)
    assert world.budi.check_password("siap-usaha-contoh")


def test_a_reset_password_signs_out_everywhere(world, client):
    client.force_login(world.budi)
    services.reset_password(world.budi, PASSWORD, by=world.manager)
    assert client.get("/orang/").status_code == 302
    assert world.budi.check_password(PASSWORD)


def test_a_role_given_twice_stands_once(world):
    before = Role.objects.count()
    services.give_role(world.budi, rules.OFFICER, world.palu, by=world.manager)
    assert Role.objects.count() == before


def test_a_role_is_for_one_unit_or_for_the_office_never_the_other_way(world):
    for kind in rules.ROLE_NAMES:
        wrong = None if kind in rules.IN_A_UNIT else world.palu
        with pytest.raises(services.WrongPlaceForRole):
            services.give_role(world.budi, kind, wrong, by=world.manager)
    assert [role.kind for role in world.budi.roles_now] == [rules.OFFICER]


def test_a_probation_officer_works_at_a_bapas(world):
    with pytest.raises(services.WrongPlaceForRole):
        services.give_role(world.budi, rules.PROBATION_OFFICER, world.palu, by=world.manager)


def test_a_treasurer_is_a_person_we_know(world):
    user = services.add_user("kas", "Bendahara", PASSWORD, by=world.manager)
    with pytest.raises(services.RoleWithoutPerson):
        services.give_role(user, rules.TREASURER, world.palu, by=world.manager)
    assert not user.roles.exists()


def test_a_role_ends_and_ending_it_again_changes_nothing(world):
    role = world.budi.roles.get()
    services.end_role(role, by=world.manager)
    role.refresh_from_db()
    ended = role.until_on
    services.end_role(role, by=world.manager)
    assert ended is not None
    assert Role.objects.get(pk=role.pk).until_on == ended


def test_nobody_ends_his_own_role(world):
    role = world.manager.roles.get()
    with pytest.raises(services.OwnRole):
        services.end_role(role, by=world.manager)
    assert Role.objects.get(pk=role.pk).until_on is None


def test_a_second_role_elsewhere_would_carry_the_first_one_there(world):
    """An officer with a role in the whole office would write in every unit; a head of two units approves his own hand."""
    for kind, unit in (("public_relations", None), ("unit_head", world.programme.units["LPG"])):
        with pytest.raises(services.AnotherPlace):
            services.give_role(world.budi, kind, unit, by=world.manager)
    with pytest.raises(services.AnotherPlace):
        services.give_role(world.user("humas"), rules.OFFICER, world.palu, by=world.manager)
    services.give_role(world.user("humas"), rules.AUDITOR, by=world.manager)
    services.give_role(world.budi, rules.UNIT_HEAD, world.palu, by=world.manager)
    assert world.budi.unit_ids == [world.palu.pk] * 2


def test_somebody_moves_to_another_place_the_day_after(world):
    services.end_role(world.budi.roles.get(), by=world.manager)
    with pytest.raises(services.AnotherPlace):
        services.give_role(world.budi, rules.AUDITOR, by=world.manager)
    with clock.fixed(clock.at(clock.today() + timedelta(days=1))):
        services.give_role(world.budi, rules.AUDITOR, by=world.manager)
        assert [role.kind for role in world.budi.roles_now] == [rules.AUDITOR]


def test_nobody_gives_himself_a_role(world):
    """Who gives roles would else take the cooperative's till, and sign for its money."""
    with pytest.raises(services.OwnRole):
        services.give_role(world.manager, "cooperative_manager", by=world.manager)
    assert [role.kind for role in world.manager.roles_now] == ["kanwil_manager"]
