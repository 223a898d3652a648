"""The plan of somebody who takes part, and how well he does ten things."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.aftercare import rules
from siap.aftercare.facts import GoalSet, PlanClosed, PlanMade, PlanReviewed, SkillRated, StepTaken
from siap.aftercare.models import PersonalPlan, PlanGoal, PlanReview, PlanStep, SkillRating
from siap.aftercare.services.cases import ReasonMissing
from siap.business.models import Membership
from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.learning.models import Sitting
from siap.market.models import Sale
from siap.people.models import Person, Placement, User
from siap.workshop.models import Batch


class EnoughGoals(Refused):
    """A few goals."""

    message = _("Sudah ada %(most)s sasaran yang belum tercapai. Selesaikan dulu salah satunya.")
    field = "what"


class StepMissing(Refused):
    """A goal without a step is a wish."""

    message = _("Tulis paling sedikit satu langkah: apa, siapa, dan sampai kapan.")
    field = "step_1"


class StepInThePast(Refused):
    """A step lies ahead."""

    message = _("Tenggat langkah tidak boleh sudah lewat.")
    field = "due_1"


class ExemptHasNoGoals(Refused):
    """Who is exempt has no goals."""

    message = _("Orang ini sudah punya rencana dengan sasaran. Pengecualian hanya untuk yang belum.")


class EvidenceNotHis(Refused):
    """A batch, a sale or a test of somebody else shows nothing."""

    message = _("Bukti ini bukan pekerjaan orang ini pada hari itu. Pilih batch, penjualan, atau tes yang lain.")
    field = "evidence"


@dataclass(frozen=True)
class Step:
    """A step of a goal: what, who sees to it (a key of rules.OWNERS), until when."""

    what: str
    owner: str
    due_on: date


@dataclass(frozen=True)
class Goal:
    """What is to be reached, and by which steps."""

    what: str
    steps: Sequence[Step]


@dataclass(frozen=True)
class Evidence:
    """What shows a level: exactly one of these."""

    batch: Batch | None = None
    sale: Sale | None = None
    sitting: Sitting | None = None


def _home_on(person: Person) -> date | None:
    """When he is expected home; a detainee has no such day."""
    here = Placement.objects.filter(person=person, until_on=None).exclude(status=Placement.Status.DETAINEE)
    return here.values_list("expected_release_on", flat=True).first()


def _open_plan(person: Person) -> PersonalPlan | None:
    return PersonalPlan.objects.select_for_update().filter(person=person, closed_on=None).first()


def _say(plan: PersonalPlan) -> PersonalPlan:
    plan.save()
    record(
        PlanMade(
            plan=plan.pk, person=plan.person_id, is_exempt=bool(plan.exempt_because), review_on=plan.review_on
        )
    )  # fmt: skip
    return plan


def _begun(person: Person, by: User) -> PersonalPlan:
    today = clock.today()
    return PersonalPlan(person=person, made_on=today, by=by, review_on=rules.review_on(today, _home_on(person)))


@verb
def set_goal(uid: UUID, person: Person, goal: Goal, *, by: User) -> PlanGoal:
    """Put a goal with its steps into a person's plan; the first one begins it. The same uid again changes nothing.

    Raises EnoughGoals, StepMissing, StepInThePast.
    """
    known = PlanGoal.objects.filter(uid=uid).first()
    if known is not None:
        return known
    Person.objects.select_for_update().get(pk=person.pk)  # two at once begin one plan
    plan = _open_plan(person)
    if plan is None or plan.exempt_because:
        plan = plan or _begun(person, by)
        plan.exempt_because = ""
        _say(plan)
    if not goal.steps:
        raise StepMissing
    if any(step.due_on < clock.today() for step in goal.steps):
        raise StepInThePast
    unreached = PlanGoal.objects.filter(plan=plan, steps__done_on=None).distinct().count()
    if unreached >= rules.MOST_GOALS:
        raise EnoughGoals(most=rules.MOST_GOALS)
    made = PlanGoal.objects.create(uid=uid, plan=plan, what=goal.what)
    PlanStep.objects.bulk_create(
        PlanStep(goal=made, what=step.what, owner=step.owner, due_on=step.due_on) for step in goal.steps
    )
    record(GoalSet(goal=made.pk, plan=plan.pk, steps=len(goal.steps)))
    return made


@verb
def exempt(person: Person, *, because: str, by: User) -> PersonalPlan:
    """Record why a person has no plan; it is looked at again all the same. Raises ReasonMissing, ExemptHasNoGoals."""
    because = because.strip()
    if not because:
        raise ReasonMissing
    Person.objects.select_for_update().get(pk=person.pk)
    plan = _open_plan(person)
    if plan is not None and plan.exempt_because == because:
        return plan
    if plan is not None and plan.goals.exists():
        raise ExemptHasNoGoals
    plan = plan or _begun(person, by)
    plan.exempt_because = because
    return _say(plan)


@verb
def take_step(step: PlanStep, *, by: User) -> PlanStep:
    """A step is done. Twice changes nothing."""
    step = PlanStep.objects.select_for_update(of=("self",)).select_related("goal").get(pk=step.pk)
    if step.done_on is None:
        step.done_on, step.done_by = clock.today(), by
        step.save(update_fields=["done_on", "done_by"])
        record(StepTaken(step=step.pk, plan=step.goal.plan_id, on=step.done_on))
    return step


@verb
def review_plan(uid: UUID, plan: PersonalPlan, *, note: str, by: User) -> PlanReview:
    """The plan was looked at with the person; the next day follows from the time left. The same uid changes nothing."""
    known = PlanReview.objects.filter(uid=uid).first()
    if known is not None:
        return known
    plan = PersonalPlan.objects.select_for_update(of=("self",)).select_related("person").get(pk=plan.pk)
    today = clock.today()
    review = PlanReview.objects.create(uid=uid, plan=plan, reviewed_on=today, by=by, note=note.strip())
    plan.review_on = rules.review_on(today, _home_on(plan.person))
    plan.save(update_fields=["review_on"])
    record(PlanReviewed(review=review.pk, plan=plan.pk, on=today, review_on=plan.review_on))
    return review


@verb
def close_plan_of(person: Person, *, by: User | None = None) -> None:
    """Who it was for has left: his plan ends, if there is one."""
    plan = _open_plan(person)
    if plan is not None:
        plan.closed_on = clock.today()
        plan.save(update_fields=["closed_on"])
        record(PlanClosed(plan=plan.pk, person=person.pk, on=plan.closed_on))


@verb
def rate_skill(uid: UUID, person: Person, *, skill: str, level: int, evidence: Evidence, by: User) -> SkillRating:
    """Rate a skill by a batch or a sale of the person's group while he was in it, or by a test of his.

    The same uid again changes nothing; a later rating stands beside the older one. Raises EvidenceNotHis.
    """
    known: SkillRating | None = SkillRating.objects.filter(uid=uid).first()
    if known is not None:
        return known
    if not _is_his(person, evidence):
        raise EvidenceNotHis
    rating: SkillRating = SkillRating.objects.create(
        uid=uid, person=person, skill=skill, level=level, rated_on=clock.today(), by=by, batch=evidence.batch,
        sale=evidence.sale, sitting=evidence.sitting,
    )  # fmt: skip
    record(
        SkillRated(
            rating=rating.pk, person=person.pk, skill=skill, level=level, on=rating.rated_on, batch=rating.batch_id,
            sale=rating.sale_id, sitting=rating.sitting_id,
        )
    )  # fmt: skip
    return rating


def _is_his(person: Person, evidence: Evidence) -> bool:
    if evidence.sitting is not None:
        return evidence.sitting.enrolment.person_id == person.pk and evidence.sitting.finished_at is not None
    if evidence.batch is not None:
        groups, on = [evidence.batch.product.business_id], evidence.batch.made_on
    elif evidence.sale is not None and evidence.sale.voided_at is None:
        groups, on = [line.business_id for line in evidence.sale.lines.all()], evidence.sale.sold_on
    else:
        return False
    rows = Membership.objects.filter(person=person, business__in=groups, from_on__lte=on)
    return rows.filter(Q(until_on=None) | Q(until_on__gte=on)).exists()
