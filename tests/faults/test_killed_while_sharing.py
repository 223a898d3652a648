"""The office dies at any moment between a worked month and money in a hand: no share half-posted, no rupiah lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from siap.core import proofs
from siap.core.models import FactRecord
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Entry
from siap.sharing import queries as sharing
from siap.sharing.tests import given as given_sharing
from tests import world as cast
from tests.faults.steps import STEPS

HERE = Path(__file__).resolve().parents[2]


def killed_through(step: str) -> list[list[str]]:
    """What became of each process that did the step: (step, touch, killed or lived, done or undone)."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", step], cwd=HERE, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def holds() -> bool:
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def rows() -> tuple[int, int]:
    return FactRecord.objects.count(), Entry.objects.count()


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_from_the_sheet_to_the_hand_and_the_state() -> None:
    world = cast.begin()
    group = given_sharing.october(world)
    for step in STEPS:
        told = killed_through(step)
        ends = [(how, what) for _step, _touch, how, what in told]
        assert len(told) > 5, f"{step} hardly touched the database"
        assert ends.count(("killed", "done")) == 1, f"{step}: only a death after the commit leaves it done"
        assert ends[-1] == ("lived", "undone"), f"{step}: done again, it changes nothing"
        assert set(ends[: ends.index(("killed", "done"))]) == {("killed", "undone")}
        assert holds(), step
        before = rows()
        STEPS[step]()
        assert rows() == before, step
    custody = world.palu.custody_book
    assert sharing.savings(world.sari) == sharing.Savings(held=16_072, usable=357)
    assert book.balance(chart.bank, book=custody) == given_sharing.BASE - 5_000 - 15_000
    assert book.balance(chart.distribution, book=group.book) == given_sharing.BASE
