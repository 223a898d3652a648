"""Who comes home, what is due for them, and how their businesses are doing."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.aftercare import rules
from siap.aftercare.models import Case, FollowUp, Provision, Task, VentureState
from siap.business import queries as business
from siap.business.models import Business, Membership
from siap.core import clock
from siap.people.models import Person, Placement, Unit, User
from siap.sharing import queries as sharing
from siap.sharing.models import Payout
from siap.ui.way import Station
from siap.workshop.models import Product, Recipe


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


def coming_home(user: User) -> QuerySet[Placement]:
    """Who serves a sentence in a unit of this user, is expected home within twelve weeks and has no open case: soonest first."""
    today = clock.today()
    soon = Placement.objects.filter(
        until_on=None,
        status=Placement.Status.CONVICT,
        expected_release_on__range=(today, today + timedelta(weeks=rules.EARLY_WEEKS)),
        person__in=Person.objects.visible_to(user),
    ).exclude(person__in=Case.objects.filter(closed_on=None).values("person"))
    if not user.sees_all_units:
        soon = soon.filter(unit__in=user.unit_ids)
    return soon.select_related("person", "unit").order_by("expected_release_on", "pk")


def due_loans(user: User, on: date | None = None) -> QuerySet[Provision]:
    """Lent tools that should have come back by a day (today), the oldest first."""
    due: QuerySet[Provision] = Provision.objects.visible_to(user).filter(
        kind=Provision.Kind.LOAN, returned_on=None, return_due_on__lte=on or clock.today()
    )
    return due.select_related("case__person").order_by("return_due_on", "pk")


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
    told = counted.aggregate(asked=Count("pk"), alive=Count("pk", filter=Q(answer=FollowUp.Answer.ALIVE)))
    return told["alive"], told["asked"]


def standing(ventures: Sequence[Business]) -> dict[int, VentureState]:
    """How each of these businesses stands now, by its id; what nobody wrote about is missing."""
    rows = VentureState.objects.filter(venture__in=ventures).select_related("by")
    return {row.venture_id: row for row in rows.order_by("since", "pk")}


def post_to_fill(person: Person) -> Membership | None:
    """The post (chair, treasurer) that a person holds in a group now, and somebody else must take."""
    membership = business.membership_of(person)
    return membership if membership is not None and membership.post != Membership.Post.MEMBER else None


def recipes_of_his_groups(person: Person) -> list[Recipe]:
    """The newest recipe of every product of the groups that a person was ever in, by product."""
    groups = Membership.objects.filter(person=person).values("business")
    rows = Recipe.objects.filter(product__business__in=groups).select_related("product__business")
    newest = {one.product_id: one for one in rows.order_by("product__name", "version")}
    return list(newest.values())


def taken_along(provisions: Sequence[Provision]) -> dict[UUID, Product]:
    """The products that recipes among these became, by the provision's uid."""
    rows = Product.objects.filter(uid__in=[one.uid for one in provisions if one.kind == Provision.Kind.RECIPE])
    return {one.uid: one for one in rows}


def stations(
    case: Case,
    tasks: Sequence[Task],
    follow_ups: Sequence[FollowUp],
    ventures: Sequence[Business],
    closings: Sequence[Payout],
) -> list[Station]:
    """The way home: taken in hand, papers in order, released, savings paid, own business, and followed for a year."""
    page = reverse("aftercare:case", args=[case.uid])
    done = [one for one in tasks if one.done_on is not None]
    asked = [one for one in follow_ups if one.done_on is not None]
    paid = bool(closings) and all(one.state in (Payout.State.PAID, Payout.State.REFUSED) for one in closings)
    home: tuple[str, bool, date | None, str] = (_("Pulang"), not case.is_ahead, case.released_on, "")
    ready: tuple[str, bool, date | None, str] = (
        _("Persiapan"),
        len(done) == len(tasks),
        None,
        f"{len(done)}/{len(tasks)}",
    )
    taken: tuple[str, bool, date | None, str] = (_("Didampingi"), case.officer_id is not None, None, "")
    steps = [taken, ready, home] if case.expected_on is not None else [home, taken, ready]
    if closings:
        steps.append((_("Titipan dibayar"), paid, closings[-1].paid_on, ""))
    steps.append((_("Usaha sendiri"), bool(ventures), ventures[0].formed_on if ventures else None, ""))
    planned = len(follow_ups) or len(rules.FOLLOW_UP_MONTHS)
    steps.append((_("Satu tahun"), len(asked) == planned, None, f"{len(asked)}/{planned}"))
    return sharing.way(steps, page)
