"""A story is written by one person and published by another; it is gone at once when somebody in it says no."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import Person, Unit, User
from siap.stories import queries, rules
from siap.stories.facts import StoryPublished, StoryWithdrawn, StoryWritten
from siap.stories.models import Story


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


@verb
def write_story(
    uid: UUID, title: str, body: str, *, unit: Unit | None = None, people: Sequence[Person] = (), by: User
) -> Story:
    """A new draft. The same uid again changes nothing. Raises StoryEmpty, NoConsent, NameInStory."""
    before: Story | None = Story.objects.filter(uid=uid).first()
    if before is not None:
        return before
    _check(title, body, people)
    story: Story = Story.objects.create(
        uid=uid, title=title.strip(), body=body.strip(), unit=unit, written_by=by, written_on=clock.today()
    )
    story.people.set(people)
    record(StoryWritten(story=story.pk))
    return story


@verb
def rewrite_story(
    story: Story, title: str, body: str, *, unit: Unit | None = None, people: Sequence[Person] = (), by: User
) -> Story:
    """Write on at a draft: whoever does so is its writer now. Raises NotADraft and what `write_story` raises."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state != Story.State.DRAFT:
        raise NotADraft
    _check(title, body, people)
    story.title, story.body, story.unit, story.written_by = title.strip(), body.strip(), unit, by
    story.save(update_fields=["title", "body", "unit", "written_by"])
    story.people.set(people)
    record(StoryWritten(story=story.pk))
    return story


def _check(title: str, body: str, people: Sequence[Person]) -> None:
    if not title.strip() or not rules.paragraphs(body):
        raise StoryEmpty
    _check_consents(people)
    shown = {person.pk for person in people}
    others = Person.objects.exclude(pk__in=shown).exclude(placements__status="officer").values_list("name", flat=True)
    named = rules.full_names_in(f"{title} {body}", others)
    if named:
        raise NameInStory(who=", ".join(named))


def _check_consents(people: Sequence[Person]) -> None:
    missing = queries.without_consent(people)
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
    _check(story.title, story.body, list(story.people.all()))
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
