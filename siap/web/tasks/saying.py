"""How a task says since when, and in which order tasks stand."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core import clock
from siap.ui.tasks import Kind, Task

MOST = 3
"""So many of one sort are named one by one: the list is for what to do next, the room's own page for the rest."""


def ago(day: date) -> str:
    """Since when: `hari ini`, `9 hari`."""
    days = (clock.today() - day).days
    return _("hari ini") if days <= 0 else ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}


def urgent_first(tasks: Iterable[Task]) -> list[Task]:
    """Brick before gold before bay before leaf; within a kind as they came."""
    order = {Kind.BAD: 0, Kind.WAIT: 1, Kind.INFO: 2, Kind.GOOD: 3}
    return sorted(tasks, key=lambda task: order[Kind(task.kind)])
