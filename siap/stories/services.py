"""A story is written by one person and published by another; it is gone at once when somebody in it says no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.fields import blind_index
from siap.core.services import NotADocument, destroy_document, keep_document
from siap.core.verbs import record, verb
from siap.people.models import Person, Unit, User
from siap.stories import queries, rules
from siap.stories.facts import StoryPublished, StoryWithdrawn, StoryWritten
from siap.stories.models import Reaction, Story


class StoryEmpty(Refused):
    """A story has a title and a text."""

    message = _("Cerita perlu judul dan isi.")
    field = "body"


class NoConsent(Refused):
    """Somebody named or shown has not agreed, or has taken it back."""

    message = _("Belum ada persetujuan dari: %(who)s. Tanpa persetujuan cerita tidak boleh terbit.")
    field = "people"


class NameInStory(Refused):
    """The text names somebody who was not ticked as one who agreed."""

    message = _(
        "Isi cerita menyebut nama lengkap peserta (%(who)s). Hapus namanya, atau pilih orangnya kalau ia setuju."
    )
    field = "body"


class OwnStory(Refused):
    """Nobody publishes what he wrote himself."""

    message = _("Anda yang menulis cerita ini. Orang lain di Humas yang menerbitkannya.")


class NotADraft(Refused):
    """Only a draft is written on or published."""

    message = _("Cerita ini bukan konsep lagi. Tarik dulu, lalu tulis yang baru.")


class ReasonMissing(Refused):
    """Withdrawing needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


class PictureUntold(Refused):
    """A picture is told in words too, for who cannot see it."""

    message = _("Ceritakan gambarnya dalam satu kalimat, untuk yang tidak dapat melihatnya.")
    field = "picture_tells"


class TooManyReactions(Refused):
    """More taps in a minute than readers make."""

    message = _("Terlalu banyak tanggapan dalam satu menit. Coba lagi sebentar lagi.")


@dataclass(frozen=True)
class Picture:
    """What happens to the picture of a story: a new one, or the old one stays or goes; and what it shows, in words."""

    content: bytes | None = None
    tells: str = ""
    is_dropped: bool = False


@verb
def write_story(
    uid: UUID,
    title: str,
    body: str,
    *,
    unit: Unit | None = None,
    people: Sequence[Person] = (),
    picture: Picture | None = None,
    by: User,
) -> Story:
    """A new draft. The same uid again changes nothing. Raises StoryEmpty, NoConsent, NameInStory, PictureUntold, and what
    `keep_document` raises."""
    before: Story | None = Story.objects.filter(uid=uid).first()
    if before is not None:
        return before
    story: Story = Story(
        uid=uid, title=title.strip(), body=body.strip(), unit=unit, written_by=by, written_on=clock.today()
    )
    _show(story, picture, by)
    _check(story, people)
    story.save(force_insert=True)
    story.people.set(people)
    record(StoryWritten(story=story.pk))
    return story


@verb
def rewrite_story(
    story: Story,
    title: str,
    body: str,
    *,
    unit: Unit | None = None,
    people: Sequence[Person] = (),
    picture: Picture | None = None,
    by: User,
) -> Story:
    """Write on at a draft: whoever does so is its writer now. Raises NotADraft and what `write_story` raises."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state != Story.State.DRAFT:
        raise NotADraft
    story.title, story.body, story.unit, story.written_by = title.strip(), body.strip(), unit, by
    _show(story, picture, by)
    _check(story, people)
    story.save(update_fields=["title", "body", "unit", "written_by", "picture", "picture_tells"])
    story.people.set(people)
    record(StoryWritten(story=story.pk))
    return story


def _show(story: Story, picture: Picture | None, by: User) -> None:
    if picture is None:
        return
    if picture.is_dropped:
        story.picture, story.picture_tells = None, ""
    if picture.content is not None:
        story.picture = keep_document(picture.content, kind="story", by=by)
        if not story.picture.media_type.startswith("image/"):
            raise NotADocument
    story.picture_tells = picture.tells.strip() if story.picture else ""


def _check(story: Story, people: Sequence[Person]) -> None:
    told = f"{story.title} {story.picture_tells}\n{rules.plain(story.body)}"
    if not story.title or not rules.plain(story.body):
        raise StoryEmpty
    if story.picture is not None and not story.picture_tells:
        raise PictureUntold
    _check_consents(people, with_picture=story.picture is not None)
    shown = {person.pk for person in people}
    others = Person.objects.exclude(pk__in=shown).exclude(placements__status="officer").values_list("name", flat=True)
    named = rules.full_names_in(told, others)
    if named:
        raise NameInStory(who=", ".join(named))


def _check_consents(people: Sequence[Person], *, with_picture: bool) -> None:
    missing = queries.without_consent(people, with_picture=with_picture)
    if missing:
        raise NoConsent(who=", ".join(f"{person.workshop_name} · {person.member_code}" for person in missing))


@verb
def publish_story(story: Story, *, by: User) -> Story:
    """Make a draft public. Publishing twice changes nothing. Raises OwnStory, NotADraft, NoConsent, NameInStory."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == Story.State.PUBLISHED:
        return story
    if story.state != Story.State.DRAFT:
        raise NotADraft
    if story.written_by_id == by.pk:
        raise OwnStory
    _check(story, list(story.people.all()))
    story.state, story.published_by, story.published_on = Story.State.PUBLISHED, by, clock.today()
    story.save(update_fields=["state", "published_by", "published_on"])
    record(StoryPublished(story=story.pk))
    return story


@verb
def withdraw_story(story: Story, *, because: str, by: User | None) -> Story:
    """Take a story away from the public, or give a draft up. Withdrawing twice changes nothing. Raises ReasonMissing."""
    if not because.strip():
        raise ReasonMissing
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == Story.State.WITHDRAWN:
        return story
    story.state = Story.State.WITHDRAWN
    story.withdrawn_because = because.strip()[:200]
    story.save(update_fields=["state", "withdrawn_because"])
    record(StoryWithdrawn(story=story.pk))
    return story


@verb
def withdraw_stories_with(person: int, *, by: User | None) -> None:
    """Somebody no longer agrees: every public story that shows him is gone at once; drafts wait for another text."""
    for story in Story.objects.public().filter(people=person):
        withdraw_story(story, because="consent withdrawn", by=by)


@verb
def withdraw_lapsed_stories(person: int, *, by: User | None) -> None:
    """Somebody's consent may have ended: public stories that show him without one are gone at once."""
    for story in Story.objects.public().filter(people=person):
        if queries.without_consent([Person.objects.get(pk=person)], with_picture=story.picture_id is not None):
            withdraw_story(story, because="consent ended", by=by)


@verb
def forget_stories_with(person: int, *, by: User | None = None) -> None:
    """Somebody in them is forgotten: their words go, and their pictures are destroyed. That there were stories stays."""
    for story in Story.objects.filter(people=person).select_related("picture"):
        if story.picture is not None:
            destroy_document(story.picture, by=by)
        story.title, story.body, story.picture, story.picture_tells = "…", "", None, ""
        story.save(update_fields=["title", "body", "picture", "picture_tells"])


@verb
def react(story: Story, device: str, kind: str, *, by: User | None = None) -> Reaction:
    """A device says something about a public story: once; another word replaces the first, the same again takes it back.

    No fact is written: a reader's tap decides nothing, and must not be able to fill the log. Raises TooManyReactions.
    """
    mark, now = blind_index(f"{device}:{story.uid}"), clock.now()
    own = Reaction.objects.select_for_update().filter(story=story, mark=mark).first()
    if own is not None and own.kind == kind:
        own.delete()
        return own
    if own is None and story.reactions.filter(at__gte=now - timedelta(minutes=1)).count() >= rules.MOST_A_MINUTE:
        raise TooManyReactions
    reaction, _made = Reaction.objects.update_or_create(story=story, mark=mark, defaults={"kind": kind, "at": now})
    return reaction
