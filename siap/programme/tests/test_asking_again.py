"""A refusal is looked at by another; what changed for somebody asks his unit; an acting head decides for a time."""

from datetime import date

import pytest
from django.urls import reverse

from siap.core import clock
from siap.core.ids import new_uid
from siap.people import services as people
from siap.programme import queries, services
from siap.programme.models import Appeal, Change, Participation
from siap.programme.tests import given
from siap.programme.tests.given import DECREE
from tests.world import TODAY

REVIEW = date(2027, 1, 15)


@pytest.fixture
def refused(world):
    (one,) = services.decide(
        given.assessed(world, world.sari), approve=False, decree=DECREE, tpp_on=TODAY, because="Belum siap",
        review_on=REVIEW, by=world.head,
    )  # fmt: skip
    return one


def appeal(world, refused, **changes):
    return services.raise_appeal(
        new_uid(), refused, **({"words_said": "Saya siap.", "by": world.budi} | changes)
    )  # fmt: skip


class TestAppeal:
    def test_an_upheld_appeal_opens_the_way_and_leaves_the_refusal_written(self, world, refused):
        services.answer_appeal(appeal(world, refused), upheld=True, answer="Alasannya tidak cukup.", by=world.manager)
        again = services.propose(world.sari, by=world.budi)
        refused.refresh_from_db()
        assert (again.state, refused.state, refused.review_on) == ("proposed", "refused", REVIEW)

    def test_a_refused_appeal_leaves_the_day_to_look_again(self, world, refused):
        services.answer_appeal(appeal(world, refused), upheld=False, answer="Alasannya cukup.", by=world.manager)
        with pytest.raises(services.TooEarly):
            services.propose(world.sari, by=world.budi)

    def test_whoever_decided_does_not_answer(self, world, refused):
        with pytest.raises(services.OwnDecision):
            services.answer_appeal(appeal(world, refused), upheld=False, answer="Tidak.", by=world.head)
        assert list(queries.open_appeals(world.head)) == []
        assert len(queries.open_appeals(world.manager)) == 1

    def test_one_appeal_a_refusal_and_one_answer(self, world, refused):
        first = appeal(world, refused)
        assert appeal(world, refused, words_said="Sekali lagi.") == first
        services.answer_appeal(first, upheld=True, answer="Ya.", by=world.manager)
        assert services.answer_appeal(first, upheld=True, answer="Ya.", by=world.manager).upheld
        with pytest.raises(services.AnsweredAlready):
            services.answer_appeal(first, upheld=False, answer="Tidak.", by=world.manager)

    def test_only_a_refusal_is_appealed_and_in_its_time(self, world, refused):
        with pytest.raises(services.NotRefused):
            appeal(world, given.proposed(world, world.dewi)[0])
        Participation.objects.filter(pk=refused.pk).update(proposed_on=date(2026, 10, 1), decided_on=date(2026, 10, 18))
        with pytest.raises(services.AppealTooLate) as refusal:
            appeal(world, refused)
        assert "1 Nov 2026" in str(refusal.value)
        assert not Appeal.objects.exists()

    def test_it_goes_through_the_screen_and_not_past_joko(self, world, refused, client):
        client.force_login(world.budi)
        page = f"/program/seleksi/{refused.uid}/banding/"
        assert client.post(page, {"uid": new_uid(), "words_said": ""}).status_code == 422
        client.post(page, {"uid": new_uid(), "words_said": "Saya siap."})
        answer = f"/program/seleksi/banding/{Appeal.objects.get().uid}/"
        client.force_login(world.manager)
        shown = client.post(answer, {"upheld": "yes", "answer": "Perlu dilihat lagi."}, follow=True).text
        assert "Perlu dilihat lagi." in shown
        client.force_login(world.joko)
        assert client.get(page).status_code == 404


class TestChanges:
    def test_a_transfer_asks_the_new_unit_which_proposes_him_or_not(self, world):
        (sari,) = given.approved(world, world.sari)
        parigi = world.programme.units["LPG"]
        people.transfer_person(world.sari, parigi, on=TODAY, by=world.budi)
        change = queries.open_changes(world.joko).get()
        assert (change.kind, change.participation, change.unit) == ("transfer", sari, parigi)
        assert not queries.open_changes(world.budi).exists()
        services.propose(world.sari, by=world.joko)
        change.refresh_from_db()
        assert (change.deed, change.settled_by) == ("proposed", world.joko)

    def test_who_moves_on_before_an_answer_is_asked_about_where_he_is_and_nowhere_once_he_left(self, world):
        (sari,) = given.approved(world, world.sari)
        units = world.programme.units
        for unit, by in ((units["LPG"], world.budi), (units["RTP"], world.joko)):
            people.transfer_person(world.sari, unit, on=TODAY, by=by)
        waiting = Change.objects.get(settled_on=None)
        assert (waiting.unit, waiting.participation) == (units["RTP"], sari)
        assert Change.objects.exclude(settled_on=None).get().deed == "gone"
        services.leave(world.sari.pk, reason="release", on=TODAY)
        assert not Change.objects.filter(settled_on=None).exists()

    def test_an_end_told_later_bears_the_day_on_which_it_happened(self, world):
        with clock.fixed(clock.at(date(2026, 10, 20))):
            given.approved(world, world.sari, world.dewi)
        for person, day in ((world.sari, date(2026, 10, 30)), (world.dewi, date(2026, 10, 1))):
            services.leave(person.pk, reason="release", on=day)
        ended = dict(Participation.objects.values_list("person", "ended_on"))
        assert ended == {world.sari.pk: date(2026, 10, 30), world.dewi.pk: date(2026, 10, 20)}

    def test_health_and_discipline_are_noted_once_without_a_word_more(self, world):
        (sari,) = given.approved(world, world.sari)
        first = services.note_change(sari, "health", by=world.budi)
        assert services.note_change(sari, "health", by=world.wati) == first
        with pytest.raises(services.NotSeen):
            services.note_change(sari, "sentence", by=world.budi)
        services.keep_as_is(first, by=world.head)
        assert services.note_change(sari, "health", by=world.budi) != first
        assert queries.is_participant(world.sari)

    def test_an_ending_settles_whatever_waited(self, world):
        (sari,) = given.approved(world, world.sari)
        services.note_change(sari, "discipline", by=world.budi)
        services.end_participation(sari, reason="discipline", by=world.head)
        assert Change.objects.get().deed == "ended"
        sari.refresh_from_db()
        assert (sari.state, sari.ended_by) == ("ended", "discipline")
        with pytest.raises(services.NotTakingPart):
            services.note_change(sari, "health", by=world.budi)

    def test_other_dates_of_a_sentence_ask_only_where_somebody_takes_part(self, world):
        given.proposed(world, world.sari)
        for person in (world.sari, world.dewi):
            services.hear(person.pk, "sentence")
        assert Change.objects.get().participation.person == world.sari

    def test_it_stands_on_the_heads_home_and_is_settled_there(self, world, client):
        change = services.note_change(given.approved(world, world.sari)[0], "health", by=world.budi)
        client.force_login(world.head)
        assert "1 perubahan menunggu keputusan" in client.get(reverse("web:home")).text
        assert "Tetap ikut" in client.get("/program/seleksi/perubahan/").text
        client.post(f"/program/seleksi/perubahan/{change.uid}/tetap/")
        change.refresh_from_db()
        assert (change.deed, change.settled_by) == ("kept", world.head)


class TestActingHead:
    def acting(self, world, **changes):
        told = {"until_on": date(2026, 11, 9), "letter": "Sprint-12/XI/2026", "by": world.manager} | changes
        return people.give_role(world.wati, "unit_head", world.palu, **told)

    def test_an_acting_head_decides_by_letter_and_for_a_time(self, world, client):
        self.acting(world)
        services.decide(given.assessed(world, world.sari), approve=True, decree=DECREE, tpp_on=TODAY, by=world.wati)
        client.force_login(world.head)
        assert "Sprint-12/XI/2026" in client.get(f"/program/seleksi/{Participation.objects.get().uid}/").text

    def test_he_decides_nothing_he_proposed_or_assessed_himself(self, world):
        self.acting(world)
        proposed = services.propose(world.sari, by=world.budi)
        services.assess(proposed, interest="Jahit", skill="Ada", healthy=True, by=world.wati)
        with pytest.raises(services.OwnProposal):
            services.decide([proposed], approve=True, decree=DECREE, tpp_on=TODAY, by=world.wati)

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"letter": ""}, people.ActingIncomplete),
            ({"until_on": None}, people.ActingIncomplete),
            ({"until_on": date(2026, 11, 1)}, people.EndsInThePast),
        ],
    )
    def test_a_letter_and_a_last_day_belong_together(self, world, changes, refusal):
        with pytest.raises(refusal):
            self.acting(world, **changes)
        assert not world.wati.has_role("unit_head")

    def test_given_twice_he_acts_once(self, world):
        assert self.acting(world) == self.acting(world)
