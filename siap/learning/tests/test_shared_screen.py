"""The shared screen: lent by an officer who is signed out by it, one person after the other, nothing else to be seen."""

import pytest
from django.urls import reverse

from siap.learning import services
from siap.learning.models import Enrolment, Sitting
from siap.learning.tests import given


def _page(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def test(world):
    """The pre-test of Sari, Dewi and Tono."""
    return services.set_test(given.taught(world), "pre", by=world.budi)


@pytest.fixture
def screen(client, world, test):
    """Budi lends his screen to the test."""
    client.force_login(world.budi)
    assert client.post(_page("lend", test.uid)).url == _page("screen")
    return client


def _of(test, person):
    return Enrolment.objects.get(cohort=test.cohort, person=person)


def test_lending_signs_the_officer_out(screen):
    assert screen.get(reverse("people:list")).status_code == 302
    assert "Siapa yang duduk di sini?" in screen.get(_page("screen")).text


def test_the_screen_shows_workshop_names_and_no_more(world, screen):
    page = screen.get(_page("screen")).text
    assert "Sari" in page
    for secret in ("Sari Melati", world.sari.member_code, "B.I ", "Lapas"):
        assert secret not in page


def test_a_screen_that_nobody_lent_is_not_there(client, test):
    for page in (_page("screen"), _page("screen-question", 1), _page("screen-end"), _page("screen-game")):
        assert client.get(page).status_code == 404
        assert client.post(page).status_code == 404
    assert client.post(_page("give-back")).status_code == 404


def _sit(screen, enrolment, sign="ikan"):
    return screen.post(_page("screen"), {"person": enrolment.pk, "sign": sign})


def test_a_person_sits_a_whole_test_and_the_next_one_comes(world, screen, test):
    assert _sit(screen, _of(test, world.sari)).url == _page("screen-question", 1)
    for position, choice in enumerate(given.right_answers(test), 1):
        asked = screen.get(_page("screen-question", position)).text
        assert f"{position}. " in asked
        sent = screen.post(_page("screen-question", position), {"choice": choice})
    assert sent.url == _page("screen-end")
    assert "Semua soal sudah dijawab" in screen.get(_page("screen-end")).text
    assert screen.post(_page("screen-end"), {"done": 1}).url == _page("screen")
    assert Sitting.objects.get().score == 100
    page = screen.get(_page("screen"))
    assert ">Sari<" not in page.text
    assert ">Dewi<" in page.text
    assert screen.get(_page("screen-question", 1)).status_code == 404  # nobody sits here now


def test_what_is_missing_is_said_before_handing_in(world, screen, test):
    _sit(screen, _of(test, world.sari))
    screen.post(_page("screen-question", 1), {"choice": 0, "end": "1"})
    assert "19 soal belum dijawab" in screen.get(_page("screen-end")).text


def test_a_wrong_picture_is_answered_in_a_sentence(world, screen, test):
    _sit(screen, _of(test, world.sari))
    refused = _sit(screen, _of(test, world.sari), sign="bulan")
    assert refused.status_code == 422
    assert "Bukan itu gambar" in refused.text
    assert screen.post(_page("screen"), {}).status_code in (200, 422)


def test_after_closing_an_answer_is_refused_in_a_sentence(world, screen, test):
    _sit(screen, _of(test, world.sari))
    services.close_test(test, by=world.budi)
    late = screen.post(_page("screen-question", 1), {"choice": 0})
    assert late.status_code == 422
    assert "sudah ditutup" in late.text


def test_the_officer_takes_the_screen_back(screen):
    assert screen.post(_page("give-back")).url == reverse("web:sign-in")
    assert screen.get(_page("screen")).status_code == 404


def test_a_closed_test_is_not_lent(client, world, test):
    services.close_test(test, by=world.budi)
    client.force_login(world.budi)
    assert client.post(_page("lend", test.uid)).url == _page("tests", test.cohort.uid)
    assert client.get(reverse("people:list")).status_code == 200


def test_somebody_from_elsewhere_lends_keys_and_closes_nothing(client, world, test):
    client.force_login(world.joko)
    for name in ("lend", "close-test", "key-answers"):
        assert client.post(_page(name, test.uid), {}).status_code == 404
    for name in ("question-paper", "answer-sheets"):
        assert client.get(_page(name, test.uid)).status_code == 404
    test.refresh_from_db()
    assert test.closed_at is None
