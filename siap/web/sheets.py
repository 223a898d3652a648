"""What is written down without network beside sales: hours of a day, a batch, a class, a visit. The page that a device keeps
for it holds member codes and workshop names, nothing more."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from siap.aftercare import queries as aftercare
from siap.aftercare import rules as aftercare_rules
from siap.business.models import Business, Membership
from siap.core import clock
from siap.learning.models import Cohort, Enrolment
from siap.people.models import Person, User
from siap.workshop.models import Recipe

AWAY_DAYS = 14
"""So long a phone may be away from the network: what opens meanwhile stands on its sheets already."""


@dataclass(frozen=True)
class Member:
    """Somebody on a sheet."""

    uid: str
    label: str


@dataclass(frozen=True)
class Sheet:
    """A group or a class with its people."""

    uid: str
    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Sheets:
    """Everything this user may write down: hours of groups, batches by recipe, classes, visits to those who came home."""

    groups: list[Sheet]
    recipes: list[Recipe]
    classes: list[Sheet]
    visits: list[Sheet]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.groups or self.recipes or self.classes or self.visits)


def sheets_of(user: User) -> Sheets:
    """The sheets of whoever is signed in."""
    groups = list(
        Business.objects.visible_to(user).filter(kind=Business.Kind.GROUP, closed_on=None).order_by("name")
        if user.can("hours.write") or user.can("batch.write")
        else ()
    )
    return Sheets(
        groups=_hours(groups) if user.can("hours.write") else [],
        recipes=_recipes(groups) if user.can("batch.write") else [],
        classes=_classes(user) if user.can("training.write") else [],
        visits=_visits(user) if user.can("case.write") else [],
    )


def _member(person: Person) -> Member:
    return Member(str(person.uid), f"{person.workshop_name} · {person.member_code}")


def _hours(groups: list[Business]) -> list[Sheet]:
    people: dict[int, list[Member]] = defaultdict(list)
    rows = Membership.objects.filter(business__in=groups, until_on=None).select_related("person")
    for one in rows.order_by("from_on", "pk"):
        people[one.business_id].append(_member(one.person))
    return [Sheet(str(one.uid), one.name, tuple(people[one.pk])) for one in groups if people[one.pk]]


def _recipes(groups: list[Business]) -> list[Recipe]:
    """The newest recipe of every product."""
    rows = Recipe.objects.filter(product__business__in=groups).select_related("product__business")
    newest = {one.product_id: one for one in rows.order_by("version")}
    return sorted(
        newest.values(), key=lambda one: (one.product.business.name, one.product.name) if one.product else ("", "")
    )


def _classes(user: User) -> list[Sheet]:
    cohorts = list(
        Cohort.objects.visible_to(user).filter(closed_on=None).select_related("course").order_by("-opened_on")
    )
    people: dict[int, list[Member]] = defaultdict(list)
    for one in Enrolment.objects.filter(cohort__in=cohorts).select_related("person").order_by("pk"):
        people[one.cohort_id].append(_member(one.person))
    return [
        Sheet(str(one.uid), f"{one.course.title} · {one.number}", tuple(people[one.pk]))
        for one in cohorts
        if people[one.pk]
    ]


def _visits(user: User) -> list[Sheet]:
    """Follow-ups that may be written down now or within the weeks that a phone is away, the first due first."""
    soon = clock.today() + timedelta(days=AWAY_DAYS + aftercare_rules.EARLY_DAYS)
    return [
        Sheet(
            str(one.uid),
            _("%(who)s, bulan ke-%(n)s") % {"who": _member(one.case.person).label, "n": one.month},
            (),
        )
        for one in aftercare.due_follow_ups(user, soon)
    ]
