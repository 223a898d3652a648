"""Two files of one person become one, and nothing that other rooms hold ever changes its owner."""

from datetime import date

import pytest
from django.urls import reverse

from siap.core import proofs
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.people import queries, services
from siap.people.models import Consent, Identifier, KeepApart, Person, Placement
from siap.people.services.registering import register_person
from siap.programme.tests import given as programme_given
from tests.world import TODAY


@pytest.fixture
def twin(world):
    """Sari once more, under another spelling and number."""
    return register_person(
        name="Sari Melatie", workshop_name="Sari", sex="f", born_on=date(1994, 5, 17), unit=world.palu, status="convict",
        register_number="B.I 900/2025", since=date(2025, 6, 1), invented=True, by=world.budi,
    )  # fmt: skip


def merge(world, keep, twin):
    return services.merge_twin(keep, twin, by=world.head)


def test_numbers_consents_and_pairs_follow_and_the_file_is_gone_from_the_list(world, twin):
    services.give_consent(twin, "story", text_version="2026-1", by=world.budi)
    services.keep_apart(new_uid(), twin, world.tono, why="asked", by=world.budi)
    programme_given.approved(world, world.sari)
    merge(world, world.sari, twin)
    assert set(Identifier.objects.filter(person=world.sari).values_list("until_on", flat=True)) == {None, TODAY}
    assert Consent.objects.filter(person=world.sari, kind="story").exists()
    assert [one.person for one in queries.kept_apart(world.budi, world.sari)] == [world.tono]
    assert KeepApart.objects.filter(until_on=None).count() == 1
    assert not queries.found(world.budi, q="Melatie").exists()
    assert queries.found(world.budi, q="B.I 900/2025").get() == world.sari
    assert queries.current_placement(twin) is None
    assert [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def test_twice_changes_nothing_and_the_trace_names_what_followed(world, twin):
    number = twin.identifiers.get().pk
    merge(world, world.sari, twin)
    before = FactRecord.objects.count()
    assert merge(world, world.sari, twin) == world.sari
    assert FactRecord.objects.count() == before
    assert f'"identifiers":[{number}]' in FactRecord.objects.get(name="people.PersonsMerged").text.replace(" ", "")


def test_the_only_present_place_follows(world, twin):
    services.release_person(world.sari, "free", on=TODAY, by=world.head)
    merge(world, world.sari, twin)
    here = queries.current_placement(world.sari)
    assert (here.unit, here.from_on) == (world.palu, date(2025, 6, 1))
    assert Placement.objects.filter(person=twin).count() == 0


def test_a_file_with_a_history_is_never_the_one_that_goes(world, twin):
    programme_given.proposed(world, twin)
    with pytest.raises(services.BothHaveHistory) as refusal:
        merge(world, world.sari, twin)
    assert twin.member_code in str(refusal.value)
    merge(world, twin, world.sari)  # the other way round it is possible: Sari has none
    assert Person.objects.get(pk=world.sari.pk).same_as == twin


def test_two_places_two_birthdays_and_chains_are_refused(world, twin):
    with pytest.raises(services.NotTheSame):
        merge(world, world.dewi, twin)
    services.transfer_person(twin, world.programme.units["LPG"], on=TODAY, by=world.budi)
    with pytest.raises(services.TwoPlaces):
        merge(world, world.sari, twin)
    services.transfer_person(twin, world.palu, on=TODAY, by=None)
    merge(world, world.sari, twin)
    with pytest.raises(services.MergedAlready):
        merge(world, twin, world.sari)


def test_the_screen_offers_only_likely_twins_and_another_units_head_finds_none(world, twin, client):
    client.force_login(world.head)
    assert "1 berkas lain mungkin orang yang sama" in client.get(reverse("people:person", args=[world.sari.uid])).text
    page = reverse("people:merge", args=[world.sari.uid])
    assert client.post(page, {"twin": world.dewi.uid}).status_code == 422
    client.post(page, {"twin": twin.uid})
    twin.refresh_from_db()
    assert twin.same_as == world.sari
    client.force_login(world.user("kalapas-parigi"))
    assert client.get(page).status_code == 404
