"""What is asked again: a refusal by whom it is about, and whatever changed by his unit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.core.services import note_readings
from siap.people.access import Request, needs
from siap.programme import queries, services
from siap.programme.forms import AnswerForm, AppealForm, ChangeForm
from siap.programme.models import Appeal, Change, Participation
from siap.ui.pages import attempt, paginate, show


@needs("selection.propose")
def appeal(request: Request, uid: UUID) -> HttpResponse:
    """Write down that somebody who was refused asks another to look again."""
    shown = get_object_or_404(
        Participation.objects.visible_to(request.user)
        .filter(state=Participation.State.REFUSED)
        .select_related("person"),
        uid=uid,
    )
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        raised = attempt(
            form,
            lambda: services.raise_appeal(
                form.uid, shown, words_said=form.cleaned_data["words_said"], by=request.user
            ),
        )  # fmt: skip
        if raised:
            messages.success(request, _("Banding dicatat. Orang lain yang menjawabnya, bukan yang memutuskan."))
            return redirect("programme:participation", uid)
    return show(request, "programme/appeal.html", form, shown=shown)


@needs("appeal.answer")
def answer_appeal(request: Request, uid: UUID) -> HttpResponse:
    """Answer an appeal. Whoever decided finds none."""
    asked = get_object_or_404(
        Appeal.objects.filter(participation__in=Participation.objects.visible_to(request.user)).select_related(
            "participation__person", "participation__unit", "participation__decided_by"
        ),
        uid=uid,
    )
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        if attempt(
            form,
            lambda: services.answer_appeal(asked, upheld=typed["upheld"], answer=typed["answer"], by=request.user),
        ):
            messages.success(request, _("Banding dijawab. Bacakan jawabannya kepada orangnya."))
            return redirect("programme:participation", asked.participation.uid)
    return show(request, "programme/answer_appeal.html", form, asked=asked, shown=asked.participation)


@needs("selection.see")
def changes(request: Request) -> HttpResponse:
    """What changed and waits for a word."""
    page = paginate(request, queries.open_changes(request.user))
    note_readings({one.participation.person_id for one in page}, by=request.user, page="programme:changes")
    return show(request, "programme/changes.html", page=page, open=queries.OPEN)


@needs("change.settle")
def note_change(request: Request, uid: UUID) -> HttpResponse:
    """Write down that health or discipline changed."""
    shown = get_object_or_404(
        Participation.objects.visible_to(request.user).filter(state__in=queries.OPEN).select_related("person"), uid=uid
    )
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        noted = attempt(form, lambda: services.note_change(shown, form.cleaned_data["kind"], by=request.user))
        if noted:
            messages.success(request, _("Dicatat. Sekarang menunggu keputusan: tetap ikut atau diakhiri."))
            return redirect("programme:changes")
    return show(request, "programme/note_change.html", form, shown=shown)


@require_POST
@needs("change.settle")
def keep_as_is(request: Request, uid: UUID) -> HttpResponse:
    """It was looked at, and everything stays."""
    change = get_object_or_404(Change.objects.visible_to(request.user), uid=uid)
    services.keep_as_is(change, by=request.user)
    messages.success(request, _("Sudah dilihat, tetap seperti semula."))
    return redirect("programme:changes")
