"""What we tell the public (Kabar). One person writes, another publishes; whoever is shown or named has agreed, and when he
takes that back the story is gone at once."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid


class Story(models.Model):
    """One piece of news."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Konsep")
        PUBLISHED = "published", _("Terbit")
        WITHDRAWN = "withdrawn", _("Ditarik")

    uid = models.UUIDField(unique=True, default=new_uid)
    title = models.CharField(max_length=120)
    body = models.TextField()  # plain paragraphs
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="stories")
    people = models.ManyToManyField("people.Person", related_name="stories", blank=True)  # named or shown
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    written_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    written_on = models.DateField()
    published_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=models.F("written_by")), name="two_people_publish"
            )
        ]
