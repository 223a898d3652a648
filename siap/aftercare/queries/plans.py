"""Who has a plan and when it is looked at again, how well a person does ten things, and what his evidence for SPPN is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.aftercare import rules
from siap.aftercare.models import PersonalPlan, PlanStep, SkillRating
from siap.business.models import Conduct, Membership, WorkedTime
from siap.core import clock
from siap.learning.models import Attendance, Certificate, Sitting
from siap.market.models import Sale
from siap.people.models import Person, User
from siap.programme.models import Participation
from siap.ui import words
from siap.workshop.models import Batch

MOST_SHOWN = 12
"""So many of each kind of evidence are offered, the newest first."""


@dataclass(frozen=True)
class Shown:
    """A rating with its evidence in words and the page that shows it."""

    rating: SkillRating
    what: str
    href: str


def plan_of(person: Person) -> PersonalPlan | None:
    """The open plan of a person, with whoever made it."""
    return PersonalPlan.objects.filter(person=person, closed_on=None).select_related("by").first()


def taking_part(user: User) -> QuerySet[Any]:
    """Everybody who takes part in this user's units, with the day his plan is looked at again: none has no plan, first."""
    now = Participation.objects.visible_to(user).filter(state=Participation.State.APPROVED)
    plan = PersonalPlan.objects.filter(person=OuterRef("pk"), closed_on=None)
    rows = Person.objects.not_elsewhere(user).filter(pk__in=now.values("person"), forgotten_on=None)
    return rows.annotate(
        review_on=Subquery(plan.values("review_on")[:1]), exempt_because=Subquery(plan.values("exempt_because")[:1])
    )


def plans_due(user: User, within: int = 14) -> QuerySet[PersonalPlan]:
    """Plans of this user's people that are to be looked at within so many days."""
    theirs = Person.objects.in_care_of(user).values("pk")
    soon = clock.today() + timedelta(days=within)
    return PersonalPlan.objects.filter(person__in=theirs, closed_on=None, review_on__lte=soon).order_by("review_on")


def ratings_of(person: Person) -> list[Shown]:
    """Every rating of a person, the newest first, each with what shows it."""
    rows = SkillRating.objects.filter(person=person).select_related(
        "by", "batch__product", "sale", "sitting__test__cohort__course"
    )
    return [_shown(one) for one in rows.order_by("-rated_on", "-pk")]


def _shown(one: SkillRating) -> Shown:
    if one.batch is not None:
        told = {"product": one.batch.product.name, "on": words.day(one.batch.made_on)}
        return Shown(one, _("Produksi %(product)s, %(on)s") % told, reverse("workshop:batch", args=[one.batch.uid]))
    if one.sale is not None:
        told = {"number": one.sale.number, "on": words.day(one.sale.sold_on)}
        return Shown(one, _("Penjualan %(number)s, %(on)s") % told, reverse("market:sale", args=[one.sale.uid]))
    assert one.sitting is not None  # the database says so
    cohort = one.sitting.test.cohort
    said = {"course": cohort.course.title, "score": one.sitting.score}
    return Shown(one, _("Tes %(course)s: %(score)s") % said, reverse("learning:cohort", args=[cohort.uid]))


def skills_now(ratings: Iterable[Shown]) -> list[tuple[str, int, str]]:
    """Ten skills as a chart: in words, the newest level (0: never rated), the level in words. `ratings`: newest first."""
    newest: dict[str, int] = {}
    for one in ratings:
        newest.setdefault(one.rating.skill, one.rating.level)
    levels = dict(rules.LEVELS)
    return [
        (str(label), newest.get(code, 0), str(levels.get(newest.get(code, 0), _("belum dinilai"))))
        for code, label in rules.SKILLS.items()
    ]


def evidence_for(person: Person) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may show a level: batches and sales of his group while he was in it, tests he sat. (kind, (key, in words))."""
    batches = [
        (f"batch:{one.uid}", f"{one.product.name}, {words.day(one.made_on)}")
        for one in _while_in(Batch.objects.select_related("product"), "product__business", "made_on", person)
    ]
    sales = [
        (f"sale:{one.uid}", f"{one.number}, {words.day(one.sold_on)}")
        for one in _while_in(Sale.objects.filter(voided_at=None), "lines__business", "sold_on", person)
    ]
    rows = Sitting.objects.filter(enrolment__person=person).exclude(finished_at=None)
    sittings = [
        (f"sitting:{one.uid}", f"{one.test.cohort.course.title}: {one.score}")
        for one in rows.select_related("test__cohort__course").order_by("-pk")[:MOST_SHOWN]
    ]
    kinds = ((_("Produksi"), batches), (_("Penjualan"), sales), (_("Tes"), sittings))
    return [(str(kind), found) for kind, found in kinds if found]


def _while_in(rows, business: str, day: str, person: Person):  # type: ignore[no-untyped-def]  # (of any model)
    """Rows of a group on a day on which the person was in it, the newest first."""
    spans = Q(pk__in=[])
    for one in Membership.objects.filter(person=person):
        span = Q(**{business: one.business_id, f"{day}__gte": one.from_on})
        spans |= span & Q(**{f"{day}__lte": one.until_on}) if one.until_on else span
    return rows.filter(spans).distinct().order_by(f"-{day}", "-pk")[:MOST_SHOWN]


def sppn_evidence(person: Person) -> dict[str, list[list[str]]]:
    """What is on record of a person that an SPPN officer may use, chapter by chapter. Nothing is added up to a score."""
    came = Attendance.objects.filter(person=person).values_list("state").annotate(n=Count("pk")).order_by("state")
    states = dict(Attendance.State.choices)
    months = (
        WorkedTime.objects.filter(person=person, sheet__replaced_at=None)
        .values_list("sheet__worked_on__year", "sheet__worked_on__month")
        .annotate(total=Sum("minutes"), days=Count("sheet__worked_on", filter=Q(minutes__gt=0), distinct=True))
        .order_by("-sheet__worked_on__year", "-sheet__worked_on__month")[:12]
    )
    certificates = Certificate.objects.filter(person=person, revoked_on=None).select_related("course")
    conduct = Conduct.objects.filter(person=person).order_by("-from_on", "-pk")[:MOST_SHOWN]
    steps = PlanStep.objects.filter(goal__plan__person=person).exclude(done_on=None).order_by("-done_on")[:MOST_SHOWN]
    return {
        "attendance": [[str(states[state]), words.number(n)] for state, n in came],
        "certificates": [
            [one.course.title, one.number, words.day(one.issued_on)] for one in certificates.order_by("issued_on", "pk")
        ],
        "work": [[f"{month:02}/{year}", words.number(days), words.hours(total)] for year, month, total, days in months],
        "conduct": [[words.day(one.from_on), words.percent(one.percent), one.evidence or "–"] for one in conduct],
        "skills": [
            [
                str(one.rating.get_skill_display()),
                str(one.rating.get_level_display()),
                one.what,
                words.day(one.rating.rated_on),
            ]
            for one in ratings_of(person)[: 2 * MOST_SHOWN]
        ],
        "steps": [[one.what, words.day(one.done_on)] for one in steps if one.done_on is not None],
    }
