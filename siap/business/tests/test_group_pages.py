"""The pages of a group: form it, see it, join it, leave it, visit it."""

import pytest
from django.urls import reverse

from siap.business import queries, services
from siap.business.models import Business, Membership, Visit
from siap.business.tests import given
from siap.core.ids import new_uid
from siap.learning.tests import given as training
from tests.world import TODAY

PAGES = ["business", "join", "close", "hours", "hours-day", "hours-week", "hours-print", "visits"]
MOST_QUERIES = 15


def _page(name, *args):
    return reverse(f"business:{name}", args=args)


@pytest.fixture
def group(world):
    """Sari, Dewi and Tono."""
    return given.group(world)


@pytest.fixture
def budi(client, world):
    """Budi at his desk."""
    client.force_login(world.budi)
    return client


def _typed(world, **posts):
    members = {f"p_{getattr(world, name).uid.hex}": post for name, post in posts.items()}
    return {
        "uid": new_uid(), "name": "Keripik Lere", "what": "Keripik pisang", "bridge": world.budi.uid,
        "mentor": world.rina.uid, **members,
    }  # fmt: skip


def test_an_empty_list_says_what_a_group_needs(budi):
    assert "paling sedikit dua peserta" in budi.get(_page("list")).text


def test_groups_are_found_by_name_and_kind(world, budi, group):
    page = _page("list")
    assert group.name in budi.get(page, {"q": "tadulako"}).text
    assert group.name in budi.get(page, {"kind": "group"}).text
    assert group.name not in budi.get(page, {"kind": "venture"}).text
    assert "Tidak ada usaha yang cocok." in budi.get(page, {"q": "tidak ada"}).text


def test_a_group_is_formed_on_one_screen(world, budi):
    training.certified(world)
    page = _page("form-group")
    assert "Sari Melati" in budi.get(page).text
    typed = _typed(world, sari="chair", dewi="treasurer")
    first, second = budi.post(page, typed), budi.post(page, typed)
    group = Business.objects.get()
    assert first.url == second.url == _page("business", group.uid)
    assert [one.post for one in queries.by_post(queries.members_now(group))] == ["chair", "treasurer"]


def test_a_refused_group_keeps_what_was_typed(world, budi):
    training.certified(world)
    answer = budi.post(_page("form-group"), _typed(world, sari="chair"))
    assert answer.status_code == 422
    assert "paling sedikit 2 orang" in answer.text
    assert 'value="Keripik Lere"' in answer.text
    assert not Business.objects.exists()


def test_only_ready_people_are_offered(world, budi):
    training.certified(world, world.sari, world.dewi)
    assert "Tono" not in budi.get(_page("form-group")).text


def test_the_page_shows_who_is_in_it_and_who_stands_by_it(world, budi, group):
    given.hours(world, group, TODAY, {world.sari: 450})
    text = budi.get(_page("business", group.uid)).text
    for word in ("Sari Melati", "Ketua", "Budi Santoso", "Rina Tandi", "7,5 jam"):
        assert word in text


def test_the_mentor_sees_workshop_names_only(world, client, group):
    client.force_login(world.rina)
    for name in ("business", "hours", "hours-print"):
        text = client.get(_page(name, group.uid)).text
        assert "Sari Melati" not in text
        assert world.sari.member_code in text
    assert client.get(_page("join", group.uid)).status_code == 403


def test_a_member_joins_and_leaves(world, budi, group):
    services.leave_group(queries.membership_of(world.tono), by=world.budi)
    answer = budi.post(_page("join", group.uid), {"person": world.tono.uid, "post": "member", "on": TODAY.isoformat()})
    assert answer.url == _page("business", group.uid)
    leave = _page("leave", group.uid, world.tono.uid)
    assert "Tono keluar dari" in budi.get(leave).text
    assert budi.post(leave, {"on": "2026-10-01"}).status_code == 422
    assert budi.post(leave, {"on": TODAY.isoformat()}).status_code == 302
    assert budi.post(leave, {"on": TODAY.isoformat()}).status_code == 404
    assert not Membership.objects.filter(person=world.tono, until_on=None).exists()


def test_closing_asks_for_a_reason(world, budi, group):
    page = _page("close", group.uid)
    assert budi.post(page, {"because": ""}).status_code == 422
    assert budi.post(page, {"because": "Pesanan habis"}).status_code == 302
    assert "Pesanan habis" in budi.get(_page("business", group.uid)).text


def test_a_visit_is_logged_and_its_action_marked_done(world, client, group):
    client.force_login(world.rina)
    typed = {
        "uid": new_uid(), "visited_on": "2026-10-08", "found": "Minyak terlalu panas",
        "what_1": "Beli termometer", "owner_1": "bridge", "due_1": "2026-10-15",
    }  # fmt: skip
    page = _page("make-visit", group.uid)
    assert client.post(page, {**typed, "owner_1": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(page, typed).status_code == 302
    action = Visit.objects.get().actions.get()
    assert "lewat tenggat" in client.get(_page("visits", group.uid)).text
    assert "Beli termometer" in client.get(_page("list")).text
    assert "1 lewat tenggat" in client.get(_page("actions")).text
    assert client.get(_page("finish-action", action.uid)).status_code == 405
    assert client.post(_page("finish-action", action.uid)).status_code == 302
    assert "selesai 2 Nov 2026" in client.get(_page("visits", group.uid)).text


def test_a_venture_shows_its_owner_and_the_unit_that_guides_it(world, client):
    venture = services.open_venture(world.sari, "Dapur Sari", "Abon", unit=world.bapas, by=world.hendra)
    client.force_login(world.manager)
    text = client.get(_page("business", venture.uid)).text
    assert "Sari Melati" in text
    assert "Bapas Kelas I Palu" in text


@pytest.mark.parametrize("name", PAGES)
def test_someone_from_elsewhere_finds_nothing_and_changes_nothing(world, client, group, name):
    client.force_login(world.joko)
    assert client.get(_page(name, group.uid)).status_code == 404
    typed = {"person": world.tono.uid, "post": "member", "on": TODAY.isoformat(), "because": "Iseng", "uid": new_uid()}
    assert client.post(_page(name, group.uid), typed).status_code == 404
    group.refresh_from_db()
    assert group.closed_on is None
    assert queries.members_now(group).count() == 3


def test_someone_from_elsewhere_ends_no_membership_and_no_action(world, client, group):
    agreed = [services.Agreed("y", "group", TODAY)]
    visit = services.make_visit(new_uid(), group, visited_on=TODAY, found="x", agreed=agreed, by=world.rina)
    client.force_login(world.joko)
    assert client.post(_page("leave", group.uid, world.tono.uid), {"on": TODAY.isoformat()}).status_code == 404
    assert client.post(_page("finish-action", visit.actions.get().uid)).status_code == 404
    assert queries.members_now(group).count() == 3
    assert visit.actions.filter(done_on=None).count() == 1


@pytest.mark.parametrize("name", ["list", *PAGES])
def test_a_page_asks_little_of_the_database(world, budi, group, name, django_assert_max_num_queries):
    given.hours(world, group, TODAY, {world.sari: 450, world.dewi: 300, world.tono: 60})
    args = [] if name == "list" else [group.uid]
    with django_assert_max_num_queries(MOST_QUERIES):
        assert budi.get(_page(name, *args)).status_code == 200
