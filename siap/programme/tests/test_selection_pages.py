"""The selection through the screen: proposed by the officer, decided by the head, closed to Joko."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.models import ReadLog
from siap.people.rules import CONSENT_TEXTS
from siap.people.tests import given as people_given
from siap.programme import queries, services
from siap.programme.models import Participation
from siap.programme.tests import given
from siap.programme.tests.given import DECREE


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.fixture
def budi(world, client):
    client.force_login(world.budi)
    return client


@pytest.fixture
def head(world, client):
    client.force_login(world.head)
    return client


def decision(*chosen, **changes):
    form = {"participations": [one.uid for one in chosen], "approve": "yes", "decree": DECREE, "tpp_on": "2026-11-02"}
    return form | changes


class TestList:
    def test_what_waits_for_the_reader_comes_first(self, world, client):
        given.approved(world, world.sari)
        given.assessed(world, world.dewi)
        given.proposed(world, world.tono)
        for user, order in (
            (world.head, ["assessed", "proposed", "approved"]), (world.budi, ["proposed", "assessed", "approved"])
        ):  # fmt: skip
            client.force_login(user)
            assert [one.state for one in client.get(url("selection")).context["page"]] == order

    def test_it_filters_by_state_and_by_person(self, world, budi):
        given.approved(world, world.sari)
        given.proposed(world, world.tono)
        shown = budi.get(url("selection"), {"state": "approved"}).context["page"]
        assert [one.person for one in shown] == [world.sari]
        shown = budi.get(url("selection"), {"person": world.tono.uid}).context["page"]
        assert [one.person for one in shown] == [world.tono]

    @pytest.mark.parametrize("query", [{"person": "nonsense"}, {"state": "nonsense"}])
    def test_a_nonsense_filter_shows_everything(self, world, budi, query):
        given.proposed(world, world.tono)
        assert len(budi.get(url("selection"), query).context["page"]) == 1

    def test_an_empty_list_says_what_to_do_first(self, world, budi):
        assert "Belum ada yang diusulkan" in budi.get(url("selection")).text

    def test_it_asks_few_questions(self, world, budi, django_assert_max_num_queries):
        given.assessed(world, world.sari, world.dewi, world.tono)
        with django_assert_max_num_queries(15):
            budi.get(url("selection"))


class TestPropose:
    def form(self, person, **changes):
        return {"uid": new_uid(), "person": person.uid, "on": "2026-11-02", "voluntary": "on"} | changes

    def test_it_proposes_and_says_what_comes_next(self, world, budi):
        response = budi.post(url("propose"), self.form(world.sari), follow=True)
        assert "Sari Melati menunggu dinilai" in response.text
        assert "Langkah berikutnya" in response.text

    def test_sent_twice_it_counts_once(self, world, budi):
        form = self.form(world.sari)
        budi.post(url("propose"), form)
        budi.post(url("propose"), form)
        assert Participation.objects.count() == 1

    def test_without_the_signed_statement_it_is_refused(self, world, budi):
        response = budi.post(url("propose"), self.form(world.sari, voluntary=""))
        assert "sukarela" in response.context["form"].errors["voluntary"][0]
        assert not Participation.objects.exists()

    def test_only_people_who_may_be_proposed_are_a_choice(self, world, budi):
        given.proposed(world, world.sari)
        rudi = people_given.detainee(world)
        choices = budi.get(url("propose")).context["form"].fields["person"].queryset
        assert set(choices) == {world.dewi, world.tono}
        for person in (world.sari, rudi, world.budi.person):
            assert budi.post(url("propose"), self.form(person)).context["form"].errors["person"]
        assert Participation.objects.count() == 1

    def test_the_head_does_not_propose(self, world, head):
        assert head.post(url("propose"), self.form(world.sari)).status_code == 403
        assert not Participation.objects.exists()


class TestAssess:
    form = {"interest": "Menjahit", "skill": "Bisa memotong kain", "healthy": "yes"}

    def test_it_is_written_down_and_shown(self, world, budi):
        (one,) = given.proposed(world, world.sari)
        page = budi.post(url("assess", one.uid), self.form, follow=True).text
        assert "menunggu keputusan kepala UPT" in page
        assert "Bisa memotong kain" in page

    @pytest.mark.parametrize("field", ["interest", "skill", "healthy"])
    def test_what_is_missing_is_said_beside_the_field(self, world, budi, field):
        (one,) = given.proposed(world, world.sari)
        response = budi.post(url("assess", one.uid), self.form | {field: ""})
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        one.refresh_from_db()
        assert one.state == "proposed"

    def test_another_assessment_is_refused_in_a_sentence(self, world, budi):
        (one,) = given.assessed(world, world.sari)
        response = budi.post(url("assess", one.uid), self.form)
        assert response.status_code == 422
        assert "sudah dinilai" in response.text


class TestDecide:
    def test_the_evidence_stands_beside_each_name(self, world, head):
        given.assessed(world, world.sari)
        page = head.get(url("decide")).text
        assert "Sari Melati" in page
        assert "Pernah bekerja di dapur" in page

    def test_several_are_approved_at_once(self, world, head):
        chosen = given.assessed(world, world.sari, world.dewi)
        response = head.post(url("decide"), decision(*chosen), follow=True)
        assert "2 orang disetujui" in response.text
        assert queries.participants(world.palu).count() == 2

    def test_a_refusal_shows_its_reasons(self, world, head):
        (one,) = given.assessed(world, world.sari)
        form = decision(one, approve="no", because="Belum siap", review_on="2027-01-15")
        assert "1 orang ditolak" in head.post(url("decide"), form, follow=True).text
        page = head.get(url("participation", one.uid)).text
        assert "Belum siap" in page
        assert "Jumat, 15 Januari 2027" in page

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"participations": []}, "participations"),
            ({"participations": ["nonsense"]}, "participations"),
            ({"approve": ""}, "approve"),
            ({"decree": ""}, "decree"),
            ({"tpp_on": "2026-12-01"}, "tpp_on"),
            ({"approve": "no"}, "because"),
            ({"approve": "no", "because": "Belum siap"}, "review_on"),
        ],
    )
    def test_a_decision_without_its_grounds_decides_nothing(self, world, head, changes, field):
        (one,) = given.assessed(world, world.sari)
        response = head.post(url("decide"), decision(one, **changes))
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        one.refresh_from_db()
        assert (one.state, one.decree) == ("assessed", "")

    @pytest.mark.parametrize("username", ["budi", "kanwil", "hendra", "rina"])
    def test_nobody_but_a_head_decides(self, world, client, username):
        (one,) = given.assessed(world, world.sari)
        client.force_login(world.user(username))
        assert client.post(url("decide"), decision(one)).status_code == 403
        assert not queries.is_participant(world.sari)

    def test_another_head_does_not_find_them(self, world, client):
        (one,) = given.assessed(world, world.sari)
        client.force_login(world.user("kalapas-parigi"))
        assert client.post(url("decide"), decision(one)).context["form"].errors["participations"]
        assert not queries.is_participant(world.sari)


def test_a_client_is_accepted_at_the_bapas(world, client):
    sari = people_given.client(world)
    client.force_login(world.hendra)
    form = {"uid": new_uid(), "person": sari.uid, "agreed": "on"}
    assert client.post(url("accept-client"), form | {"agreed": ""}).status_code == 422
    page = client.post(url("accept-client"), form, follow=True).text
    assert "Sari Melati ikut program sejak 2 Nov 2026" in page
    assert "Perjanjian tertulis" in page
    assert queries.is_participant(sari)


def test_a_participation_ends_with_its_reason(world, budi):
    (one,) = given.approved(world, world.sari)
    assert budi.post(url("end", one.uid), {"reason": ""}).context["form"].errors["reason"]
    assert budi.post(url("end", one.uid), {"reason": "other"}).context["form"].errors["because"]
    assert "Kesehatan" in budi.post(url("end", one.uid), {"reason": "health"}, follow=True).text
    assert not queries.is_participant(world.sari)


@pytest.mark.parametrize("make", [given.proposed, given.assessed, given.approved])
def test_the_way_names_where_the_person_stands(world, budi, make):
    (one,) = make(world, world.sari)
    response = budi.get(url("participation", one.uid))
    assert [station.state for station in response.context["way"]].count("here") == 1
    here = next(station for station in response.context["way"] if station.state == "here")
    assert here.label == {"proposed": "Dinilai", "assessed": "Keputusan", "approved": "Ikut program"}[one.state]


@pytest.mark.parametrize("name", ["participation", "assess", "end"])
def test_joko_finds_nothing_and_changes_nothing(world, client, name):
    (one,) = given.proposed(world, world.sari)
    client.force_login(world.joko)
    assert client.get(url(name, one.uid)).status_code == 404
    assert client.post(url(name, one.uid), TestAssess.form | {"because": "Sakit"}).status_code == 404
    one.refresh_from_db()
    assert (one.state, one.because) == ("proposed", "")


def test_joko_proposes_nobody_of_palu(world, client):
    client.force_login(world.joko)
    assert client.post(url("propose"), TestPropose().form(world.sari)).context["form"].errors["person"]
    assert not Participation.objects.exists()
    assert list(client.get(url("selection"), {"person": world.sari.uid}).context["page"]) == []


def test_every_page_that_shows_what_was_written_of_somebody_notes_the_reading(world, client):
    (sari,) = given.assessed(world, world.sari)
    vacancy = services.open_vacancy(new_uid(), world.palu, kind="group", title="Dapur", seats=2, by=world.budi)
    Participation.objects.filter(pk=sari.pk).update(vacancy=vacancy)
    services.note_change(sari, "health", by=world.budi)
    client.force_login(world.head)
    for page, args in (("participation", [sari.uid]), ("decide", []), ("vacancy", [vacancy.uid]), ("changes", [])):
        client.get(reverse(f"programme:{page}", args=args))
        assert ReadLog.objects.filter(person=world.sari.pk, by=world.head.pk, page=f"programme:{page}").exists(), page


def test_the_statement_that_is_signed_stands_where_it_is_signed(world, client):
    client.force_login(world.budi)
    assert str(CONSENT_TEXTS["joining"]) in client.get(reverse("programme:propose")).text
