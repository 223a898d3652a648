"""The press desk behind the door, and what the public reads in front of it."""

from email.utils import format_datetime
from secrets import token_urlsafe
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 (we write it, we read none)

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import document_path
from siap.people.access import Request, needs, open_to_all
from siap.stories import queries, rules, services
from siap.stories.forms import StoryForm, WithdrawForm
from siap.stories.models import Story
from siap.ui.pages import attempt, paginate, png, shared, show
from siap.ui.poster import poster

DEVICE = "kabar"
"""The cookie that counts a device once. It is sent to the stories only, and set by the first tap, never by reading."""
A_YEAR = 365 * 24 * 3600  # seconds


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
    said = queries.reactions(found, request.COOKIES.get(DEVICE, ""))
    told = shared(request, reverse("stories:story", args=[uid]), reverse("stories:poster", args=[uid]))
    return show(request, "stories/story.html", story=found, others=others, reactions=said, shared=told)


def _image(found: Story) -> HttpResponse:
    """Its picture: a file of ours, made anew without metadata."""
    if found.picture is None:
        raise Http404
    response = HttpResponse(document_path(found.picture.sha256).read_bytes(), content_type=found.picture.media_type)
    response["Cache-Control"] = "no-cache"  # gone at once when a consent is taken back
    return response


@require_safe
@open_to_all
def share_picture(request: HttpRequest, uid: str) -> HttpResponse:
    """What stands beside a link to a public story: its title, never the picture that may show somebody."""
    found = get_object_or_404(Story.objects.public().select_related("unit"), uid=uid)
    drawn = poster(_("Kabar"), found.title, foot=found.unit.name if found.unit else "Siap Usaha")
    return png(drawn, keep="no-cache")


@require_safe
@open_to_all
def picture(request: HttpRequest, uid: str) -> HttpResponse:
    """The picture of a public story."""
    return _image(get_object_or_404(Story.objects.public().select_related("picture"), uid=uid))


@require_POST
@open_to_all
def react(request: HttpRequest, uid: str) -> HttpResponse:
    """One tap under a public story. The device keeps a random number of its own, and only once it has reacted."""
    found = get_object_or_404(Story.objects.public(), uid=uid)
    kind = request.POST.get("kind", "")
    device = request.COOKIES.get(DEVICE) or token_urlsafe(18)
    response = redirect(f"{reverse('stories:story', args=[uid])}#tanggapan")
    if kind not in rules.REACTIONS:
        return response
    try:
        services.react(found, device[:40], kind)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        response.set_cookie(
            DEVICE, device[:40], max_age=A_YEAR, path=reverse("stories:news"), secure=settings.TLS, httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return response


@require_safe
@open_to_all
def feed(request: HttpRequest) -> HttpResponse:
    """The newest public stories as RSS."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    SubElement(channel, "title").text = _("Kabar Siap Usaha")
    SubElement(channel, "link").text = request.build_absolute_uri(reverse("stories:news"))
    SubElement(channel, "description").text = _("Cerita tentang pelatihan, kelompok, dan produknya.")
    for one in Story.objects.public()[:20]:
        item = SubElement(channel, "item")
        SubElement(item, "title").text = one.title
        SubElement(item, "link").text = request.build_absolute_uri(reverse("stories:story", args=[one.uid]))
        SubElement(item, "guid", isPermaLink="false").text = str(one.uid)
        SubElement(item, "description").text = one.opening
        SubElement(item, "pubDate").text = format_datetime(clock.at(one.published_on or one.written_on))
    response = HttpResponse(
        tostring(root, encoding="utf-8", xml_declaration=True), content_type="application/rss+xml; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"  # gone at once when a consent is taken back
    return response


@require_safe
@needs("story.see")
def desk(request: Request) -> HttpResponse:
    """All stories: drafts first, then what is public, then what was withdrawn."""
    rows = Story.objects.visible_to(request.user).select_related("unit", "written_by").order_by("state", "-pk")
    return show(request, "stories/desk.html", page=paginate(request, rows))


def _find(request: Request, uid: str) -> Story:
    rows = Story.objects.visible_to(request.user).select_related("unit", "written_by", "published_by", "picture")
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


@require_safe
@needs("story.see")
def draft_picture(request: Request, uid: str) -> HttpResponse:
    """The picture of a story at the desk."""
    return _image(_find(request, uid))


@needs("story.write")
def write(request: Request) -> HttpResponse:
    """A new draft."""
    form = StoryForm(request.POST or None, request.FILES or None)
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
    begun["picture_tells"] = found.picture_tells
    form = StoryForm(request.POST or None, request.FILES or None, initial=begun)
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
        "picture": services.Picture(
            given["picture"].read() if given["picture"] else None, given["picture_tells"], given["drop_picture"]
        ),
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
