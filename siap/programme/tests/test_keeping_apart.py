"""Two people who should not be put together: whoever is about to do it is warned, and may go on knowingly."""

import pytest

from siap.core.ids import new_uid
from siap.core.models import ReadLog
from siap.people import services
from siap.people.models import KeepApart
from siap.programme.models import Participation
from siap.programme.tests import given as programme_given


@pytest.fixture
def pair(world):
    return services.keep_apart(new_uid(), world.sari, world.dewi, why="conflict", by=world.budi)


def test_a_pair_is_one_whichever_is_named_first(world, pair):
    assert services.keep_apart(new_uid(), world.dewi, world.sari, why="safety", by=world.budi) == pair
    with pytest.raises(services.SamePerson):
        services.keep_apart(new_uid(), world.sari, world.sari, why="asked", by=world.budi)
    services.end_keep_apart(pair, by=world.budi)
    assert services.keep_apart(new_uid(), world.sari, world.dewi, why="safety", by=world.budi) != pair


def test_proposing_warns_is_logged_and_goes_on_for_who_has_read_it(world, pair, client):
    programme_given.approved(world, world.dewi)
    client.force_login(world.budi)
    form = {"uid": new_uid(), "person": world.sari.uid, "on": "2026-11-02", "voluntary": "on"}
    warned = client.post("/program/seleksi/usulkan/", form)
    assert warned.status_code == 422
    assert "perlu dipisahkan: pernah berselisih" in warned.text
    assert not Participation.objects.filter(person=world.sari).exists()
    assert set(ReadLog.objects.filter(page="people:apart").values_list("person", flat=True)) == {
        world.sari.pk, world.dewi.pk
    }  # fmt: skip
    client.post("/program/seleksi/usulkan/", form | {"aware": "on"})
    assert Participation.objects.filter(person=world.sari).exists()


def test_nobody_is_warned_of_others_or_of_what_is_over(world, pair):
    assert services.apart_warnings(world.budi, [world.tono], [world.dewi, world.sari]) == []
    services.end_keep_apart(pair, by=world.budi)
    assert services.apart_warnings(world.budi, [world.sari], [world.dewi]) == []


@pytest.mark.parametrize("username", ["rina", "koperasi", "joko", "kanwil", "auditor"])
def test_the_cooperative_and_other_units_never_learn_of_it(world, pair, username):
    assert not KeepApart.objects.visible_to(world.user(username)).exists()
    assert services.apart_warnings(world.user(username), [world.sari], [world.dewi]) == []


def test_it_is_written_on_the_persons_page_and_ended_there(world, client):
    client.force_login(world.budi)
    page = f"/orang/{world.sari.uid}/pisahkan/"
    unknown = client.post(page, {"uid": new_uid(), "other": "SU-9999", "why": "safety"})
    assert unknown.context["form"].errors["other"]
    client.post(page, {"uid": new_uid(), "other": world.dewi.member_code.lower(), "why": "safety"})
    assert "demi keselamatan" in client.get(f"/orang/{world.dewi.uid}/").text
    client.post(f"/orang/pisahkan/{KeepApart.objects.get().uid}/akhiri/")
    assert not KeepApart.objects.filter(until_on=None).exists()
