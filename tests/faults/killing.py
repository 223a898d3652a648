"""Does one step after the other in processes that die by SIGKILL at their first, second, third, … touch of the database:
`python -m tests.faults.killing STEP…`.

A touch is a statement or a commit, and a commit is touched twice: just before it is asked for and just after it was granted.
For each death one line is written: the step, at which touch, and whether the step had happened by then. The line after the
last death tells that a process lived to the end of the step.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

django.setup()

from django.db import connection, connections  # noqa: E402  (after Django is ready)

from siap.core import clock  # noqa: E402
from siap.core.models import FactRecord  # noqa: E402
from siap.ledger.models import Entry  # noqa: E402
from tests.faults.steps import STEPS  # noqa: E402
from tests.world import TODAY  # noqa: E402

MOST_TOUCHES = 1_000


class Touches:
    """Counts how often the database is touched, and dies at one of these touches."""

    def __init__(self, die_at: int) -> None:
        self.left = die_at

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:
        """A statement."""
        self.touch()
        return execute(*told)

    def touch(self) -> None:
        """One more; the last one is not lived through."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Every statement and both sides of every commit of this process."""
        commit = connection.commit

        def watched() -> None:
            self.touch()
            commit()
            self.touch()

        connection.commit = watched
        with connection.execute_wrapper(self):
            yield


def lives(step: str, die_at: int) -> bool:
    """Do a step in a process of its own; whether it lived to the end."""
    connections.close_all()  # a connection is not inherited
    child = os.fork()
    if child == 0:
        with Touches(die_at).counted():
            STEPS[step]()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    if status != 0:
        sys.exit(f"{step}, touch {die_at}: went wrong by itself")
    return True


def rows() -> tuple[int, int]:
    """How many facts and entries there are."""
    return FactRecord.objects.count(), Entry.objects.count()


def kill_through(step: str) -> None:
    """Kill a step at every touch of the database, until it is done without being killed."""
    for touch in range(1, MOST_TOUCHES):
        before = rows()
        lived = lives(step, touch)
        happened = rows() != before
        sys.stdout.write(f"{step} {touch} {'lived' if lived else 'killed'} {'done' if happened else 'undone'}\n")
        if lived:
            return
    sys.exit(f"{step} never ends")


if __name__ == "__main__":
    with clock.fixed(clock.at(TODAY)):
        for name in sys.argv[1:]:
            kill_through(name)
