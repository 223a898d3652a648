"""The board, a unit's page, and the Kanwil's two forms."""

from datetime import date

import pytest
from django.urls import reverse

from siap.learning.tests import given as given_learning
from siap.rollout import queries, services
from siap.rollout.models import StageMove, Target
from siap.rollout.tests import given


@pytest.fixture
def page(world):
    return lambda name: reverse(f"rollout:{name}", args=[world.palu.uid])


def test_the_board_names_who_is_late_and_what_the_next_stage_needs(client, world):
    given.at_stage(world, world.palu, "officers", due_on=date(2026, 10, 20))
    client.force_login(world.manager)
    shown = client.get(reverse("rollout:board")).content.decode()
    assert "1 UPT terlambat" in shown
    assert "terlambat sejak 20 Okt 2026" in shown
    assert "Petugas lulus pelatihan: 0 (perlu 2)" in shown


def test_an_officer_sees_the_stages_of_his_own_unit_only(client, world):
    client.force_login(world.joko)
    shown = client.get(reverse("rollout:board")).content.decode()
    assert "Lapas Parigi" in shown
    assert "Lapas Palu" not in shown


def test_the_board_costs_few_queries_however_many_units(client, world, django_assert_max_num_queries):
    client.force_login(world.manager)
    with django_assert_max_num_queries(15):
        client.get(reverse("rollout:board"))


def test_a_unit_page_shows_an_exception_with_its_reason(client, world, page):
    given.at_stage(world, world.palu, "groups")
    client.force_login(world.head)
    shown = client.get(page("unit")).content.decode()
    assert "dengan pengecualian" in shown
    assert page("move") not in shown


def test_the_manager_moves_a_unit_that_is_ready(client, world, page):
    client.force_login(world.manager)
    assert "Alasan pengecualian" not in client.get(page("move")).content.decode()
    answer = client.post(page("move"), {"due_on": "2026-12-31"})
    assert answer.status_code == 302
    assert queries.of_unit(world.palu).due_on == date(2026, 12, 31)


def test_without_a_reason_a_unit_that_is_not_ready_stays(client, world, page):
    given.at_stage(world, world.palu, "officers")
    client.force_login(world.manager)
    answer = client.post(page("move"), {"due_on": "", "exception": " "})
    assert answer.status_code == 422
    assert "tulis alasan pengecualiannya" in answer.content.decode()
    assert queries.stage_of(world.palu) == "officers"


def test_a_target_that_makes_no_sense_keeps_what_was_typed(client, world, page):
    client.force_login(world.manager)
    answer = client.post(page("target"), {"what": "turnover", "year": "1990", "amount": "5.000"})
    assert answer.status_code == 422
    assert "1990" in answer.content.decode()
    assert not Target.objects.exists()
    client.post(page("target"), {"what": "turnover", "year": "2026", "amount": "5.000"})
    assert Target.objects.get().amount == 5_000


@pytest.mark.parametrize("name", ["unit", "move", "target"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_joko_finds_nothing_and_changes_nothing(client, world, page, name, method):
    client.force_login(world.joko)
    assert getattr(client, method)(page(name)).status_code in ({404, 405} if name == "unit" else {403})
    assert not StageMove.objects.exists()
    assert not Target.objects.exists()


def test_a_unit_goes_from_officers_to_groups_only_by_meeting_the_conditions(client, world, page):
    client.force_login(world.manager)
    for stage in ("preparation", "officers"):
        services.move_stage(world.palu, stage, by=world.manager)
    asked = client.get(page("move")).content.decode()
    assert "kurang 2" in asked
    assert client.post(page("move"), {"due_on": ""}).status_code == 422
    assert queries.stage_of(world.palu) == "officers"
    given_learning.certified_officers(world)
    assert "Alasan pengecualian" not in client.get(page("move")).content.decode()
    assert client.post(page("move"), {"due_on": ""}).status_code == 302
    assert StageMove.objects.get(stage="groups").exception == ""
