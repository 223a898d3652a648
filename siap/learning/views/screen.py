"""The shared screen: an officer lends it, one person after the other sits down.

Lending signs the officer out, so that nobody can wander into the office from this screen; what is left in the session is
which test or game the screen is lent to, and by whom. The screen is given back by signing in again.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.learning import queries, services
from siap.learning.forms import ChoiceForm, QuestionForm, SignInForm
from siap.learning.models import Cohort, Game, Sitting, Test
from siap.learning.rules import warung
from siap.learning.rules.testing import SIGNS
from siap.learning.views.testing import test_of
from siap.people.access import Request, needs, open_to_all
from siap.people.models import User
from siap.ui.pages import attempt, show

LENT = "learning_screen"
"""The session's key: {"test" or "game": uid, "by": the officer, "sitting": who sits}."""


@require_POST
@needs("training.write")
def lend(request: Request, uid: UUID) -> HttpResponse:
    """Lend this screen to a test."""
    test = test_of(request, uid)
    if test.closed_at is not None:
        messages.error(request, _("Tes ini sudah ditutup, jadi layarnya tidak bisa dipinjamkan."))
        return redirect("learning:tests", test.cohort.uid)
    return lend_to(request, "test", test.uid, "learning:screen")


def lend_to(request: Request, kind: str, uid: UUID, page: str) -> HttpResponse:
    """Sign the officer out and leave the screen to a test or a game."""
    by = request.user.pk
    logout(request)
    request.session[LENT] = {kind: str(uid), "by": by}
    return redirect(page)


def _lent(request: HttpRequest, kind: str) -> tuple[dict[str, Any], User]:
    """What the screen is lent to, and the officer who lent it. 404 for any other screen, or when he may no more."""
    lent = request.session.get(LENT) or {}
    by = User.objects.filter(pk=lent.get("by") or 0, is_active=True).first()
    if kind not in lent or by is None or not by.can("training.write"):
        raise Http404
    return lent, by


def _test(request: HttpRequest) -> tuple[Test, User]:
    lent, by = _lent(request, "test")
    visible = Test.objects.filter(cohort__in=Cohort.objects.visible_to(by)).select_related("cohort__course")
    return get_object_or_404(visible, uid=lent["test"]), by


def _seat(request: HttpRequest, sitting: Sitting | None) -> None:
    """Who sits at the screen now; one at a time."""
    lent = {key: value for key, value in request.session[LENT].items() if key != "sitting"}
    request.session[LENT] = lent if sitting is None else {**lent, "sitting": str(sitting.uid)}


def _sitting(request: HttpRequest) -> tuple[Sitting, User]:
    test, by = _test(request)
    seated = request.session[LENT].get("sitting")
    if seated is None:
        raise Http404
    sittings = Sitting.objects.select_related("test__cohort", "enrolment__person")
    return get_object_or_404(sittings, test=test, uid=seated), by


@open_to_all
def screen(request: Request) -> HttpResponse:
    """Who sits down? A name and a picture."""
    test, by = _test(request)
    form = SignInForm(queries.waiting_for(test), request.POST or None)
    if form.is_valid():
        enrolment = test.cohort.enrolments.get(pk=form.cleaned_data["person"])
        sitting = attempt(form, lambda: services.sit_down(test, enrolment, form.cleaned_data["sign"], by=by))
        if sitting is not None:
            _seat(request, sitting)
            return redirect("learning:screen-question", 1)
    _seat(request, None)
    return show(request, "learning/screen.html", form, test=test, signs=SIGNS)


@open_to_all
def screen_question(request: Request, number: int) -> HttpResponse:
    """One question; sending it goes on to the next."""
    sitting, by = _sitting(request)
    items = list(sitting.test.items.select_related("question").order_by("position"))
    if not 1 <= number <= len(items):
        raise Http404
    question = items[number - 1].question
    given = dict(sitting.answers.values_list("item__position", "choice"))
    form = QuestionForm(question, request.POST or None, initial={"choice": given.get(number)})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["choice"]
        attempt(form, lambda: services.answer(sitting, number, chosen, by=by))
        if not form.errors:
            onward = number < len(items) and "end" not in request.POST
            return redirect("learning:screen-question", number + 1) if onward else redirect("learning:screen-end")
    steps = [(place, given.get(place) is not None) for place in range(1, len(items) + 1)]
    return show(
        request, "learning/screen_question.html", form, question=question, number=number, steps=steps, sitting=sitting
    )


@open_to_all
def screen_end(request: Request) -> HttpResponse:
    """Look once more at what is missing, then hand in."""
    sitting, by = _sitting(request)
    form = forms.Form(request.POST)
    done = attempt(form, lambda: services.finish(sitting, by=by)) if form.is_valid() else None
    if done is not None:
        messages.success(request, _("Terima kasih. Jawaban Anda tersimpan. Silakan orang berikutnya."))
        return redirect("learning:screen")
    answered = set(sitting.answers.exclude(choice=None).values_list("item__position", flat=True))
    missing = [place for place in range(1, sitting.test.items.count() + 1) if place not in answered]
    return show(request, "learning/screen_end.html", form, sitting=sitting, missing=missing)


@require_POST
@open_to_all
def give_back(request: Request) -> HttpResponse:
    """The officer takes the screen back: it forgets everything, and he signs in."""
    if LENT not in request.session:
        raise Http404
    request.session.flush()
    return redirect("web:sign-in")


@open_to_all
def screen_game(request: Request) -> HttpResponse:
    """A week of Warung Mandiri at the shared screen; after the twelfth, the report."""
    lent, by = _lent(request, "game")
    visible = Game.objects.filter(cohort__in=Cohort.objects.visible_to(by))
    game = get_object_or_404(visible.select_related("cohort__course", "player__person"), uid=lent["game"])
    state = warung.replay(game.seed, services.choices_of(game))
    form = ChoiceForm(request.POST or None, initial=_proposal(state))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        choice = warung.Choice(given["buy"], given["cook"], given["price"])
        if attempt(form, lambda: services.play_week(game, given["week"], choice, by=by)):
            return redirect("learning:screen-game")
    report = warung.report(state) if state.is_over else None
    return show(request, "learning/screen_game.html", form, game=game, state=state, report=report)


def _proposal(state: warung.State) -> dict[str, int]:
    """What stands in the fields: the last decisions again."""
    if state.is_over:
        return {}
    last = state.results[-1].choice if state.results else warung.Choice(8, 8, 10_000)
    return {"week": state.week.number, "buy": last.buy, "cook": last.cook, "price": last.price}
