"""Two people who should not be put together. Why is a class, never a story."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siap.core.ids import new_uid
from siap.people.models.persons import Person

if TYPE_CHECKING:
    from siap.people.models.users import User


class KeepApartQuerySet(models.QuerySet["KeepApart"]):
    """Pairs, by who may know of them."""

    def visible_to(self, user: "User") -> "KeepApartQuerySet":
        """Those of whom this user may see both, if he may know of such things at all."""
        if not user.can("apart.keep"):
            return self.none()
        seen = Person.objects.visible_to(user).values("pk")
        return self.filter(one__in=seen, other__in=seen)


class KeepApart(models.Model):
    """A pair and since when; whoever is about to put them together is warned, and decides."""

    class Why(models.TextChoices):
        """Which kind of reason."""

        CONFLICT = "conflict", _("pernah berselisih")
        SAFETY = "safety", _("demi keselamatan")
        FAMILY = "family", _("hubungan keluarga")
        ASKED = "asked", _("permintaan sendiri")

    uid = models.UUIDField(unique=True, default=new_uid)
    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    from_on = models.DateField()
    noted_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True)
    objects: ClassVar = KeepApartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_has_one_order"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="kept_apart_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(until_on=None), name="a_pair_is_kept_apart_once"
            ),
        ]
