"""What is taught: courses, their lessons as a facilitator reads them, the question bank."""

from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.learning import queries, rules, services
from siap.learning.forms import BankForm, CourseForm
from siap.learning.models import Course, Lesson, Question
from siap.learning.rules import banks, content
from siap.people.access import Request, needs
from siap.ui.pages import attempt, paginate, show

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "qti": "application/zip",
}


@require_safe
@needs("training.see")
def courses(request: Request) -> HttpResponse:
    """What is taught."""
    rows = Course.objects.annotate(classes=Count("cohorts")).order_by("audience", "title")
    loaded = {course.code: course.version for course in rows}
    return show(
        request,
        "learning/courses.html",
        courses=rows,
        has_more=any(loaded.get(one.code, 0) < one.version for one in content.shelf()),
    )


@needs("agreement.write")
def add_course(request: Request) -> HttpResponse:
    """Enter a course."""
    form = CourseForm(request.POST or None)
    if form.is_valid() and (course := attempt(form, lambda: services.add_course(**form.cleaned_data, by=request.user))):
        messages.success(request, _("Pelatihan “%(title)s” sudah bisa diajarkan.") % {"title": course.title})
        return redirect("learning:courses")
    return show(request, "learning/add_course.html", form)


@require_POST
@needs("agreement.write")
def load_courses(request: Request) -> HttpResponse:
    """Put the courses of the house into the office, or bring them up to date."""
    form = forms.Form(request.POST)
    issuer = queries.training_body()
    loads = (partial(services.load_course, draft, issuer=issuer, by=request.user) for draft in content.shelf())
    if issuer and form.is_valid() and all(attempt(form, load) for load in loads):
        messages.success(request, _("Bahan ajar siap: pelatihan petugas dan pelatihan peserta, dengan bank soalnya."))
    else:
        messages.error(
            request, _("Sertifikat terbit atas nama koperasi, jadi perjanjiannya perlu dicatat lebih dahulu.")
        )
    return redirect("learning:courses")


def _course(uid: UUID) -> Course:
    course: Course = get_object_or_404(Course, uid=uid)
    return course


@require_safe
@needs("training.see")
def course(request: Request, uid: UUID) -> HttpResponse:
    """A course: its lessons in order, its bank in numbers, what its questions have shown so far."""
    course = _course(uid)
    questions = course.questions.filter(retired_on=None)
    return show(
        request,
        "learning/course.html",
        course=course,
        lessons=_lessons(course).defer("text", "take_away"),
        questions=questions.count(),
        pictured=questions.exclude(picture="").count(),
        items=[one for one in queries.items_of_course(course) if one.verdict not in ("good", "few")],
    )


def _lessons(course: Course) -> QuerySet[Lesson]:
    return course.lessons.filter(version=course.version).order_by("position")


def _lesson(uid: UUID, position: int) -> tuple[Course, Lesson]:
    course = _course(uid)
    lesson: Lesson = get_object_or_404(_lessons(course), position=position)
    return course, lesson


@require_safe
@needs("training.see")
def lesson(request: Request, uid: UUID, lesson: int) -> HttpResponse:
    """A lesson as the facilitator reads it: goals, script with minutes, exercise, key, what to take away."""
    course, found = _lesson(uid, lesson)
    positions = set(_lessons(course).values_list("position", flat=True))
    return show(
        request,
        "learning/lesson.html",
        course=course,
        lesson=found,
        before=lesson - 1 if lesson - 1 in positions else None,
        after=lesson + 1 if lesson + 1 in positions else None,
        questions=course.questions.filter(retired_on=None, lesson=lesson).order_by("code"),
    )


@require_safe
@needs("training.see")
def lesson_paper(request: Request, uid: UUID, lesson: int) -> HttpResponse:
    """The whole lesson on paper, for the classroom."""
    course, found = _lesson(uid, lesson)
    return show(request, "learning/lesson_paper.html", course=course, lesson=found, text=found.text)


@require_safe
@needs("training.see")
def take_away(request: Request, uid: UUID, lesson: int) -> HttpResponse:
    """The one sheet that everybody takes away. It says nothing of where it was given."""
    course, found = _lesson(uid, lesson)
    return show(request, "learning/take_away.html", course=course, lesson=found)


@require_safe
@needs("training.see")
def bank(request: Request, uid: UUID) -> HttpResponse:
    """The questions of a course with their answers and why, searched by word, lesson by lesson."""
    course = _course(uid)
    rows = course.questions.filter(retired_on=None).order_by("lesson", "code")
    if q := request.GET.get("q", "").strip():
        rows = rows.filter(text__icontains=q)
    return show(request, "learning/bank.html", course=course, page=paginate(request, rows))


@require_safe
@needs("training.see")
def bank_file(request: Request, uid: UUID, kind: str) -> HttpResponse:
    """The bank as a file: a spreadsheet (`xlsx`) or a QTI 3 package (`qti`)."""
    course = _course(uid)
    if kind not in FORMATS:
        raise Http404
    drafts = [_draft(one) for one in course.questions.filter(retired_on=None).order_by("lesson", "code")]
    written = banks.write_qti(drafts) if kind == "qti" else banks.write_sheet(drafts)
    response = HttpResponse(written, content_type=FORMATS[kind])
    ending = "zip" if kind == "qti" else "xlsx"
    name = f"soal-{slugify(course.code)}.{ending}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _draft(one: Question) -> banks.QuestionDraft:
    return banks.QuestionDraft(one.code, one.lesson, one.text, tuple(one.choices), one.answer, one.because, one.picture)


@needs("agreement.write")
def import_bank(request: Request, uid: UUID) -> HttpResponse:
    """Take questions from a spreadsheet or a QTI 3 package into the bank: all of the file, or nothing."""
    course = _course(uid)
    form = BankForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["document"].read()
        written = attempt(form, lambda: services.keep_questions(course, rules.read_bank(sent), by=request.user))
        if written is not None:
            messages.success(
                request, _("%(count)s soal masuk ke bank; yang sudah sama dibiarkan.") % {"count": written}
            )
            return redirect("learning:bank", course.uid)
    return show(request, "learning/import_bank.html", form, course=course)
