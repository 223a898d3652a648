"""Targets of a unit, and how far they are."""

from datetime import date

import pytest

from siap.core.ids import new_uid
from siap.rollout import queries, services
from siap.rollout.models import Target
from siap.sharing import services as sharing_services
from siap.sharing.tests import given as sharing


def test_a_new_figure_replaces_the_old_one(world):
    services.set_target(world.palu, 2026, "turnover", 1_000_000, by=world.manager)
    services.set_target(world.palu, 2026, "turnover", 2_000_000, by=world.manager)
    assert Target.objects.get().amount == 2_000_000


@pytest.mark.parametrize(
    ("year", "what", "amount"),
    [
        (2026, "turnover", 0),
        (2026, "turnover", -5),
        (2026, "turnover", 10**12 + 1),
        (1990, "turnover", 5),
        (2026, "moon", 5),
    ],
)
def test_what_cannot_be_a_target_is_refused(world, year, what, amount):
    with pytest.raises(services.TargetWrong):
        services.set_target(world.palu, year, what, amount, by=world.manager)
    assert not Target.objects.exists()


def test_progress_is_counted_from_books_deposits_and_certificates(world):
    sharing.shared_month(world)
    sharing_services.deposit_state_revenue(
        new_uid(), world.palu, 9_000, "820261102000001", "ABCDEF0123456789", date(2026, 11, 2), by=world.budi
    )
    for what, amount in (("turnover", 4_000_000), ("state_revenue", 15_000), ("trained", 3)):
        services.set_target(world.palu, 2026, what, amount, by=world.manager)
    found = {item.target.what: (item.done, item.percent) for item in queries.targets(world.palu, 2026)}
    assert found == {"turnover": (400_000, 10), "state_revenue": (9_000, 60), "trained": (3, 100)}
    assert queries.state_revenue_target(2026) == 15_000
