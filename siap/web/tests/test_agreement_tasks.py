"""What of an agreement is not answered, or ends soon, stands on the homes of both parties."""

from datetime import date, timedelta

import pytest

from siap.programme import services
from siap.web.home import home_of
from tests.world import TODAY


def _completed(world, until_on=date(2027, 11, 6)):
    services.complete_agreement(
        world.programme.agreement, number="PKS-1", until_on=until_on, regime="wage", basis="Surat Kanwil 12/2026",
        by=world.manager,
    )  # fmt: skip


def test_what_is_not_answered_is_asked_on_the_homes_of_both_parties(world):
    for user in (world.manager, world.user("koperasi")):
        assert sum(task.badge == "Tanya" for task in home_of(user).tasks) == 2
    _completed(world)
    for user in (world.manager, world.user("koperasi"), world.budi):
        assert not any(task.badge == "Tanya" for task in home_of(user).tasks)


@pytest.mark.parametrize(("days", "kind"), [(181, None), (180, "info"), (90, "wait"), (30, "bad"), (-1, "bad")])
def test_its_end_is_spoken_of_more_and_more_urgently(world, days, kind):
    _completed(world, until_on=TODAY + timedelta(days=days))
    told = [task.kind for task in home_of(world.manager).tasks if "perpanjang?" in task.text]
    assert told == ([kind] if kind else [])
