"""A step is killed at every touch of the database, and is whole or not there at all."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from siap.core import proofs
from siap.core.models import FactRecord
from siap.ledger.models import Entry

HERE = Path(__file__).resolve().parents[2]


def dies_whole(step: Callable[[], object]) -> None:
    """Only a death after the commit leaves it done; done again it changes nothing; and every proof holds."""
    name = step.__name__
    told = _killed_through(name)
    ends = [(how, what) for _step, _touch, how, what in told]
    assert len(told) > 5, f"{name} hardly touched the database"
    assert ends.count(("killed", "done")) == 1, f"{name}: only a death after the commit leaves it done"
    assert ends[-1] == ("lived", "undone"), f"{name}: done again, it changes nothing"
    assert set(ends[: ends.index(("killed", "done"))]) == {("killed", "undone")}
    assert [finding.offender for _one, finding in proofs.run() if finding.offender] == [], name
    before = _rows()
    step()
    assert _rows() == before, name


def _killed_through(step: str) -> list[list[str]]:
    """What became of each process that did the step: (step, touch, killed or lived, done or undone)."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", step], cwd=HERE, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def _rows() -> tuple[int, int]:
    return FactRecord.objects.count(), Entry.objects.count()
