"""The press desk behind the door, and what the public reads in front of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core.errors import Refused
from siap.people.access import Request, needs, open_to_all
from siap.stories import services
from siap.stories.forms import StoryForm, WithdrawForm
from siap.stories.models import Story
from siap.ui.pages import attempt, paginate, show


@require_safe
@open_to_all
def news(request: HttpRequest) -> HttpResponse:
    """Every public story, newest first."""
    return show(request, "stories/news.html", page=paginate(request, Story.objects.public().select_related("unit"), 12))


@require_safe
@open_to_all
def story(request: HttpRequest, uid: str) -> HttpResponse:
    """One public story."""
    found = get_object_or_404(Story.objects.public().select_related("unit"), uid=uid)
    others = Story.objects.public().exclude(pk=found.pk)[:3]
    return show(request, "stories/story.html", story=found, others=others)


@require_safe
@needs("story.see")
def desk(request: Request) -> HttpResponse:
    """All stories: drafts first, then what is public, then what was withdrawn."""
    rows = Story.objects.visible_to(request.user).select_related("unit", "written_by").order_by("state", "-pk")
    return show(request, "stories/desk.html", page=paginate(request, rows))


def _find(request: Request, uid: str) -> Story:
    rows = Story.objects.visible_to(request.user).select_related("unit", "written_by", "published_by")
    found: Story = get_object_or_404(rows, uid=uid)
    return found


@require_safe
@needs("story.see")
def draft(request: Request, uid: str) -> HttpResponse:
    """One story at the desk: its text, who is shown, what may be done."""
    found = _find(request, uid)
    is_draft = found.state == Story.State.DRAFT
    return show(
        request,
        "stories/draft.html",
        story=found,
        people=found.people.all(),
        may_write=is_draft and request.user.can("story.write"),
        may_publish=is_draft and request.user.can("story.publish") and found.written_by_id != request.user.pk,
        is_own=found.written_by_id == request.user.pk,
        may_withdraw=found.state != Story.State.WITHDRAWN and request.user.can("story.publish"),
    )


@needs("story.write")
def write(request: Request) -> HttpResponse:
    """A new draft."""
    form = StoryForm(request.POST or None)
    if form.is_valid():
        kept = attempt(form, lambda: services.write_story(form.uid, **_told(form), by=request.user))
        if kept is not None:
            messages.success(request, _("Konsep disimpan. Orang lain di Humas dapat menerbitkannya."))
            return redirect("stories:draft", kept.uid)
    return show(request, "stories/write.html", form)


@needs("story.write")
def rewrite(request: Request, uid: str) -> HttpResponse:
    """Write on at a draft."""
    found = _find(request, uid)
    begun = {"title": found.title, "body": found.body, "unit": found.unit, "people": found.people.all()}
    form = StoryForm(request.POST or None, initial=begun)
    if form.is_valid():
        kept = attempt(form, lambda: services.rewrite_story(found, **_told(form), by=request.user))
        if kept is not None:
            messages.success(request, _("Konsep disimpan. Orang lain di Humas dapat menerbitkannya."))
            return redirect("stories:draft", kept.uid)
    return show(request, "stories/write.html", form, story=found)


def _told(form: StoryForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "title": given["title"],
        "body": given["body"],
        "unit": given["unit"],
        "people": list(given["people"]),
    }


@require_POST
@needs("story.publish")
def publish(request: Request, uid: str) -> HttpResponse:
    """Make a draft public."""
    found = _find(request, uid)
    try:
        services.publish_story(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Cerita terbit: siapa pun dapat membacanya sekarang."))
    return redirect("stories:draft", uid)


@needs("story.publish")
def withdraw(request: Request, uid: str) -> HttpResponse:
    """Take a story away from the public."""
    found = _find(request, uid)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.withdraw_story(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Cerita ditarik: publik tidak dapat membacanya lagi."))
            return redirect("stories:draft", uid)
    return show(request, "stories/withdraw.html", form, story=found)
