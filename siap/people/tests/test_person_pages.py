"""The list of people and one person's file."""

from datetime import date

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.models import ReadLog
from siap.people import queries, services
from siap.people.models import Consent, Identifier, Person, Placement
from siap.people.tests import given
from tests.world import TODAY


def url(name, *args):
    return reverse(f"people:{name}", args=args)


@pytest.fixture
def budi(world, client):
    client.force_login(world.budi)
    return client


def names(response):
    return [person.name for person in response.context["page"]]


class TestList:
    def test_it_shows_the_people_of_ones_own_units(self, world, budi):
        given.detainee(world)
        found = names(budi.get(url("list")))
        assert {"Sari Melati", "Dewi Kartika", "Tono", "Budi Santoso"} <= set(found)
        assert "Rudi Contoh" not in found

    @pytest.mark.parametrize("q", ["sari", "Melati", "SU-0013", "b.i101/2025", "B.I 101 / 2025"])
    def test_it_finds_by_name_code_and_register_number(self, world, budi, q):
        assert world.sari.member_code == "SU-0013"
        assert names(budi.get(url("list"), {"q": q})) == ["Sari Melati"]

    def test_half_a_register_number_finds_nobody(self, world, budi):
        response = budi.get(url("list"), {"q": "101/2025"})
        assert names(response) == []
        assert "Tidak ada yang cocok" in response.text

    def test_it_filters_by_status_and_by_who_left(self, world, budi):
        services.release_person(world.sari, "free", on=TODAY, by=world.head)
        assert names(budi.get(url("list"), {"status": "convict"})) == ["Dewi Kartika", "Tono"]
        assert names(budi.get(url("list"), {"status": "left"})) == ["Sari Melati"]

    def test_it_filters_by_unit_for_the_whole_office(self, world, client):
        client.force_login(world.manager)
        rudi = given.detainee(world)
        remand = world.programme.units["RTP"]
        found = names(client.get(url("list"), {"unit": str(remand.uid), "status": "detainee"}))
        assert found == [rudi.name]

    def test_it_asks_few_questions(self, world, budi, django_assert_max_num_queries):
        with django_assert_max_num_queries(15):
            budi.get(url("list"))

    @pytest.mark.parametrize("username", ["rina", "koperasi", "humas", "pantau"])
    def test_who_may_not_see_people_gets_403(self, world, client, username):
        client.force_login(world.user(username))
        assert client.get(url("list")).status_code == 403
        assert client.get(url("person", world.sari.uid)).status_code == 403


class TestRegister:
    def form(self, world, **changes):
        return {
            "uid": new_uid(), "name": "Umi Contoh", "workshop_name": "", "sex": "f", "born_on": "1995-03-04",
            "unit": world.palu.uid, "status": "convict", "register_number": "B.I 555/2026", "since": "2026-11-02",
        } | changes  # fmt: skip

    def test_it_registers_and_shows_the_person(self, world, budi):
        response = budi.post(url("new"), self.form(world), follow=True)
        assert "Umi Contoh, narapidana di Lapas Palu" in response.text
        assert Person.objects.get(name="Umi Contoh").workshop_name == "Umi"

    def test_sent_twice_it_makes_one(self, world, budi):
        form = self.form(world)
        for _time in range(2):
            assert budi.post(url("new"), form).status_code == 302
        assert Person.objects.filter(name="Umi Contoh").count() == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "name"),
            ({"born_on": "2010-01-01"}, "born_on"),
            ({"born_on": "31-02-1990"}, "born_on"),
            ({"since": "2026-12-01"}, "since"),
            ({"status": "detainee", "expected_release_on": "2027-01-01"}, "expected_release_on"),
            ({"status": "alien"}, "status"),
            ({"register_number": "b.i 101/2025", "born_on": "1994-05-17"}, "register_number"),
        ],
    )
    def test_it_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed(self, world, budi, changes, field):
        before = Person.objects.count()
        response = budi.post(url("new"), self.form(world, workshop_name="Mimi", **changes))
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        assert "Mimi" in response.text
        assert Person.objects.count() == before

    def test_nobody_is_registered_into_another_unit(self, world, budi):
        response = budi.post(url("new"), self.form(world, unit=world.programme.units["LPG"].uid))
        assert response.context["form"].errors["unit"]
        assert not Person.objects.filter(name="Umi Contoh").exists()


class TestPerson:
    def test_it_says_who_and_where_and_notes_the_reading(self, world, budi):
        page = budi.get(url("person", world.sari.uid)).text
        assert "Sari Melati, narapidana di Lapas Palu" in page
        assert "B.I 101/2025" in page
        assert list(ReadLog.objects.values_list("person", "by")) == [(world.sari.pk, world.budi.pk)]

    def test_the_auditor_sees_no_register_number_and_may_change_nothing(self, world, client):
        client.force_login(world.user("auditor"))
        page = client.get(url("person", world.sari.uid)).text
        assert "Sari Melati" in page
        assert "101/2025" not in page
        assert url("transfer", world.sari.uid) not in page
        assert client.post(url("transfer", world.sari.uid)).status_code == 403

    def test_the_old_unit_reads_the_history_but_no_number_any_more(self, world, budi):
        given.client(world)
        page = budi.get(url("person", world.sari.uid)).text
        assert "klien di Bapas Palu" in page
        assert "101/2025" not in page
        assert url("transfer", world.sari.uid) not in page

    def test_somebody_who_left_is_shown_as_gone(self, world, budi):
        services.release_person(world.sari, "free", on=TODAY, by=world.head)
        assert "Sari Melati, sudah keluar sejak 2 Nov 2026" in budi.get(url("person", world.sari.uid)).text

    def test_it_asks_few_questions(self, world, budi, django_assert_max_num_queries):
        with django_assert_max_num_queries(15):
            budi.get(url("person", world.sari.uid))


class TestMoving:
    def test_a_transfer_is_recorded(self, world, budi):
        parigi = world.programme.units["LPG"]
        response = budi.post(url("transfer", world.sari.uid), {"to": parigi.uid, "on": "2026-11-02"}, follow=True)
        assert "sekarang berada di Lapas Parigi" in response.text
        assert queries.current_placement(world.sari).unit == parigi

    def test_its_own_unit_and_a_bapas_are_no_choice(self, world, budi):
        for unit in (world.palu, world.bapas):
            response = budi.post(url("transfer", world.sari.uid), {"to": unit.uid, "on": "2026-11-02"})
            assert response.context["form"].errors["to"]
        assert world.sari.placements.count() == 1

    def test_a_release_says_beforehand_what_follows(self, world, budi):
        page = budi.get(url("release", world.sari.uid)).text
        assert "Rekening titipannya ditutup" in page
        assert "berkas pendampingannya dibuka" in page

    def test_a_release_on_parole_makes_a_client(self, world, budi):
        form = {"kind": "pb", "on": "2026-11-02", "bapas": world.bapas.uid}
        assert budi.post(url("release", world.sari.uid), form).status_code == 302
        assert queries.current_placement(world.sari).unit == world.bapas
        again = budi.post(url("release", world.sari.uid), form)
        assert again.status_code == 422
        assert world.sari.placements.count() == 2

    @pytest.mark.parametrize(
        ("changes", "field"), [({"bapas": ""}, "bapas"), ({"on": "2020-01-01"}, "on"), ({"kind": ""}, "kind")]
    )
    def test_a_refused_release_says_why_and_changes_nothing(self, world, budi, changes, field):
        form = {"kind": "pb", "on": "2026-11-02", "bapas": world.bapas.uid} | changes
        response = budi.post(url("release", world.sari.uid), form)
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        assert queries.current_placement(world.sari).unit == world.palu

    def test_who_is_nowhere_is_neither_moved_nor_released(self, world, budi):
        services.release_person(world.sari, "free", on=TODAY, by=world.head)
        assert budi.get(url("transfer", world.sari.uid)).status_code == 404
        assert budi.get(url("release", world.sari.uid)).status_code == 404


class TestConsent:
    def test_the_text_is_there_to_read_aloud(self, world, budi):
        assert "tanpa perkara" in budi.get(url("consent", world.sari.uid, "story")).text

    def test_it_is_recorded_once_signed_and_taken_back(self, world, budi):
        assert budi.post(url("consent", world.sari.uid, "story"), {}).status_code == 422
        assert not Consent.objects.exists()
        assert budi.post(url("consent", world.sari.uid, "story"), {"signed": "on"}).status_code == 302
        assert queries.has_consent(world.sari, "story")
        budi.post(url("withdraw-consent", world.sari.uid, "story"))
        assert not queries.has_consent(world.sari, "story")

    def test_an_unknown_kind_is_no_page(self, world, budi):
        assert budi.get(url("consent", world.sari.uid, "nonsense")).status_code == 404
        assert budi.post(url("withdraw-consent", world.sari.uid, "nonsense")).status_code == 404


def test_a_number_is_noted_and_a_wrong_one_is_not(world, budi):
    page = url("number", world.sari.uid)
    wrong = budi.post(page, {"kind": "nik", "value": "12", "since": "2026-11-02"})
    assert wrong.context["form"].errors["value"]
    assert not Identifier.objects.filter(kind="nik").exists()
    budi.post(page, {"kind": "nik", "value": "7201015705940001", "since": "2026-11-02"})
    assert Identifier.objects.get(kind="nik").value == "7201015705940001"


PAGES = {
    "person": {},
    "transfer": {"to": "LPG", "on": "2026-11-02"},
    "release": {"kind": "free", "on": "2026-11-02"},
    "number": {"kind": "phone", "value": "0812", "since": "2026-11-02"},
    "consent": {"signed": "on"},
    "withdraw-consent": {},
}


@pytest.mark.parametrize("name", PAGES)
def test_joko_finds_nothing_and_changes_nothing(world, client, name):
    services.give_consent(world.sari, "story", text_version="2026-1", by=world.budi)
    client.force_login(world.joko)
    kind = ["story"] if "consent" in name else []
    page = url(name, world.sari.uid, *kind)
    form = {key: world.programme.units["LPG"].uid if value == "LPG" else value for key, value in PAGES[name].items()}
    assert client.post(page, form).status_code == 404
    assert client.get(page).status_code == (405 if name == "withdraw-consent" else 404)
    assert queries.current_placement(world.sari).unit == world.palu
    assert Placement.objects.filter(person=world.sari).count() == 1
    assert world.sari.identifiers.count() == 1
    assert queries.has_consent(world.sari, "story")
    assert not ReadLog.objects.exists()


def test_joko_does_not_find_palus_people_by_register_number(world, client):
    client.force_login(world.joko)
    assert names(client.get(url("list"), {"q": "B.I 101/2025"})) == []


def test_a_stranger_signs_in_first(world, client):
    for page in (url("list"), url("new"), url("person", world.sari.uid), url("users")):
        assert client.get(page).status_code == 302


def test_a_birth_date_at_the_edge_is_kept_as_typed(world, budi):
    form = TestRegister().form(world, born_on=date(2008, 11, 2).isoformat(), register_number="")
    assert budi.post(url("new"), form).status_code == 302


def test_the_old_unit_reads_no_dates_of_a_sentence_that_goes_on_elsewhere(world, budi):
    assert budi.get(url("person", world.sari.uid)).context["milestones"]
    services.transfer_person(world.sari, world.programme.units["LPG"], on=TODAY, by=world.budi)
    assert budi.get(url("person", world.sari.uid)).context["milestones"] == []
