"""Transfer and release: one place at a time, and never out of order."""

from datetime import date, timedelta

import pytest

from siap.core.facts import FACTS
from siap.core.models import FactRecord
from siap.people import queries, services
from siap.people.models import Placement, Role
from siap.people.tests import given
from tests.world import TODAY, World


def open_places(person):
    return list(person.placements.filter(until_on=None).values_list("unit__code", "status"))


def parigi(world: World):
    return world.programme.units["LPG"]


class TestTransfer:
    def test_a_person_is_in_the_new_unit_and_only_there(self, world):
        services.transfer_person(world.sari, parigi(world), on=TODAY, by=world.budi)
        assert open_places(world.sari) == [("LPG", "convict")]
        old = world.sari.placements.exclude(until_on=None).get()
        assert (old.unit.code, old.until_on, old.ended_by) == ("LPP", TODAY, "transfer")
        assert queries.current_placement(world.sari).expected_release_on == date(2026, 12, 1)

    def test_sending_it_twice_moves_once(self, world):
        services.transfer_person(world.sari, parigi(world), on=TODAY, by=world.budi)
        with pytest.raises(services.SameUnit):
            services.transfer_person(world.sari, parigi(world), on=TODAY, by=world.joko)
        assert world.sari.placements.count() == 2

    def test_a_new_register_number_comes_along(self, world):
        services.transfer_person(world.sari, parigi(world), on=TODAY, register_number="B.I 7/2026", by=world.budi)
        assert world.sari.identifiers.get(until_on=None).value == "B.I 7/2026"

    def test_an_officers_role_ends_with_his_place(self, world):
        budi = world.budi
        services.transfer_person(budi.person, parigi(world), on=TODAY - timedelta(1), by=None)
        assert Role.objects.get(user=budi).until_on == TODAY - timedelta(1)
        assert not world.budi.can("people.see")

    @pytest.mark.parametrize(("day", "field"), [(date(2025, 2, 28), "on"), (date(2026, 11, 3), "on")])
    def test_a_day_before_entry_or_after_today_is_refused(self, world, day, field):
        with pytest.raises(services.DatesOutOfOrder) as refusal:
            services.transfer_person(world.sari, parigi(world), on=day, by=world.budi)
        assert refusal.value.field == field
        assert open_places(world.sari) == [("LPP", "convict")]

    def test_the_same_unit_is_refused(self, world):
        with pytest.raises(services.SameUnit) as refusal:
            services.transfer_person(world.sari, world.palu, on=TODAY, by=world.budi)
        assert "Lapas Palu" in str(refusal.value)
        assert world.sari.placements.count() == 1

    def test_an_inmate_does_not_move_to_a_bapas(self, world):
        with pytest.raises(services.WrongUnit):
            services.transfer_person(world.sari, world.bapas, on=TODAY, by=world.budi)

    def test_joko_moves_nobody_of_palu(self, world):
        with pytest.raises(services.NotInYourCare):
            services.transfer_person(world.sari, parigi(world), on=TODAY, by=world.joko)
        assert open_places(world.sari) == [("LPP", "convict")]


class TestRelease:
    @pytest.mark.parametrize("kind", ["pb", "cb", "cmb"])
    def test_on_parole_or_leave_a_person_becomes_a_client(self, world, kind):
        fact = services.release_person(world.sari, kind, on=TODAY, bapas=world.bapas, by=world.head)
        assert (fact.unit, fact.kind, fact.bapas) == (world.palu.pk, kind, world.bapas.pk)
        assert open_places(world.sari) == [("BPP", "client")]

    @pytest.mark.parametrize("kind", ["pb", "cb", "cmb"])
    def test_without_a_bapas_parole_is_refused(self, world, kind):
        for bapas in (None, parigi(world)):
            with pytest.raises(services.BapasMissing):
                services.release_person(world.sari, kind, on=TODAY, bapas=bapas, by=world.head)
        assert open_places(world.sari) == [("LPP", "convict")]

    def test_after_the_end_of_a_sentence_nobody_is_anywhere(self, world):
        fact = services.release_person(world.sari, "free", on=TODAY, by=world.head)
        assert fact.bapas is None
        assert open_places(world.sari) == []

    def test_a_free_person_is_followed_up_only_by_consent(self, world):
        with pytest.raises(services.ConsentNeeded):
            services.release_person(world.sari, "free", on=TODAY, bapas=world.bapas, by=world.head)
        services.give_consent(world.sari, "follow_up", text_version="2026-1", by=world.budi)
        services.release_person(world.sari, "free", on=TODAY, bapas=world.bapas, by=world.head)
        assert open_places(world.sari) == [("BPP", "client")]

    def test_a_second_release_says_since_when(self, world):
        given.client(world)
        with pytest.raises(services.AlreadyReleased) as refusal:
            services.release_person(world.sari, "pb", on=TODAY, bapas=world.bapas, by=world.head)
        assert "2 Nov 2026" in str(refusal.value)
        services.release_person(world.dewi, "free", on=TODAY, by=world.head)
        with pytest.raises(services.AlreadyReleased):
            services.release_person(world.dewi, "free", on=TODAY, by=world.head)
        assert FactRecord.objects.filter(name="people.PersonReleased").count() == 2

    def test_a_clients_guidance_ends_at_his_bapas(self, world):
        sari = given.client(world)
        with pytest.raises(services.NotInYourCare):
            services.release_person(sari, "free", on=TODAY, by=world.head)
        services.release_person(sari, "free", on=TODAY, by=world.hendra)
        assert open_places(sari) == []

    def test_an_officer_is_never_released(self, world):
        with pytest.raises(services.OfficersAreNotReleased):
            services.release_person(world.budi.person, "free", on=TODAY, by=world.head)
        assert open_places(world.budi.person) == [("LPP", "officer")]

    @pytest.mark.parametrize("kind", ["pb", "cb", "cmb", "free", "nonsense"])
    def test_a_detainee_has_no_sentence_to_be_let_off(self, world, kind):
        rudi = given.detainee(world)
        with pytest.raises(services.WrongWayOut):
            services.release_person(rudi, kind, on=TODAY, bapas=world.bapas, by=None)
        assert open_places(rudi) == [("RTP", "detainee")]

    @pytest.mark.parametrize("kind", ["acquitted", "by_law"])
    def test_a_detainee_goes_out_as_innocent(self, world, kind):
        rudi = given.detainee(world)
        services.release_person(rudi, kind, on=TODAY, by=None)
        assert open_places(rudi) == []

    @pytest.mark.parametrize("day", [date(2025, 2, 28), date(2026, 11, 3)])
    def test_a_day_before_entry_or_after_today_is_refused(self, world, day):
        with pytest.raises(services.DatesOutOfOrder):
            services.release_person(world.sari, "free", on=day, by=world.head)
        assert open_places(world.sari) == [("LPP", "convict")]

    def test_the_database_itself_knows_one_place_only(self, world):
        assert "a_person_is_in_one_place" in {constraint.name for constraint in Placement._meta.constraints}


def test_the_log_names_nobody(world):
    given.client(world)
    assert "people.PersonReleased" in FACTS
    assert not FactRecord.objects.filter(text__icontains="Sari").exists()
