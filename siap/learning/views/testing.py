"""The tests of a class: set, key in from paper, close, and what they say."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from siap.learning import queries, services
from siap.learning.forms import AnswersForm, SetTestForm
from siap.learning.models import Cohort, Enrolment, Test
from siap.learning.views.classes import cohort_of
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show


def test_of(request: Request, uid: UUID) -> Test:
    """A test of a class that this user may see."""
    visible = Test.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
    test: Test = get_object_or_404(visible.select_related("cohort__course", "cohort__unit"), uid=uid)
    return test


@require_safe
@needs("training.see")
def tests(request: Request, uid: UUID) -> HttpResponse:
    """The tests of a class: how far they are, what the class gained, what each question shows."""
    cohort = cohort_of(request, uid)
    rows = cohort.tests.order_by("kind").annotate(
        asked=Count("items", distinct=True),
        handed_in=Count("sittings", filter=Q(sittings__finished_at__isnull=False), distinct=True),
    )
    found = sorted(rows, key=lambda test: test.kind != Test.Kind.PRE)
    may_write = request.user.can("training.write") and cohort.closed_on is None
    return show(
        request,
        "learning/tests.html",
        cohort=cohort,
        tests=found,
        gain=queries.class_gain(cohort),
        items=queries.items_of_class(cohort),
        may_write=may_write,
        forgetful=cohort.enrolments.exclude(sign="").select_related("person").order_by("person__name")
        if may_write
        else (),
        missing=[kind for kind in Test.Kind.values if kind not in {test.kind for test in found}],
    )


@needs("training.write")
def set_test(request: Request, uid: UUID) -> HttpResponse:
    """Set the pre-test or the post-test of a class."""
    cohort = cohort_of(request, uid)
    there = set(cohort.tests.values_list("kind", flat=True))
    form = SetTestForm([kind for kind in Test.Kind.values if kind not in there], request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: services.set_test(cohort, given["kind"], size=given["size"], by=request.user)):
            messages.success(request, _("Tesnya siap: di layar bersama, atau di kertas."))
            return redirect("learning:tests", cohort.uid)
    return show(request, "learning/set_test.html", form, cohort=cohort, is_complete=len(there) == len(Test.Kind))


@require_POST
@needs("training.write")
def close_test(request: Request, uid: UUID) -> HttpResponse:
    """Take no more answers."""
    test = test_of(request, uid)
    form = forms.Form(request.POST)
    closed = attempt(form, lambda: services.close_test(test, by=request.user)) if form.is_valid() else None
    if closed is not None:
        messages.success(request, _("Tes ditutup. Jawaban yang datang sesudah ini tidak diterima."))
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect("learning:tests", test.cohort.uid)


@needs("training.write")
def key_answers(request: Request, uid: UUID) -> HttpResponse:
    """Answers from paper, the whole class on one screen."""
    test = test_of(request, uid)
    form = answers_form(request, test, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.answers
        sittings = attempt(form, lambda: services.key_answers(test, answers, by=request.user))
        if sittings is not None:
            said = ngettext("Jawaban %(count)s orang masuk.", "Jawaban %(count)s orang masuk.", len(sittings))
            messages.success(request, said % {"count": len(sittings)})
            return redirect("learning:tests", test.cohort.uid)
    return show(request, "learning/key_answers.html", form, test=test)


def answers_form(
    request: Request, test: Test, data: object = None, initial: dict[str, str] | None = None
) -> AnswersForm:
    """The keying screen of a test: everybody who has not handed it in."""
    waiting: list[Enrolment] = list(queries.waiting_for(test))
    sizes = [len(choices) for choices in test.items.order_by("position").values_list("question__choices", flat=True)]
    return AnswersForm(request.user, waiting, sizes, data, initial=initial)


@require_safe
@needs("training.write")
def question_paper(request: Request, uid: UUID) -> HttpResponse:
    """The questions of a test on paper, with their pictures, without the answers."""
    test = test_of(request, uid)
    items = test.items.select_related("question").order_by("position")
    return show(request, "learning/question_paper.html", test=test, items=items)


@require_POST
@needs("training.write")
def forget_sign(request: Request, enrolment: int) -> HttpResponse:
    """Somebody forgot his picture: let him choose anew."""
    visible = Enrolment.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
    found: Enrolment = get_object_or_404(visible.select_related("cohort", "person"), pk=enrolment)
    services.forget_sign(found, by=request.user)
    messages.success(request, _("%(person)s boleh memilih gambar baru.") % {"person": found.person.workshop_name})
    return redirect("learning:tests", found.cohort.uid)
