"""Forgetting a person: only when his time is over and nothing of him is open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from siap.aftercare import services
from siap.core import clock
from siap.people import queries
from siap.people import services as people
from siap.people.models import Person
from siap.sharing.tests import given as sharing
from tests.world import TODAY

OVER = clock.at(date(2036, 11, 2))


@pytest.fixture
def gone(world):
    """Tono, who was let free and paid what he was owed."""
    people.release_person(world.tono, "free", on=TODAY, by=world.head)
    return world.tono


def test_whose_time_is_over_stands_on_the_list_from_that_day(client, world, gone):
    with clock.fixed(OVER - timedelta(days=1)):
        assert not queries.past_keeping().exists()
    with clock.fixed(OVER):
        client.force_login(world.manager)
        assert "Tono" in client.get(reverse("aftercare:past-keeping")).content.decode()
        page = reverse("aftercare:forget", args=[gone.uid])
        assert client.post(page, {}).status_code == 422
        assert client.post(page, {"read": "on"}).status_code == 302
        assert not queries.past_keeping().exists()
        shown = client.get(reverse("people:person", args=[gone.uid])).content.decode()
    assert "Tono" not in shown
    assert f"{gone.member_code}, namanya dihapus 2 Nov 2036" in shown


def test_money_that_is_kept_for_him_keeps_him(world):
    sharing.shared_month(world)
    people.release_person(world.tono, "free", on=TODAY, by=world.head)
    with clock.fixed(OVER), pytest.raises(services.StillOwed, match="Rp"):
        services.forget_person(world.tono, by=world.manager)
    assert Person.objects.get(pk=world.tono.pk).name == "Tono"


def test_who_is_here_and_who_signed_for_things_keeps_his_name(world):
    with pytest.raises(people.StillHere):
        services.forget_person(world.dewi, by=world.manager)
    officer = Person.objects.filter(placements__status="officer").first()
    officer.placements.update(until_on=TODAY, ended_by="transfer")
    with clock.fixed(OVER), pytest.raises(people.StaffAreKept):
        services.forget_person(officer, by=world.manager)


def test_a_user_who_is_forgotten_signs_in_no_more(world, gone):
    user = people.add_user("tono", "Tono", "siap-usaha-contoh", person=gone)
    with clock.fixed(OVER):
        services.forget_person(gone, by=world.manager)
    user.refresh_from_db()
    assert (user.name, user.username, user.has_usable_password()) == (gone.member_code, gone.member_code.lower(), False)
