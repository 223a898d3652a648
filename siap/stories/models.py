"""What we tell the public (Kabar). One person writes, another publishes; whoever is shown or named has agreed, and when he
takes that back the story is gone at once."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from siap.core.ids import new_uid
from siap.stories import rules

if TYPE_CHECKING:
    from siap.people.models import User


class StoryQuerySet(models.QuerySet["Story"]):
    """Stories, by who may see them."""

    def public(self) -> "StoryQuerySet":
        """What anybody may read, newest first."""
        return self.filter(state=Story.State.PUBLISHED)

    def visible_to(self, user: "User") -> "StoryQuerySet":
        """At the desk: all of them for a role in the whole office, those of his unit for anybody else."""
        if not user.can("story.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Story(models.Model):
    """One piece of news."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Konsep")
        PUBLISHED = "published", pgettext_lazy("story", "Terbit")
        WITHDRAWN = "withdrawn", _("Ditarik")

    uid = models.UUIDField(unique=True, default=new_uid)
    title = models.CharField(max_length=120)
    body = models.TextField()  # Markdown: see rules.html
    picture = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    picture_tells = models.CharField(max_length=200, blank=True)  # in words, for who cannot see it
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="stories")
    people = models.ManyToManyField("people.Person", related_name="stories", blank=True)  # named or shown
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    written_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    written_on = models.DateField()
    published_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = StoryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=models.F("written_by")), name="two_people_publish"
            )
        ]

    @property
    def html(self) -> str:
        """The text as safe HTML."""
        return rules.html(self.body)

    @property
    def opening(self) -> str:
        """The first words, for a card."""
        return rules.opening(self.body)


class Reaction(models.Model):
    """One tap of one device under one story. `mark` is a keyed digest of the device's own random number and the story: it
    counts a device once, and does not tell that two stories were read on the same one."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="reactions")
    mark = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=list(rules.REACTIONS.items()))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "mark"], name="a_device_reacts_once")]
