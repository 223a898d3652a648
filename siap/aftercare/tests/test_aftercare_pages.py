"""The pages of coming home: for the Bapas that guides and the unit that released, and nobody else."""

import pytest
from django.urls import reverse

from siap.aftercare import services
from siap.aftercare.tests import given
from siap.business.models import Business
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord, ReadLog

MOST_QUERIES = 15


def address(name, uid=None):
    return reverse(f"aftercare:{name}", args=[uid] if uid else [])


def pages(case):
    """Every page about a case."""
    return [
        ("case", case.uid), ("venture", case.uid), ("close", case.uid), ("follow-up", case.follow_ups.first().uid),
        ("task", case.tasks.first().uid), ("skip-task", case.tasks.first().uid), ("provide", case.uid), ("refer", case.uid),
    ]  # fmt: skip


def test_every_page_opens_with_few_questions_to_the_database(client, world, django_assert_max_num_queries):
    case = given.case(world)
    client.force_login(world.hendra)
    client.get(address("home"))
    for name, uid in [("home", None), *pages(case)]:
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address(name, uid)).status_code == 200, name


@pytest.mark.parametrize("stranger", ["joko", "kalapas-parigi", "rutan-palu"])
def test_someone_from_elsewhere_finds_nothing_and_changes_nothing(client, world, stranger):
    case = given.case(world)
    client.force_login(world.user(stranger))
    before = FactRecord.objects.count()
    typed = {"uid": new_uid(), "name": "X", "what": "Y", "because": "Z", "answer": "lost"}
    for name, uid in [*pages(case), ("take", case.uid), ("finish-task", case.tasks.first().uid)]:
        for ask in (client.get, lambda page: client.post(page, typed)):
            assert ask(address(name, uid)).status_code in (403, 404, 405), name
    assert client.get(address("case", case.uid)).status_code == 404
    assert FactRecord.objects.count() == before
    assert not Business.objects.exists()
    assert "Sari" not in client.get(address("home")).content.decode()


@pytest.mark.parametrize("username", ["rina", "koperasi", "humas", "pantau"])
def test_others_have_no_business_here(client, world, username):
    case = given.case(world)
    client.force_login(world.user(username))
    for name, uid in [("home", None), *pages(case)]:
        assert client.get(address(name, uid)).status_code == 403


def test_the_unit_that_released_sees_the_case_but_does_not_write_in_it(client, world):
    case = given.case(world)
    client.force_login(world.budi)
    page = client.get(address("case", case.uid))
    assert page.status_code == 200
    assert "Saya dampingi" not in page.content.decode()
    assert client.post(address("take", case.uid)).status_code == 403


def test_hendra_takes_a_case_ticks_off_a_task_and_opens_her_business(client, world):
    case = given.case(world)
    client.force_login(world.hendra)
    client.post(address("take", case.uid))
    client.post(address("finish-task", case.tasks.first().uid))
    typed = {"uid": new_uid(), "name": "Dapur Sari", "what": "Bawang goreng dan sambal"}
    client.post(address("venture", case.uid), typed)
    client.post(address("venture", case.uid), typed)
    venture = Business.objects.get()
    assert (venture.owner, venture.unit, venture.kind) == (world.sari, world.bapas, Business.Kind.VENTURE)
    page = client.get(address("case", case.uid)).content.decode()
    assert "Dapur Sari" in page
    assert "1/12" in page
    assert ReadLog.objects.filter(person=world.sari.pk, by=world.hendra.pk, page="aftercare:case").exists()


def test_a_case_that_somebody_else_holds_says_whose_it_is(client, world):
    case = given.case(world)
    services.take_case(case, by=world.user("kabapas"))
    client.force_login(world.hendra)
    refused = client.post(address("take", case.uid))
    assert refused.status_code == 422
    assert "Hasnawati Lamatta" in refused.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"note": "Tidak di rumah"},
        {"answer": "alive"},
        {"answer": "lost", "turnover": "0"},
        {"answer": "alive", "turnover": "-5"},
        {"answer": "alive", "turnover": "1,5"},
        {"answer": "alive", "turnover": "9" * 14},
        {"answer": "alive", "turnover": "100000", "employed": "banyak"},
        {"answer": "fine", "turnover": "100000"},
    ],
)
def test_a_follow_up_that_cannot_be_true_gets_a_sentence(client, world, typed):
    follow_up = given.case(world).follow_ups.first()
    client.force_login(world.hendra)
    with clock.fixed(clock.at(follow_up.due_on)):
        client.force_login(world.hendra)
        assert client.post(address("follow-up", follow_up.uid), typed).status_code == 422
    follow_up.refresh_from_db()
    assert follow_up.done_on is None


def test_what_is_due_stands_on_the_first_page(client, world):
    case = given.case(world)
    services.take_case(case, by=world.hendra)
    with clock.fixed(clock.at(case.follow_ups.first().due_on)):
        client.force_login(world.hendra)
        page = client.get(address("home")).content.decode()
    assert "bulan ke-1 setelah bebas" in page
    assert "KTP dan kartu keluarga" in page


def test_an_empty_room_says_what_to_expect(client, world):
    client.force_login(world.hendra)
    assert "Belum ada yang pulang" in client.get(address("home")).content.decode()
    assert "Tidak ditemukan" in client.get(address("home"), {"q": "Sari"}).content.decode()
