"""The programme's home, the agreement and its terms."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.people import services as people
from siap.programme import rules, services
from siap.programme.forms import TermsForm
from siap.programme.models import SharingTerms
from siap.programme.tests import given
from tests.world import TODAY


@pytest.fixture
def manager(world, client):
    client.force_login(world.manager)
    return client


def url(name, world):
    return reverse(f"programme:{name}", args=[world.programme.agreement.uid])


def test_the_agreement_says_who_promised_what_from_when(world, manager):
    page = manager.get(url("agreement", world)).text
    for said in ("Koperasi Farmtisan Lestari Berjaya", "Bagus Kurniawan", "Maghfira", "Kamis, 6 November 2025, Palu"):
        assert said in page
    assert all(item.title in page for item in world.programme.agreement.scope.all())
    assert all(unit.name in page for unit in world.programme.units.values())


def test_it_shows_every_part_its_basis_and_what_is_still_open(world, manager):
    page = manager.get(url("agreement", world)).text
    for said in ("50 %", "35 %", "15 %", "Kepmen Kehakiman", "menunggu ketetapan PNBP", "25 %"):
        assert said in page


def test_it_leads_to_the_stages(world, manager):
    assert reverse("rollout:board") in manager.get(url("agreement", world)).text


def test_it_asks_few_questions(world, manager, django_assert_max_num_queries):
    for page in (url("agreement", world), reverse("programme:home")):
        with django_assert_max_num_queries(15):
            manager.get(page)


def test_home_says_who_waits(world, client):
    given.assessed(world, world.sari, world.dewi)
    client.force_login(world.head)
    page = client.get(reverse("programme:home"))
    assert "2 orang menunggu keputusan" in page.text
    assert page.context["agreements"].get().units_joined == 6


@pytest.mark.parametrize("username", ["humas", "rina", "pantau", "joko"])
def test_everybody_in_the_programme_reads_it_and_only_the_manager_changes_it(world, client, username):
    client.force_login(world.user(username))
    assert client.get(url("agreement", world)).status_code == 200
    assert client.post(url("new-terms", world), {}).status_code == 403
    assert SharingTerms.objects.count() == 1


def test_a_unit_outside_the_agreement_does_not_find_it(world, client):
    poso = people.add_unit("POS", "Rutan Poso", "Rutan Poso", "remand", "Poso")
    stranger = people.add_user("poso", "Petugas Poso", "padi-menguning-di-sigi")
    people.give_role(stranger, "officer", poso)
    client.force_login(stranger)
    assert client.get(url("agreement", world)).status_code == 404
    assert "belum ikut perjanjian" in client.get(reverse("programme:home")).text


class TestNewTerms:
    def form(self, **changes):
        """Everything as the screen fills it in, starting from Namlea's terms."""
        filled = TermsForm(start="namlea").initial
        return filled | {"uid": new_uid(), "valid_from": "2027-01-01", "usable_percent": "10"} | changes

    def test_the_screen_is_filled_in_by_terms_in_use_and_shows_what_a_million_becomes(self, world, manager):
        page = manager.get(url("new-terms", world), {"start": "bangli"}).text
        for said in ("Praktik di Lapas Narkotika Bangli", "Rp1.000.000", "Rp500.000", "Rp350.000", "Rp150.000"):
            assert said in page

    def test_an_example_is_worked_out_from_what_was_typed_and_nothing_is_kept(self, world, manager):
        response = manager.post(url("new-terms", world), self.form(members="40", state="60", preview="1"))
        assert response.status_code == 200
        for said in ("Rp400.000", "Rp600.000", "Rp40.000", "Rp360.000"):
            assert said in response.text
        assert SharingTerms.objects.count() == 1

    def test_wage_terms_go_through_the_screen(self, world, manager):
        wage = {"district": "Palu", "monthly": "2.900.000", "basis": "SK Gubernur", "valid_from": "2026-01-01"}
        assert manager.post(reverse("programme:minimum-wages"), wage).status_code == 302
        assert "Rp2.900.000" in manager.get(reverse("programme:minimum-wages")).text
        filled = TermsForm(start="wage").initial | {"uid": new_uid(), "valid_from": "2027-01-01", "district": "Palu"}
        assert manager.post(url("new-terms", world), filled | {"rate": "10.000"}).status_code == 422
        assert manager.post(url("new-terms", world), filled | {"rate": "25.000"}).status_code == 302
        assert SharingTerms.objects.latest("pk").rate == 25_000
        assert "paling sedikit upah minimum Palu" in manager.get(url("agreement", world)).text

    def test_they_are_added_and_marked_as_ahead(self, world, manager):
        response = manager.post(url("new-terms", world), self.form(state_first="on"), follow=True)
        assert "Namlea 30/70 berlaku mulai 1 Jan 2027" in response.text
        assert "akan berlaku" in response.text
        terms = SharingTerms.objects.latest("pk")
        assert (terms.usable_percent, terms.state_first, terms.weights) == (10, True, "equal")

    def test_sent_twice_they_stand_once(self, world, manager):
        form = self.form()
        for _time in range(2):
            assert manager.post(url("new-terms", world), form).status_code == 302
        assert SharingTerms.objects.count() == 2

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"start": "karangan"}, "start"),
            ({"members": "31"}, "members"),
            ({"base": "labour"}, "base"),
            ({"remainder_to": "capital"}, "remainder_to"),
            ({"month_hours": "0"}, "month_hours"),
            ({"name": "x" * 81}, "name"),
            ({"valid_from": "2025-01-01"}, "valid_from"),
            ({"usable_percent": "101"}, "usable_percent"),
            ({"usable_percent": "-1"}, "usable_percent"),
            ({"usable_percent": "dua"}, "usable_percent"),
        ],
    )
    def test_refused_terms_are_not_there(self, world, manager, changes, field):
        response = manager.post(url("new-terms", world), self.form(**changes))
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        assert SharingTerms.objects.count() == 1


def test_older_terms_stay_readable(world, manager):
    services.agree_terms(world.programme.agreement, rules.NAMLEA, valid_from=TODAY, by=world.manager)
    page = manager.get(url("agreement", world)).text
    assert page.index("berlaku sekarang") < page.index("Karya Narapidana 50/35/15") < page.index("tidak berlaku lagi")
