"""Twelve months of the programme, lived day by day through the services, with a fixed seed.

Every step is a verb, at its own hour, by the person who would do it. Nothing is written beside the services, so that what
the demo shows is what the system does. The last month is left as a month is found: something waits for everybody.
"""

from datetime import date, timedelta
from functools import partial

from siap.business import services as business
from siap.core import clock
from siap.learning import services as learning
from siap.learning.rules import content
from siap.people import services as people
from siap.people.models import Unit
from siap.programme import services as programme
from siap.rollout import services as rollout
from siap.stories import services as stories
from siap.web.demo import (
    cast,
    elsewhere,
    forming,
    kitchen,
    planning,
    recalling,
    returning,
    rostering,
    stalls,
    training,
    working,
)  # fmt: skip
from siap.web.demo.life import BEGINS, COOPERATIVE, Life


def live(life: Life) -> None:
    """Every day, one after the other."""
    with clock.fixed(clock.at(life.start, 8)):
        begin(life)
    day = life.start
    while day <= life.end:
        with clock.fixed(clock.at(day, 8)):
            for act in life.agenda.pop(day, []):
                act()
        with clock.fixed(clock.at(day, 17)):
            working.work(life, day)
        day += timedelta(days=1)


def begin(life: Life) -> None:
    """Courses, the cooperative, the stages of every unit, the stories to tell."""
    manager = life.users["kanwil"]
    life.courses = {
        draft.audience: learning.load_course(draft, issuer=COOPERATIVE, by=manager) for draft in content.shelf()
    }
    business.found_cooperative(COOPERATIVE, by=manager)
    for code, unit in life.p.units.items():
        rollout.set_target(unit, life.end.year, "state_revenue", 6_000_000, by=manager)
        plan_unit(life, code, unit)
    for item, (measure, goal) in zip(life.p.agreement.scope.all(), cast.GOALS, strict=True):
        programme.follow_scope(item, measure=measure, goal=goal, percent=None, due_on=life.end, by=manager)
    recalling.plan(life)
    for code, unit in life.p.units.items():
        people.note_unit_days(
            life.uid(), unit, "holiday", "Natal", from_on=date(life.end.year, 12, 25), until_on=date(life.end.year, 12, 26),
            by=life.officer(code),
        )  # fmt: skip
    for code in ("LPP", "LPR"):
        life.on(life.end - timedelta(days=6), partial(planning.plan_ahead, life, code))
    soon = life.end - timedelta(days=4)
    life.on(soon, partial(returning.prepare_those_who_leave_soon, life, soon))
    kitchen.plan(life)
    stalls.plan(life)
    elsewhere.plan(life)
    for position, story in enumerate(cast.STORIES):
        life.on(life.month_day(2 + 2 * position, 20), partial(tell, life, *story))


def plan_unit(life: Life, code: str, unit: Unit) -> None:
    """When a unit goes through its stages. Parigi is late: only one of its officers passes."""
    month, is_late = BEGINS[code], code == "LPG"
    rollout.move_stage(unit, "preparation", by=life.users["kanwil"], due_on=life.month_day(month + 1, 1))
    _reach(life, unit, "officers", on=(month, 8), due=(month + 1, 15))
    life.on(life.month_day(month, 10), partial(training.teach_officers, life, code, unit, only_one=is_late))
    if is_late:
        life.on(life.month_day(month, 20), partial(rostering.read, life, is_later=False))
        life.on(life.end - timedelta(days=2), partial(rostering.read, life, is_later=True))
        return
    life.on(life.month_day(month, 27), partial(training.choose, life, code, unit))
    life.on(life.month_day(month + 1, 4), partial(training.teach_participants, life, code, unit))
    _reach(life, unit, "groups", on=(month + 1, 6), due=(month + 2, 10))
    life.on(life.month_day(month + 1, 25), partial(forming.form_groups, life, code, unit))
    _reach(life, unit, "products", on=(month + 1, 27), due=(month + 3, 1))
    life.on(life.month_day(month + 2, 5), partial(forming.open_shop, life, code, unit))
    _reach(life, unit, "market", on=(month + 2, 6), due=(month + 15, 1))
    if code == "LPR":
        _reach(life, unit, "independent", on=(month + 9, 6), due=(month + 24, 1))


def _reach(life: Life, unit: Unit, stage: str, *, on: tuple[int, int], due: tuple[int, int]) -> None:
    move = partial(rollout.move_stage, unit, stage, by=life.users["kanwil"], due_on=life.month_day(*due))
    life.on(life.month_day(*on), move)


def tell(life: Life, title: str, body: str, code: str | None) -> None:
    """Public relations writes, and a colleague publishes."""
    unit = life.p.units[code] if code else None
    story = stories.write_story(life.uid(), title, body, unit=unit, by=life.users["humas"])
    stories.publish_story(story, by=life.users["humas2"])
    for reader in range(4 + len(title) % 14):
        stories.react(story, f"pembaca {reader}", ("like", "love", "like", "cheer")[reader % 4])
