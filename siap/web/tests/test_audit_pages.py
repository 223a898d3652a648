"""The log of facts and the waiting list, through the screen."""

import pytest
from django.urls import reverse

from siap.core import clock
from siap.core.models import FactRecord, Waiting
from siap.programme.tests import given as programme
from siap.web import queries

AUDIT = "/catatan/"


@pytest.fixture
def waiting(world):
    return Waiting.objects.create(
        room="sharing", fact="people.PersonReleased", values={"person": 7}, reason="Bulan tertutup.", since=clock.now()
    )


def shown(client, **query):
    return [row.pk for row, _actor in client.get(AUDIT, query).context["rows"]]


def test_the_log_is_read_newest_first_page_by_page(client, world):
    client.force_login(world.user("auditor"))
    answer = client.get(AUDIT)
    first = [row.pk for row, _actor in answer.context["rows"]]
    assert first == list(FactRecord.objects.order_by("-pk").values_list("pk", flat=True)[: queries.PER_PAGE])
    assert shown(client, before=answer.context["older"])[0] == first[-1] - 1


def test_facts_are_found_by_kind_day_and_actor(client, world):
    programme.proposed(world, world.tono)
    client.force_login(world.user("auditor"))
    (position,) = shown(client, kind="programme.ParticipantProposed")
    assert position in shown(client, actor="budi")
    assert shown(client, actor="budi", kind="programme.TermsAgreed") == []
    assert position in shown(client, day="2026-11-02")
    assert shown(client, day="2026-11-01") == []
    assert shown(client, actor="joko") == []


@pytest.mark.parametrize("query", [{"day": "kemarin"}, {"before": "x"}, {"kind": "no.Such"}])
def test_what_cannot_be_read_is_left_out_of_the_search(client, world, query):
    client.force_login(world.user("auditor"))
    assert len(shown(client, **query)) == queries.PER_PAGE


def test_one_fact_shows_its_text_and_that_it_is_linked(client, world):
    client.force_login(world.manager)
    record = FactRecord.objects.last()
    page = client.get(reverse("web:fact", args=[record.pk])).content.decode()
    assert record.digest in page
    assert "cocok dengan rantai" in page
    assert "tidak cocok" not in page


def test_a_changed_fact_says_that_it_is_not_linked(world):
    record = FactRecord.objects.last()
    record.text = record.text.replace("people", "nobody")
    assert not queries.fact(record)["is_linked"]


def test_a_fact_that_does_not_exist_is_not_found(client, world):
    client.force_login(world.manager)
    assert client.get(reverse("web:fact", args=[10**9])).status_code == 404


@pytest.mark.parametrize("username", ["joko", "budi", "kalapas", "rina", "humas", "pantau"])
def test_only_the_manager_and_the_auditor_read_the_log(client, world, waiting, username):
    client.force_login(world.user(username))
    for page in (AUDIT, reverse("web:fact", args=[1]), "/menunggu/", reverse("web:settle", args=[waiting.uid])):
        assert client.get(page).status_code == 403
        assert client.post(page, {"because": "x"}).status_code in {403, 405}
    waiting.refresh_from_db()
    assert waiting.settled_at is None


def test_what_waits_is_settled_with_a_reason(client, world, waiting):
    client.force_login(world.manager)
    page = reverse("web:settle", args=[waiting.uid])
    assert "Bulan tertutup." in client.get("/menunggu/").content.decode()
    assert client.post(page, {"because": "  "}).status_code == 422
    client.post(page, {"because": "Dibukukan di November"})
    waiting.refresh_from_db()
    assert (waiting.because, waiting.settled_by) == ("Dibukukan di November", world.manager.pk)
    assert "Tidak ada yang menunggu." in client.get("/menunggu/").content.decode()
    assert client.get(page).status_code == 404


def test_the_auditor_reads_what_waits_and_settles_nothing(client, world, waiting):
    client.force_login(world.user("auditor"))
    assert "Bulan tertutup." in client.get("/menunggu/").content.decode()
    assert client.post(reverse("web:settle", args=[waiting.uid]), {"because": "x"}).status_code == 403
