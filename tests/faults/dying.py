"""Steps are killed at every touch of the database, and each is whole or not there at all."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from siap.core import proofs

HERE = Path(__file__).resolve().parents[2]


def dies_whole(*steps: Callable[[], object]) -> None:
    """Of each step, one after the other, only a death after the commit leaves it done, and done again it changes nothing; in
    the end every proof holds."""
    names = [step.__name__ for step in steps]
    told = _killed_through(names)
    for name in names:
        ends = [(how, what) for step, _touch, how, what in told if step == name]
        assert len(ends) > 5, f"{name} hardly touched the database"
        assert ends.count(("killed", "done")) == 1, f"{name}: only a death after the commit leaves it done"
        assert ends[-1] == ("lived", "undone"), f"{name}: done again, it changes nothing"
        assert set(ends[: ends.index(("killed", "done"))]) == {("killed", "undone")}, name
    assert [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def _killed_through(steps: list[str]) -> list[list[str]]:
    """What became of each process that did a step: (step, touch, killed or lived, done or undone)."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", *steps],
        cwd=HERE,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]
