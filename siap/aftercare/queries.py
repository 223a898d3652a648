"""Who came home, what is due for them, and how their businesses are doing."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.aftercare.models import Case, FollowUp, Task
from siap.business.models import Business
from siap.core import clock
from siap.people.models import Person, Unit, User
from siap.sharing import queries as sharing
from siap.sharing.models import Payout
from siap.ui.way import Station


def cases(user: User) -> QuerySet[Case]:
    """The cases this user sees, with what is due next: open ones first, his own before the others, the most urgent first.

    Each has `tasks_done`, `tasks_all`, `next_due_on` (of a task or a follow-up), `is_mine`.
    """
    next_task = Task.objects.filter(case=OuterRef("pk"), done_on=None).order_by().values("case")
    next_follow_up = FollowUp.objects.filter(case=OuterRef("pk"), done_on=None).order_by().values("case")
    rows: QuerySet[Case] = Case.objects.visible_to(user).select_related("person", "unit", "released_from", "officer")
    return rows.annotate(
        tasks_done=Count("tasks", filter=Q(tasks__done_on__isnull=False)),
        tasks_all=Count("tasks"),
        task_due_on=Subquery(next_task.annotate(due=Min("due_on")).values("due")),
        follow_up_due_on=Subquery(next_follow_up.annotate(due=Min("due_on")).values("due")),
        is_closed=Q(closed_on__isnull=False),
        is_mine=Coalesce(Q(officer=user.pk), False),
    ).order_by("is_closed", "-is_mine", Coalesce("task_due_on", "follow_up_due_on", "closed_on"), "pk")


def due_tasks(user: User, on: date | None = None) -> QuerySet[Task]:
    """Tasks of open cases that are due by a day (today), the oldest first."""
    visible = Case.objects.visible_to(user).filter(closed_on=None)
    tasks = Task.objects.filter(case__in=visible, done_on=None, due_on__lte=on or clock.today())
    return tasks.select_related("case__person", "case__officer").order_by("due_on", "position")


def due_follow_ups(user: User, on: date | None = None) -> QuerySet[FollowUp]:
    """Follow-ups of open cases that are due by a day (today), the oldest first."""
    visible = Case.objects.visible_to(user).filter(closed_on=None)
    due = FollowUp.objects.filter(case__in=visible, done_on=None, due_on__lte=on or clock.today())
    return due.select_related("case__person", "case__officer").order_by("due_on", "month")


def ventures_of(person: Person) -> QuerySet[Business]:
    """A person's own businesses, newest first."""
    return Business.objects.filter(owner=person, kind=Business.Kind.VENTURE).order_by("-formed_on", "-pk")


def latest_follow_ups(unit: Unit | None = None) -> QuerySet[FollowUp]:
    """The last answer of every case: of one unit (the Bapas that guides, or the unit that released), or of all."""
    later = FollowUp.objects.filter(case=OuterRef("case"), done_on__isnull=False, month__gt=OuterRef("month"))
    rows = FollowUp.objects.filter(done_on__isnull=False).exclude(Exists(later))
    return rows.filter(Q(case__unit=unit) | Q(case__released_from=unit)) if unit is not None else rows


def alive(unit: Unit | None = None) -> tuple[int, int]:
    """How many businesses were found alive by their last follow-up, of how many whose last follow-up found out. Who could
    not be reached counts in neither: lost is a state, never a zero."""
    counted = latest_follow_ups(unit).exclude(answer=FollowUp.Answer.LOST)
    return counted.filter(answer=FollowUp.Answer.ALIVE).count(), counted.count()


def stations(
    case: Case,
    tasks: Sequence[Task],
    follow_ups: Sequence[FollowUp],
    ventures: Sequence[Business],
    closings: Sequence[Payout],
) -> list[Station]:
    """The way home: released, taken in hand, papers in order, savings paid, own business, and followed for a year."""
    page = reverse("aftercare:case", args=[case.uid])
    done = [one for one in tasks if one.done_on is not None]
    asked = [one for one in follow_ups if one.done_on is not None]
    paid = bool(closings) and all(one.state in (Payout.State.PAID, Payout.State.REFUSED) for one in closings)
    steps: list[tuple[str, bool, date | None, str]] = [
        (_("Pulang"), True, case.released_on, ""),
        (_("Didampingi"), case.officer_id is not None, None, ""),
        (_("Persiapan"), len(done) == len(tasks), None, f"{len(done)}/{len(tasks)}"),
    ]
    if closings:
        steps.append((_("Titipan dibayar"), paid, closings[-1].paid_on, ""))
    steps.append((_("Usaha sendiri"), bool(ventures), ventures[0].formed_on if ventures else None, ""))
    steps.append((_("Satu tahun"), len(asked) == len(follow_ups), None, f"{len(asked)}/{len(follow_ups)}"))
    return sharing.way(steps, page)
