"""Into the programme: proposed, assessed, taken in as a client; and out of it again."""

from datetime import date

import pytest

from siap.core.ids import new_uid
from siap.people import queries as whereabouts
from siap.people import services as people
from siap.people.tests import given as people_given
from siap.programme import queries, services
from siap.programme.models import Assessment, Participation
from siap.programme.tests import given
from tests.world import TODAY

YESTERDAY = date(2026, 11, 1)


class TestPropose:
    def test_a_proposal_stands_in_the_unit_where_the_person_is(self, world):
        made = services.propose(world.sari, by=world.budi)
        assert (made.unit, made.state, made.proposed_on, made.proposed_by) == (
            world.palu, "proposed", TODAY, world.budi
        )  # fmt: skip
        assert not queries.is_participant(world.sari)

    def test_joining_is_voluntary_and_that_is_recorded(self, world):
        services.propose(world.sari, by=world.budi)
        assert whereabouts.has_consent(world.sari, "joining")

    def test_sent_twice_it_counts_once(self, world):
        uid = new_uid()
        assert services.propose(world.sari, by=world.budi, uid=uid) == services.propose(
            world.sari, by=world.budi, uid=uid
        )

    def test_a_detainee_may_join(self, world):
        assert services.propose(people_given.detainee(world), by=world.budi).unit.code == "RTP"

    def test_a_second_open_participation_is_refused(self, world):
        given.approved(world, world.sari)
        with pytest.raises(services.AlreadyTakingPart) as refusal:
            services.propose(world.sari, by=world.budi)
        assert "2 Nov 2026" in str(refusal.value)
        assert Participation.objects.count() == 1

    def test_officers_clients_and_the_released_are_not_proposed(self, world):
        client = people_given.client(world)
        people.release_person(world.dewi, "free", on=TODAY, by=world.head)
        for person in (client, world.dewi, world.budi.person):
            with pytest.raises(services.NotAnInmate):
                services.propose(person, by=world.budi)
        assert not Participation.objects.exists()

    @pytest.mark.parametrize("on", [date(2025, 2, 28), date(2026, 11, 3)])
    def test_a_day_before_entry_or_after_today_is_refused(self, world, on):
        with pytest.raises(services.ProposedOutOfOrder):
            services.propose(world.sari, by=world.budi, on=on)
        assert not Participation.objects.exists()
        assert not whereabouts.has_consent(world.sari, "joining")


class TestAssess:
    def assess(self, world, participation, **changes):
        seen = {"interest": "Menjahit", "skill": "Bisa memotong kain", "healthy": True, "by": world.budi}
        return services.assess(participation, **(seen | changes))

    def test_an_assessment_brings_a_proposal_before_the_head(self, world):
        (one,) = given.proposed(world, world.sari)
        assert self.assess(world, one).state == "assessed"
        assert list(queries.awaiting_decision(world.head)) == [one]

    def test_the_same_assessment_again_changes_nothing(self, world):
        (one,) = given.proposed(world, world.sari)
        self.assess(world, one)
        assert self.assess(world, one).state == "assessed"
        assert Assessment.objects.count() == 1

    def test_another_assessment_is_refused(self, world):
        (one,) = given.proposed(world, world.sari)
        self.assess(world, one)
        with pytest.raises(services.AlreadyAssessed):
            self.assess(world, one, healthy=False)
        assert Assessment.objects.get().healthy


class TestAcceptClient:
    def test_a_client_comes_in_without_tpp_and_decree(self, world):
        sari = people_given.client(world)
        made = services.accept_client(sari, by=world.hendra)
        assert (made.unit, made.state, made.tpp, made.decree) == (world.bapas, "approved", None, "")
        assert queries.is_participant(sari)
        assert list(queries.participants(world.bapas)) == [sari]

    def test_an_inmate_does_not(self, world):
        with pytest.raises(services.NotAClient):
            services.accept_client(world.sari, by=world.hendra)
        assert not queries.is_participant(world.sari)

    def test_twice_is_once_or_refused(self, world):
        sari, uid = people_given.client(world), new_uid()
        first = services.accept_client(sari, by=world.hendra, uid=uid)
        assert services.accept_client(sari, by=world.hendra, uid=uid) == first
        with pytest.raises(services.AlreadyTakingPart):
            services.accept_client(sari, by=world.hendra)
        assert Participation.objects.count() == 1


class TestEnd:
    def test_it_ends_with_its_reason_and_only_once(self, world):
        (one,) = given.approved(world, world.sari)
        ended = services.end_participation(one, because="Memilih pelatihan lain", by=world.budi)
        assert (ended.state, ended.because, ended.ended_on) == ("ended", "Memilih pelatihan lain", TODAY)
        again = services.end_participation(one, because="Alasan lain", by=world.budi)
        assert again.because == "Memilih pelatihan lain"
        assert not queries.is_participant(world.sari)

    def test_without_a_reason_it_is_refused(self, world):
        (one,) = given.approved(world, world.sari)
        with pytest.raises(services.ReasonMissing):
            services.end_participation(one, because="  ", by=world.budi)
        assert queries.is_participant(world.sari)

    @pytest.mark.parametrize("how", ["transfer", "release", "withdraw"])
    def test_who_leaves_or_takes_it_back_takes_part_no_longer(self, world, how):
        given.approved(world, world.sari, world.dewi)
        if how == "transfer":
            people.transfer_person(world.sari, world.programme.units["LPG"], on=TODAY, by=world.budi)
        elif how == "release":
            people_given.client(world)
        else:
            people.withdraw_consent(world.sari, "joining", by=world.budi)
        assert not queries.is_participant(world.sari)
        assert queries.is_participant(world.dewi)

    def test_taking_back_another_consent_ends_nothing(self, world):
        given.approved(world, world.sari)
        people.give_consent(world.sari, "story", text_version="2026-1", by=world.budi)
        people.withdraw_consent(world.sari, "story", by=world.budi)
        assert queries.is_participant(world.sari)

    def test_after_an_end_one_may_be_proposed_again(self, world):
        (one,) = given.approved(world, world.sari)
        services.end_participation(one, because="Sakit", by=world.budi)
        assert services.propose(world.sari, by=world.budi).state == "proposed"
