"""Officers learn first, then people are chosen and learn."""

from datetime import date, timedelta
from functools import partial
from random import Random

from siap.core import clock
from siap.learning import services as learning
from siap.learning.models import Cohort, Lesson
from siap.learning.rules import warung
from siap.people import services as people
from siap.people.models import Person, Unit, User
from siap.programme import services as programme
from siap.programme.models import Framework, Participation, Vacancy
from siap.rollout import services as rollout
from siap.web.demo import cast
from siap.web.demo.life import OFFICERS, Life

MEETINGS = 5


def teach_officers(life: Life, code: str, unit: Unit, *, only_one: bool) -> None:
    """The unit's own officers go through their course; at the late unit only one passes."""
    officers = [life.person(username) for username in OFFICERS[code]]
    teach(life, "officers", unit, officers, hours=4, fail=officers[1:] if only_one else [])


def teach_participants(life: Life, code: str, unit: Unit) -> None:
    """Everybody who was approved goes through the participants' course."""
    chosen = Person.objects.filter(participations__unit=unit, participations__state=Participation.State.APPROVED)
    teach(life, "participants", unit, list(chosen.order_by("pk")), hours=8, fail=[])


def teach(life: Life, audience: str, unit: Unit, pupils: list[Person], *, hours: int, fail: list[Person]) -> None:
    """Open a class, give the pre-test, plan the meetings and the examination."""
    by = life.users[OFFICERS[unit.code][0]]
    cohort = learning.open_cohort(life.courses[audience], unit, by=by)
    serves = Framework.objects.filter(item__startswith="3." if audience == "officers" else "4.")
    rollout.tag_activity("cohort", cohort.pk, serves, by=by)
    enrolled = learning.enrol_all(cohort, pupils, by=by)
    sit(cohort, "pre", {one.pk: life.dice.randrange(30, 56, 5) for one in enrolled}, by)
    learning.set_timetable(cohort, (1, 4), by=by)
    lessons = list(cohort.course.lessons.order_by("position"))
    for position in range(MEETINGS):
        day = clock.today() + timedelta(days=1 + 3 * position)
        life.on(day, partial(meet, life, cohort, lessons[position], hours, by))
    if audience == "participants":
        life.on(clock.today() + timedelta(days=14), partial(play, cohort, by))
    life.on(clock.today() + timedelta(days=15), partial(examine, life, cohort, fail, by))


def meet(life: Life, cohort: Cohort, lesson: Lesson, hours: int, by: User) -> None:
    """A class meets; somebody is ill or called away now and then."""
    states = ("present",) * 14 + ("sick", "clash")
    attendance = {person: life.dice.choice(states) for person in cohort.enrolments.values_list("person", flat=True)}
    learning.hold_session(
        cohort, uid=life.uid(), held_on=clock.today(), topic=lesson.title, lesson_hours=hours, attendance=attendance,
        lesson=lesson.position, room="Ruang belajar", facilitator=by, by=by,
    )  # fmt: skip


def sit(cohort: Cohort, kind: str, scores: dict[int, int], by: User) -> None:
    """Everybody sits a test on paper, with the score that the story gives him (by enrolment): which questions he knew is
    drawn, the easier ones first."""
    test = learning.set_test(cohort, kind, by=by)
    keys = list(test.items.order_by("position").values_list("question", "question__answer"))
    draw = Random(f"{cohort.number}:{kind}")  # nosec B311 (a story, not a secret)
    answers: dict[int, list[int | None]] = {}
    for enrolment, score in scores.items():
        known = sorted(keys, key=lambda key: key[0] * 7 % 11 + draw.random() * 12)[: len(keys) * score // 100]
        answers[enrolment] = [right if (pk, right) in known else (right + 1) % 4 for pk, right in keys]
    learning.key_answers(test, answers, by=by)
    learning.close_test(test, by=by)


def play(cohort: Cohort, by: User) -> None:
    """Two groups of the class play Warung Mandiri: one carefully, one always the same."""
    for group, is_careful in (("Kelompok Melati", True), ("Kelompok Cempaka", False)):
        game = learning.start_game(cohort, group=group, by=by)
        for week in range(1, warung.WEEKS + 1):
            state = warung.replay(game.seed, learning.choices_of(game))
            choice = warung.good_choice(state) if is_careful else warung.clipped(state, warung.Choice(10, 10, 9_000))
            learning.play_week(game, week, choice, by=by)


def examine(life: Life, cohort: Cohort, fail: list[Person], by: User) -> None:
    """The post-test is sat, and whoever passes is certified."""
    scores = {}
    for enrolment in cohort.enrolments.select_related("person").order_by("pk"):
        passing = cohort.course.pass_mark
        scores[enrolment.pk] = 50 if enrolment.person in fail else max(life.dice.randrange(65, 100, 5), passing)
    sit(cohort, "post", scores, by)
    learning.certify(cohort, by=by)


def choose(life: Life, code: str, unit: Unit) -> None:
    """A list of people comes in by one decree, one is refused; clients of the Bapas by their own word."""
    by, head = life.officer(code), life.head(code)
    wanted = sum(group.size for group in cast.GROUPS if group.unit == code)
    if code == "BPP":
        for _ in range(wanted):
            programme.accept_client(enter(life, unit), by=by)
        return
    places = programme.open_vacancy(life.uid(), unit, kind="class", title="Angkatan pertama", seats=wanted, by=by)
    proposals = [_propose(life, unit, by, places) for _ in range(wanted + 1)]
    for position, proposal in enumerate(proposals):
        skill = life.dice.choice(("Pernah berdagang", "Biasa memasak", "Terampil tangan", "Belum ada"))
        _assess(proposal, skill, need=3 - position % 2, by=by)
    number = f"W24.{code}.PK.05.10-{life.dice.randrange(100, 999)}"
    programme.decide(proposals[:-1], approve=True, decree=number, tpp_on=clock.today(), by=head)
    programme.decide(
        proposals[-1:], approve=False, decree=number, tpp_on=clock.today(), by=head,
        because="Masa pidana tersisa terlalu pendek untuk satu angkatan.",
        review_on=clock.today() + timedelta(days=180),
    )  # fmt: skip
    programme.close_vacancy(places, by=by)
    life.on(life.end - timedelta(days=4), partial(choose_again, life, code, unit))


def choose_again(life: Life, code: str, unit: Unit) -> None:
    """There are places again, and somebody waits, as always; at Lapas Palu several, with all that a selection asks twice."""
    by = life.officer(code)
    places = programme.open_vacancy(life.uid(), unit, kind="class", title="Angkatan berikutnya", seats=1, by=by)
    waiting = [_propose(life, unit, by, places)]
    if code != "LPP":
        return
    waiting += [_propose(life, unit, by, places) for _ in range(2)]
    for position, one in enumerate(waiting[1:]):
        _assess(one, "Biasa memasak", need=2 - position, by=by)
    people.keep_apart(life.uid(), waiting[0].person, waiting[1].person, why="conflict", by=by)
    taking_part = Participation.objects.filter(unit=unit).order_by("pk")
    programme.note_change(taking_part.filter(state=Participation.State.APPROVED)[0], "health", by=by)
    programme.decide(
        waiting[2:], approve=False, decree=f"W24.{code}.PK.05.10-7", tpp_on=clock.today(), by=life.head(code),
        because="Belum bersedia mengikuti seluruh jadwal kelas.", review_on=clock.today() + timedelta(days=90),
    )  # fmt: skip
    programme.raise_appeal(
        life.uid(), waiting[2], words_said="Jadwal sidang saya sudah selesai, saya bisa ikut.", by=by
    )


def _propose(life: Life, unit: Unit, by: User, places: Vacancy) -> Participation:
    return programme.propose(enter(life, unit), vacancy=places, by=by)


def _assess(one: Participation, skill: str, *, need: int, by: User) -> None:
    ability = 0 if skill == "Belum ada" else 2
    programme.assess(
        one, interest="Ingin punya usaha sendiri", skill=skill, healthy=True, need=need, ability=ability, by=by
    )  # fmt: skip


def enter(life: Life, unit: Unit) -> Person:
    """Somebody invented enters the unit's register."""
    sex = "f" if unit.code == "LPR" else "m"
    name = next(life.names[sex])
    status = {"BPP": "client", "RTP": "detainee", "RTD": "detainee"}.get(unit.code, "convict")
    status = "convict" if status == "detainee" and life.dice.random() < 0.7 else status
    served = timedelta(days=life.dice.randrange(60, 700))
    release_on = life.end + timedelta(days=life.dice.randrange(20, 900))
    return people.register_person(
        name=name, workshop_name=name.split()[0], sex=sex, born_on=date(1975, 1, 1) + timedelta(days=life.dice.randrange(9000)),
        unit=unit, status=status, register_number=f"B.I {life.dice.randrange(100, 999)}/{life.start.year - 1}",
        since=clock.today() - served, expected_release_on=None if status == "detainee" else release_on,
        food_clearance_until=life.end + timedelta(days=300), invented=True, by=life.users[OFFICERS[unit.code][0]],
    )  # fmt: skip
