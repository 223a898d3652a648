"""Users and roles: only the Kanwil manager opens these pages."""

import pytest
from django.urls import reverse

from siap.people import rules
from siap.people.models import Role, User

PASSWORD = "padi-menguning-di-sigi"


@pytest.fixture
def manager(world, client):
    client.force_login(world.manager)
    return client


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def test_the_list_finds_by_name_and_shows_roles(world, manager):
    page = manager.get(url("users"), {"q": "santoso"})
    assert [user.username for user in page.context["page"]] == ["budi"]
    assert "Petugas, Lapas Palu" in page.text
    assert "Tidak ada yang cocok" in manager.get(url("users"), {"q": "zzz"}).text


def test_the_list_asks_few_questions(world, manager, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        manager.get(url("users"))


def test_a_user_is_added_for_a_person_and_given_a_role(world, manager):
    form = {"name": "Sari", "username": "sari", "member_code": world.sari.member_code.lower(), "password": PASSWORD}
    response = manager.post(url("new-user"), form)
    sari = User.objects.get(username="sari")
    assert response.url == url("give-role", sari.uid)
    assert sari.person == world.sari
    manager.post(response.url, {"kind": rules.TREASURER, "unit": world.palu.uid})
    assert User.objects.get(username="sari").has_role(rules.TREASURER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "budi"}, "username"),
        ({"username": "Dengan Spasi"}, "username"),
        ({"password": "pendek"}, "password"),
        ({"member_code": "SU-9999"}, "member_code"),
        ({"member_code": "SU-0001"}, "member_code"),  # Budi's: he signs in already
        ({"name": ""}, "name"),
    ],
)
def test_a_refused_user_is_not_there(world, manager, changes, field):
    before = User.objects.count()
    form = {"name": "Baru", "username": "baru", "member_code": "", "password": PASSWORD} | changes
    response = manager.post(url("new-user"), form)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert User.objects.count() == before


def test_a_role_in_the_wrong_place_is_refused(world, manager):
    page = url("give-role", world.budi.uid)
    assert manager.post(page, {"kind": rules.OFFICER, "unit": ""}).context["form"].errors["unit"]
    assert manager.post(page, {"kind": rules.AUDITOR, "unit": world.palu.uid}).context["form"].errors["unit"]
    assert world.budi.roles.count() == 1


def test_a_role_is_ended_and_ones_own_is_not(world, manager):
    role = world.budi.roles.get()
    assert "Peran ini berakhir" in manager.post(url("end-role", world.budi.uid, role.pk), follow=True).text
    assert Role.objects.get(pk=role.pk).until_on is not None
    own = world.manager.roles.get()
    assert "pengelola lain" in manager.post(url("end-role", world.manager.uid, own.pk), follow=True).text
    assert Role.objects.get(pk=own.pk).until_on is None


def test_somebody_elses_role_is_not_ended_through_this_user(world, manager):
    assert manager.post(url("end-role", world.budi.uid, world.joko.roles.get().pk)).status_code == 404
    assert world.joko.roles.get().until_on is None


def test_a_password_is_reset(world, manager):
    assert manager.post(url("reset-password", world.budi.uid), {"password": "pendek"}).status_code == 422
    assert world.budi.check_password("siap-usaha-contoh")
    manager.post(url("reset-password", world.budi.uid), {"password": PASSWORD})
    assert world.budi.check_password(PASSWORD)


@pytest.mark.parametrize("username", ["joko", "kalapas", "budi", "auditor", "rina", "pantau"])
def test_nobody_else_opens_them(world, client, username):
    client.force_login(world.user(username))
    role = world.budi.roles.get()
    for page in (url("users"), url("user", world.budi.uid)):
        assert client.get(page).status_code == 403
    assert client.post(url("new-user"), {"username": "x"}).status_code == 403
    assert client.post(url("give-role", world.budi.uid), {"kind": rules.AUDITOR}).status_code == 403
    assert client.post(url("end-role", world.budi.uid, role.pk)).status_code == 403
    assert client.post(url("reset-password", world.budi.uid), {"password": PASSWORD}).status_code == 403
    assert world.budi.check_password("siap-usaha-contoh")
    assert list(world.budi.roles.values_list("kind", "until_on")) == [(rules.OFFICER, None)]
