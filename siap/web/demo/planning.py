"""What people want to reach, and how well they do it already: plans with steps, ratings with their evidence."""

from datetime import timedelta

from siap.aftercare import services as aftercare
from siap.business import queries as groups
from siap.core import clock
from siap.learning.models import Sitting
from siap.people.models import Person
from siap.web.demo import cast
from siap.web.demo.life import Life, Shop
from siap.workshop.models import Batch


def plan_ahead(life: Life, code: str) -> None:
    """Of each group of a unit three members have a plan and are rated, and one says why he has none yet."""
    for shop in life.shops_of(code):
        members = [one.person for one in groups.members_now(shop.business)[:4]]
        for at, person in enumerate(members[:3]):
            _plan(life, code, person, *cast.AIMS[at % len(cast.AIMS)])
            _rate(life, code, shop, person)
        for person in members[3:]:
            aftercare.exempt(person, because="Belum mau; ditanya lagi nanti.", by=life.officer(code))


def _plan(life: Life, code: str, person: Person, aim: str, first: str, second: str) -> None:
    today, by = clock.today(), life.officer(code)
    steps = [
        aftercare.Step(first, "unit", today + timedelta(days=14)),
        aftercare.Step(second, "person", today + timedelta(days=60)),
    ]
    goal = aftercare.set_goal(life.uid(), person, aftercare.Goal(aim, steps), by=by)
    aftercare.take_step(goal.steps.all()[0], by=by)


def _rate(life: Life, code: str, shop: Shop, person: Person) -> None:
    batch = Batch.objects.filter(product__business=shop.business).order_by("-made_on", "-pk").first()
    sat = Sitting.objects.filter(enrolment__person=person, test__kind="post").exclude(finished_at=None)
    sitting = sat.order_by("-pk").first()
    shown = [("recipe", aftercare.Evidence(batch=batch)), ("team", aftercare.Evidence(batch=batch))] if batch else []
    if sitting is not None:
        shown += [("cost", aftercare.Evidence(sitting=sitting)), ("record", aftercare.Evidence(sitting=sitting))]
    for skill, evidence in shown:
        level = life.dice.randrange(1, 5)
        aftercare.rate_skill(life.uid(), person, skill=skill, level=level, evidence=evidence, by=life.officer(code))
