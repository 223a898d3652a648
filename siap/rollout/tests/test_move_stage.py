"""Bringing a unit to its next stage."""

from datetime import date

import pytest

from siap.core.models import FactRecord
from siap.learning.tests import given as learning
from siap.rollout import queries, services
from siap.rollout.models import StageMove
from siap.rollout.tests import given
from siap.sharing.tests import given as sharing


def test_a_unit_begins_in_preparation_before_any_move(world):
    assert queries.stage_of(world.palu) == "preparation"


def test_a_unit_that_joined_the_agreement_comes_to_the_officers(world):
    move = services.move_stage(world.palu, "officers", by=world.manager)
    assert queries.stage_of(world.palu) == "officers"
    assert (move.exception, move.moved_on) == ("", date(2026, 11, 2))
    assert FactRecord.objects.filter(name="rollout.StageReached").count() == 1


def test_no_groups_before_the_officers_are_certified(world):
    given.at_stage(world, world.palu, "officers")
    with pytest.raises(services.ConditionsMissing, match="Petugas lulus pelatihan"):
        services.move_stage(world.palu, "groups", by=world.manager)
    assert queries.stage_of(world.palu) == "officers"
    learning.certified_officers(world)
    services.move_stage(world.palu, "groups", by=world.manager)
    assert queries.stage_of(world.palu) == "groups"


def test_an_exception_carries_its_reason(world):
    given.at_stage(world, world.palu, "officers")
    move = services.move_stage(world.palu, "groups", exception="Pelatihan minggu depan", by=world.manager)
    assert move.exception == "Pelatihan minggu depan"
    assert '"by_exception":true' in FactRecord.objects.filter(name="rollout.StageReached").last().text


def test_a_reason_that_was_not_needed_is_not_kept(world):
    learning.certified_officers(world)
    services.move_stage(world.palu, "officers", exception="Tidak perlu", by=world.manager)
    assert StageMove.objects.get().exception == ""


def test_a_stage_cannot_be_skipped(world):
    with pytest.raises(services.NotTheNextStage, match="Petugas"):
        services.move_stage(world.palu, "market", exception="Cepat", by=world.manager)
    assert not StageMove.objects.exists()


def test_moving_twice_changes_nothing(world):
    first = services.move_stage(world.palu, "officers", by=world.manager)
    assert services.move_stage(world.palu, "officers", by=world.manager) == first
    assert StageMove.objects.count() == 1


@pytest.mark.parametrize(
    "days",
    [
        {"on": date(2026, 11, 3)},
        {"on": date(2026, 10, 1), "due_on": date(2026, 9, 1)},
    ],
)
def test_days_out_of_order_are_refused(world, days):
    with pytest.raises(services.StageDatesWrong):
        services.move_stage(world.palu, "officers", by=world.manager, **days)
    assert not StageMove.objects.exists()


def test_a_month_of_work_meets_every_condition_up_to_the_market(world):
    sharing.approved(world)
    for stage in ("officers", "groups", "products", "market"):
        services.move_stage(world.palu, stage, by=world.manager)
    assert not StageMove.objects.exclude(exception="").exists()
    (condition,) = queries.conditions(world.palu)
    assert (condition.have, condition.missing) == (1, 2)  # three shared months make a unit independent
