"""Which activity serves which item of a national framework."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from siap.business.models import Business, Visit
from siap.core.text import Text
from siap.learning.models import Cohort
from siap.market.models import Event
from siap.people.models import User
from siap.programme.models import Framework
from siap.rollout.models import Contribution
from siap.workshop.models import Batch

KINDS: dict[str, Text] = {
    "cohort": gettext_lazy("Kelas"),
    "visit": gettext_lazy("Kunjungan"),
    "event": gettext_lazy("Bazar"),
    "batch": gettext_lazy("Produksi"),
}
"""What each kind of activity is called."""


@dataclass(frozen=True)
class Activity:
    """One activity in words: of which kind, what, where, when, and its page."""

    kind: str
    what: str
    unit: str
    on: date
    href: str


@dataclass
class Served:
    """An item of a framework and the activities that serve it, the newest first."""

    framework: Framework
    activities: list[Activity] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[Text, int]]:
        """How many of each kind."""
        return [(label, sum(one.kind == kind for one in self.activities)) for kind, label in KINDS.items()]


def tagged(kind: str, activity: int) -> QuerySet[Framework]:
    """The items that an activity serves."""
    return Framework.objects.filter(contributions__in=Contribution.objects.filter(**{kind: activity}))


def find_activity(kind: str, uid: object, user: User) -> Model | None:
    """An activity of a kind that this user may see; a visit only once it was made."""
    businesses = Business.objects.visible_to(user)
    rows: dict[str, Callable[[], QuerySet[Any]]] = {
        "cohort": lambda: Cohort.objects.visible_to(user).select_related("course", "unit"),
        "visit": lambda: Visit.objects.filter(business__in=businesses, visited_on__isnull=False).select_related("business__unit"),
        "event": lambda: Event.objects.visible_to(user).select_related("unit"),
        "batch": lambda: Batch.objects.filter(product__business__in=businesses).select_related("product__business__unit"),
    }  # fmt: skip
    return rows[kind]().filter(uid=uid).first() if kind in rows else None


def in_words(kind: str, one: Any) -> Activity:
    """An activity as people say it."""
    if kind == "cohort":
        return Activity(
            kind, one.course.title, one.unit.short_name, one.opened_on, reverse("learning:cohort", args=[one.uid])
        )
    if kind == "visit":
        where, href = one.business.unit, reverse("business:visits", args=[one.business.uid])
        return Activity(kind, one.business.name, where.short_name if where else "", one.visited_on, href)
    if kind == "event":
        return Activity(kind, one.name, one.unit.short_name, one.from_on, reverse("market:event", args=[one.uid]))
    where = one.product.business.unit
    return Activity(
        kind, one.product.name, where.short_name if where else "", one.made_on, reverse("workshop:batch", args=[one.uid])
    )  # fmt: skip


def served(user: User, year: int) -> list[Served]:
    """Every item of every framework with the activities of a year that serve it, of the units this user sees. Two queries."""
    found = {one.pk: Served(one) for one in Framework.objects.order_by("code", "version", "pk")}
    days = {"cohort__opened_on", "visit__visited_on", "event__from_on", "batch__made_on"}
    in_year = Q(pk__in=[])
    for day in days:
        in_year |= Q(**{f"{day}__year": year})
    rows = Contribution.objects.filter(in_year).select_related(
        "cohort__course", "cohort__unit", "visit__business__unit", "event__unit", "batch__product__business__unit"
    )
    if not user.sees_all_units:
        here = ("cohort__unit", "visit__business__unit", "event__unit", "batch__product__business__unit")
        mine = Q(pk__in=[])
        for unit in here:
            mine |= Q(**{f"{unit}__in": user.unit_ids})
        rows = rows.filter(mine)
    for row in rows:
        kind = next(one for one in KINDS if getattr(row, f"{one}_id") is not None)
        found[row.framework_id].activities.append(in_words(kind, getattr(row, kind)))
    for item in found.values():
        item.activities.sort(key=lambda one: one.on, reverse=True)
    return list(found.values())
