"""What may come before a batch: it is planned, started, and checked, or it is dropped. Nobody has to."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop.facts import BatchMoved, BatchPlanned
from siap.workshop.models import BatchPlan, Product, Recipe
from siap.workshop.services.refusals import Wrong

MOST_ROUNDS = 10_000


class ProductRetiredAlready(Refused):
    """A retired product is no longer made."""

    message = _("%(product)s sudah tidak dibuat lagi.")


class PlanWrong(Wrong):
    """A plan that cannot be, or a step that it cannot take."""


@verb
def plan_batch(
    uid: UUID, recipe: Recipe, *, rounds: Decimal | int, planned_on: date, because: str = "", by: User
) -> BatchPlan:
    """A batch is to be made on a day, perhaps because something asks for it. The same `uid` again changes nothing.
    Raises PlanWrong, ProductRetiredAlready."""
    if known := BatchPlan.objects.filter(uid=uid).first():
        return known
    product = Product.objects.select_related("business").get(recipes=recipe)
    if product.stage == Product.Stage.RETIRED:
        raise ProductRetiredAlready(product=product.name)
    if not 0 < rounds <= MOST_ROUNDS:
        raise PlanWrong(_("Isi berapa kali resep dibuat."), "rounds")
    if planned_on < clock.today():
        raise PlanWrong(_("Hari itu sudah lewat. Yang sudah dibuat dicatat sebagai produksi."), "planned_on")
    plan = BatchPlan.objects.create(
        uid=uid,
        business=product.business,
        product=product,
        recipe=recipe,
        rounds=Decimal(rounds),
        planned_on=planned_on,
        because=because[:200],
        by=by,
    )
    record(BatchPlanned(plan=plan.pk, product=product.pk, business=product.business_id, on=planned_on))
    return plan


@verb
def start_batch(uid: UUID, recipe: Recipe, *, rounds: Decimal | int, by: User) -> BatchPlan:
    """Somebody begins: a batch that was planned, or one that nobody planned. A device may say so twice, or late."""
    plan = BatchPlan.objects.select_for_update().filter(uid=uid).first()
    if plan is None:
        plan = plan_batch(uid, recipe, rounds=rounds, planned_on=clock.today(), by=by)
    if plan.state == BatchPlan.State.PLANNED:
        plan.started_at = clock.now()
        _move(plan, BatchPlan.State.STARTED, "started_at")
    return plan


@verb
def check_batch(plan: BatchPlan, *, note: str = "", by: User) -> BatchPlan:
    """Somebody looked at what was made, before it is sealed. Checking twice changes nothing. Raises PlanWrong."""
    plan = BatchPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state == BatchPlan.State.CHECKED:
        return plan
    if plan.state not in (BatchPlan.State.PLANNED, BatchPlan.State.STARTED):
        raise PlanWrong(_("Produksi ini sudah ditutup atau dibatalkan."))
    plan.checked_at, plan.checked_note = clock.now(), note.strip()[:200]
    _move(plan, BatchPlan.State.CHECKED, "checked_at", "checked_note")
    return plan


@verb
def drop_batch(plan: BatchPlan, *, because: str, by: User) -> BatchPlan:
    """It will not be made. Raises PlanWrong when there is no reason, or it was made."""
    plan = BatchPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state == BatchPlan.State.DROPPED:
        return plan
    if plan.state == BatchPlan.State.SEALED:
        raise PlanWrong(_("Produksi ini sudah ditutup atau dibatalkan."))
    if not because.strip():
        raise PlanWrong(_("Tulis mengapa produksi ini batal."), "because")
    plan.dropped_because = because.strip()[:200]
    _move(plan, BatchPlan.State.DROPPED, "dropped_because")
    return plan


def _move(plan: BatchPlan, becomes: BatchPlan.State, *fields: str) -> None:
    was, plan.state = plan.state, becomes
    plan.save(update_fields=["state", *fields])
    record(BatchMoved(plan=plan.pk, business=plan.business_id, was=was, becomes=becomes))


def finish_plan(uid: UUID) -> None:
    """The batch with this `uid` was sealed, and so was its plan, when it had one."""
    if sql.find(BatchPlan, uid) is None:  # nearly always: nobody has to plan
        return
    plan = BatchPlan.objects.select_for_update().get(uid=uid)
    if plan.state != BatchPlan.State.SEALED:
        _move(plan, BatchPlan.State.SEALED)
