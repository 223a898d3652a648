"""Tests: set one, sit it on the shared screen or on paper, mark it, close it."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from siap.core import clock
from siap.core.verbs import record, verb
from siap.learning import facts, rules
from siap.learning.models import Answer, Cohort, Enrolment, Question, Sitting, Test, TestItem
from siap.learning.rules.testing import SIGNS
from siap.learning.services.classes import open_class
from siap.people.models import User
from siap.ui import words

QUESTIONS = 20
"""How many questions a test has, unless somebody says otherwise."""


@verb
def mark_test(enrolment: Enrolment, kind: str, score: int, *, by: User) -> Enrolment:
    """Mark the pre-test or post-test (`kind`: `pre`, `post`) of a person, 0 to 100. The same mark again changes nothing.

    Raises MarkImpossible, CohortClosed.
    """
    if not 0 <= score <= rules.FULL_MARK:
        raise rules.MarkImpossible
    field = {"pre": "pre_test", "post": "post_test"}[kind]
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if getattr(enrolment, field) == score:
        return enrolment
    open_class(enrolment.cohort)
    setattr(enrolment, field, score)
    enrolment.save(update_fields=[field])
    record(facts.TestMarked(cohort=enrolment.cohort_id, person=enrolment.person_id, kind=kind, score=score))
    return enrolment


@verb
def mark_class(marks: Iterable[tuple[Enrolment, str, int]], *, by: User) -> None:
    """Mark many tests, all of them or none: (enrolment, kind, score). Raises what `mark_test` raises."""
    for enrolment, kind, score in marks:
        mark_test(enrolment, kind, score, by=by)


@verb
def set_test(cohort: Cohort, kind: str, *, size: int = QUESTIONS, by: User) -> Test:
    """Set the pre-test or post-test (`kind`: `pre`, `post`) of a class: questions from the bank, spread over the lessons.
    The post-test asks what the pre-test asked, in another order. Raises TestThere, NoQuestions, CohortClosed."""
    cohort = open_class(cohort)
    if cohort.tests.filter(kind=kind).exists():
        raise rules.TestThere(kind=Test.Kind(kind).label)
    asked = _asked_before(cohort) or _spread(cohort, size)
    if not asked:
        raise rules.NoQuestions
    Random(f"{cohort.uid}:{kind}").shuffle(asked)  # nosec B311 (an order, not a secret)
    test = Test.objects.create(cohort=cohort, kind=kind, opened_at=clock.now())
    TestItem.objects.bulk_create(
        TestItem(test=test, position=position, question_id=question) for position, question in enumerate(asked, 1)
    )
    record(facts.TestSet(test=test.pk, cohort=cohort.pk, kind=kind, questions=tuple(asked)))
    return test


def _asked_before(cohort: Cohort) -> list[int]:
    return list(TestItem.objects.filter(test__cohort=cohort).order_by("pk").values_list("question", flat=True))


def _spread(cohort: Cohort, size: int) -> list[int]:
    """One question a lesson, then a second one, until there are enough; which ones is drawn for the class."""
    draw = Random(str(cohort.uid))  # nosec B311 (which questions, not a secret)
    by_lesson: dict[int, list[int]] = {}
    for lesson, pk in (
        Question.objects.filter(course=cohort.course, retired_on=None)
        .order_by("lesson", "pk")
        .values_list("lesson", "pk")
    ):
        by_lesson.setdefault(lesson, []).append(pk)
    for pile in by_lesson.values():
        draw.shuffle(pile)
    chosen: list[int] = []
    while len(chosen) < size and any(by_lesson.values()):
        chosen += [pile.pop() for pile in by_lesson.values() if pile]
    return chosen[:size]


@verb
def sit_down(test: Test, enrolment: Enrolment, sign: str, *, by: User) -> Sitting:
    """Begin a test at the shared screen, or go on with it: the person shows that he is himself by his picture, which he
    chooses at his first test. Raises TestClosed, AlreadySat, WrongSign."""
    test = _open_test(test)
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=enrolment.pk, cohort=test.cohort)
    )
    if sign not in SIGNS or enrolment.sign not in ("", sign):
        raise rules.WrongSign
    if not enrolment.sign:
        enrolment.sign = sign
        enrolment.save(update_fields=["sign"])
    sitting, _is_new = Sitting.objects.get_or_create(
        test=test, enrolment=enrolment, defaults={"way": Sitting.Way.SCREEN, "started_at": clock.now()}
    )
    if sitting.finished_at is not None:
        raise rules.AlreadySat(person=enrolment.person.workshop_name)
    return sitting


@verb
def forget_sign(enrolment: Enrolment, *, by: User) -> None:
    """Let somebody choose his picture anew: he forgot it."""
    Enrolment.objects.filter(pk=enrolment.pk).update(sign="")
    record(facts.SignForgotten(cohort=enrolment.cohort_id, person=enrolment.person_id))


@verb
def answer(sitting: Sitting, position: int, choice: int | None, *, by: User) -> None:
    """Answer one question of a sitting; it may be changed until the sitting is finished. Raises TestClosed, AlreadySat,
    AnswersWrong."""
    test = _open_test(sitting.test)
    sitting = _unfinished(sitting)
    item = test.items.select_related("question").filter(position=position).first()
    if item is None or not (choice is None or 0 <= choice < len(item.question.choices)):
        raise _wrong(sitting, test)
    Answer.objects.update_or_create(sitting=sitting, item=item, defaults={"choice": choice})


@verb
def finish(sitting: Sitting, *, by: User) -> Sitting:
    """Hand in a test: it is scored and stands as the person's mark. What was not answered counts as wrong. Finishing twice
    changes nothing. Raises TestClosed."""
    known = Sitting.objects.get(pk=sitting.pk)
    if known.finished_at is not None:
        return known
    _open_test(sitting.test)
    return _score(_unfinished(sitting), by=by)


def _score(sitting: Sitting, *, by: User) -> Sitting:
    items = list(sitting.test.items.order_by("position").values_list("pk", "question__answer"))
    given = dict(sitting.answers.values_list("item", "choice"))
    Answer.objects.bulk_create(Answer(sitting=sitting, item_id=item) for item, _right in items if item not in given)
    right = sum(given.get(item) == correct for item, correct in items)
    sitting.finished_at, sitting.score = clock.now(), rules.score(right, len(items))
    sitting.save(update_fields=["finished_at", "score"])
    choices = tuple(given.get(item) for item, _right in items)
    record(facts.TestSat(sitting=sitting.pk, enrolment=sitting.enrolment_id, score=sitting.score, choices=choices))
    mark_test(sitting.enrolment, sitting.test.kind, sitting.score, by=by)
    return sitting


@verb
def key_answers(test: Test, answers: Mapping[int, Sequence[int | None]], *, by: User) -> list[Sitting]:
    """Take answers from paper: enrolment id → the index chosen for each question in order, None for a blank. All of them or
    none. Whoever sat the test already is refused. Raises TestClosed, AlreadySat, AnswersWrong, NotEnrolled."""
    test = _open_test(test)
    people = {one.pk: one for one in test.cohort.enrolments.select_related("person").filter(pk__in=answers)}
    if set(people) != set(answers):
        raise rules.NotEnrolled
    return [_from_paper(test, people[pk], choices, by=by) for pk, choices in sorted(answers.items())]


def _from_paper(test: Test, enrolment: Enrolment, choices: Sequence[int | None], *, by: User) -> Sitting:
    sitting, is_new = Sitting.objects.get_or_create(
        test=test, enrolment=enrolment, defaults={"way": Sitting.Way.PAPER, "started_at": clock.now()}
    )
    if not is_new:
        raise rules.AlreadySat(person=enrolment.person.workshop_name)
    items = list(test.items.select_related("question").order_by("position"))
    fits = len(items) == len(choices) and all(
        choice is None or 0 <= choice < len(item.question.choices) for item, choice in zip(items, choices, strict=False)
    )
    if not fits:
        raise _wrong(sitting, test)
    Answer.objects.bulk_create(
        Answer(sitting=sitting, item=item, choice=choice) for item, choice in zip(items, choices, strict=True)
    )
    return _score(sitting, by=by)


def _wrong(sitting: Sitting, test: Test) -> rules.AnswersWrong:
    return rules.AnswersWrong(person=sitting.enrolment.person.workshop_name, size=test.items.count(), last="D")


@verb
def close_test(test: Test, *, by: User) -> Test:
    """Take no more answers. What somebody had begun counts as far as he came. Closing twice changes nothing."""
    test = Test.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=test.pk)
    if test.closed_at is not None:
        return test
    for sitting in test.sittings.filter(finished_at=None).order_by("pk"):
        _score(sitting, by=by)
    test.closed_at = clock.now()
    test.save(update_fields=["closed_at"])
    record(facts.TestClosed(test=test.pk, cohort=test.cohort_id, kind=test.kind))
    return test


def _open_test(test: Test) -> Test:
    """The test, locked. Raises TestClosed, CohortClosed."""
    test = Test.objects.select_for_update(of=("self",)).select_related("cohort__course").get(pk=test.pk)
    if test.closed_at is not None:
        raise rules.TestClosed(closed_at=words.moment(test.closed_at))
    open_class(test.cohort)
    return test


def _unfinished(sitting: Sitting) -> Sitting:
    sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("enrolment__person", "test").get(pk=sitting.pk)
    )
    if sitting.finished_at is not None:
        raise rules.AlreadySat(person=sitting.enrolment.person.workshop_name)
    return sitting
