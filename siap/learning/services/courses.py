"""What is taught: enter a course, load the house's own with its lessons, keep its question bank."""

from collections.abc import Iterable

from siap.core import clock
from siap.core.verbs import record, verb
from siap.learning import facts, rules
from siap.learning.models import Course, Lesson, Question
from siap.learning.rules.banks import QuestionDraft
from siap.learning.rules.content import CourseDraft
from siap.people.models import User


@verb
def add_course(
    code: str,
    title: str,
    audience: str,
    *,
    lesson_hours: int,
    issuer: str,
    pass_mark: int = 60,
    min_presence: int = 75,
    by: User | None,
) -> Course:
    """Enter a course. `issuer` is the training body or the cooperative in whose name certificates are made, never a
    unit. The same course again changes nothing; another one under its code raises CodeTaken. Raises MarkImpossible."""
    if not (0 <= pass_mark <= rules.FULL_MARK and 0 <= min_presence <= rules.FULL_MARK):
        raise rules.MarkImpossible
    given = {
        "title": title, "audience": audience, "lesson_hours": lesson_hours, "pass_mark": pass_mark,
        "min_presence": min_presence, "issuer": issuer,
    }  # fmt: skip
    course, is_new = Course.objects.get_or_create(code=code, defaults=given)
    if is_new:
        record(facts.CourseAdded(course=course.pk, audience=audience))
    elif any(getattr(course, name) != value for name, value in given.items()):
        raise rules.CodeTaken(code=code)
    return course


@verb
def load_course(draft: CourseDraft, *, issuer: str, by: User | None) -> Course:
    """Put a course of the house into the office: its terms, lessons and questions. The same version again changes nothing;
    a newer one adds new lessons and rewords questions, and what was taught and asked before stays as it was."""
    course = Course.objects.select_for_update().filter(code=draft.code).first()
    if course is not None and course.version >= draft.version:
        return course
    if course is None:
        course = add_course(
            draft.code, draft.title, draft.audience, lesson_hours=draft.lesson_hours, issuer=issuer,
            pass_mark=draft.pass_mark, min_presence=draft.min_presence, by=by,
        )  # fmt: skip
    course.version, course.about = draft.version, draft.about
    course.title, course.lesson_hours = draft.title, draft.lesson_hours
    course.save(update_fields=["version", "about", "title", "lesson_hours"])
    Lesson.objects.bulk_create(
        Lesson(
            course=course, version=draft.version, position=one.position, title=one.title, part=one.part,
            lesson_hours=one.lesson_hours, standard=one.standard, text=one.text, take_away=one.take_away,
        )
        for one in draft.lessons
    )  # fmt: skip
    keep_questions(course, draft.questions, by=by)
    record(facts.CourseLoaded(course=course.pk, version=draft.version, lessons=len(draft.lessons)))
    return course


@verb
def keep_questions(course: Course, drafts: Iterable[QuestionDraft], *, by: User | None) -> int:
    """Take questions into a course's bank: new ones, and reworded ones as new versions. How many were written.
    What is in the bank already, word for word, changes nothing. Raises QuestionWrong."""
    known = {one.code: one for one in course.questions.filter(retired_on=None)}
    fresh = {one.check().code: one for one in drafts if one.code not in known or not _same(known[one.code], one)}
    old = [known[code].pk for code in fresh if code in known]
    Question.objects.filter(pk__in=old).update(retired_on=clock.today())
    Question.objects.bulk_create(
        Question(
            course=course, code=one.code, version=known[one.code].version + 1 if one.code in known else 1,
            lesson=one.lesson, text=one.text, choices=list(one.choices), answer=one.answer, because=one.because,
            picture=one.picture,
        )
        for one in fresh.values()
    )  # fmt: skip
    if fresh:
        record(facts.QuestionsKept(course=course.pk, added=len(fresh) - len(old), reworded=len(old)))
    return len(fresh)


def _same(known: Question, draft: QuestionDraft) -> bool:
    return (known.lesson, known.text, tuple(known.choices), known.answer, known.because, known.picture) == (
        draft.lesson,
        draft.text,
        draft.choices,
        draft.answer,
        draft.because,
        draft.picture,
    )
