"""What the tests of a class, or of a whole course, say about people and about questions."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from siap.learning import rules
from siap.learning.models import Answer, Cohort, Course, Enrolment, Question, Sitting, Test
from siap.learning.rules.testing import VERDICTS


@dataclass(frozen=True)
class ItemFigures:
    """One question: percent right before and after, how well it tells people apart, and what it is worth."""

    question: Question
    pre: int | None
    post: int | None
    discrimination: float | None
    people: int  # who answered it in a post-test
    verdict: str  # key of rules.testing.VERDICTS

    @property
    def gain(self) -> int | None:
        """The normalised gain of the question, in percent."""
        return rules.gain(self.pre, self.post)

    @property
    def says(self) -> str:
        """The verdict in words."""
        return str(VERDICTS[self.verdict])


def class_gain(cohort: Cohort) -> int | None:
    """The normalised gain of a class, from the average marks of those who have both, in percent."""
    marks = cohort.enrolments.values_list("pre_test", "post_test")
    return rules.class_gain([(pre, post) for pre, post in marks if pre is not None and post is not None])


def items_of_class(cohort: Cohort) -> list[ItemFigures]:
    """Every question that the tests of a class asked, hardest first."""
    return _items(Sitting.objects.filter(test__cohort=cohort))


def items_of_course(course: Course) -> list[ItemFigures]:
    """Every question of a course that was ever asked, over all its classes, hardest first."""
    return _items(Sitting.objects.filter(test__cohort__course=course))


def _items(sittings: QuerySet[Sitting]) -> list[ItemFigures]:
    """Figures of all questions in these sittings that were handed in. Two queries."""
    given = (
        Answer.objects.filter(sitting__in=sittings.exclude(finished_at=None))
        .order_by("item__question")
        .values_list("sitting", "sitting__test__kind", "item__question", "choice", "item__question__answer")
    )
    rights: dict[tuple[int, str], dict[int, bool]] = defaultdict(dict)
    totals: dict[int, int] = defaultdict(int)
    for sitting, kind, question, choice, correct in given:
        rights[question, kind][sitting] = choice == correct
        totals[sitting] += choice == correct
    questions = Question.objects.in_bulk({question for question, _kind in rights})
    figures = [
        _figures(one, rights[pk, Test.Kind.PRE], rights[pk, Test.Kind.POST], totals) for pk, one in questions.items()
    ]
    return sorted(figures, key=lambda one: (101 if one.post is None else one.post, one.question.code))


def _figures(question: Question, pre: dict[int, bool], post: dict[int, bool], totals: dict[int, int]) -> ItemFigures:
    before, after = _percent(pre), _percent(post)
    tells = rules.discrimination(list(post.values()), [totals[sitting] for sitting in post])
    worth = rules.verdict(before, after, tells, people=len(post))
    return ItemFigures(question, before, after, tells, len(post), worth)


def _percent(rights: dict[int, bool]) -> int | None:
    return rules.score(sum(rights.values()), len(rights)) if rights else None


def waiting_for(test: Test) -> QuerySet[Enrolment]:
    """People of the class who have not handed this test in, by the name they are called."""
    done = test.sittings.exclude(finished_at=None)
    rows: QuerySet[Enrolment] = test.cohort.enrolments.exclude(pk__in=done.values("enrolment")).select_related("person")
    return rows.order_by("person__workshop_name", "pk")
