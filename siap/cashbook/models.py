"""What an owner writes down himself, in a cook's words. Behind each note stands a proper entry; a wrong note is reversed
with a reason, never edited. Purchases of material and sales are not noted here: they post by themselves."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from siap.business.models import Business
from siap.cashbook import rules

if TYPE_CHECKING:
    from siap.people.models import User


class CashNoteQuerySet(models.QuerySet["CashNote"]):
    """Notes, by who may see them."""

    def visible_to(self, user: "User") -> "CashNoteQuerySet":
        """Those of the businesses whose book this user may see."""
        if not user.can("cashbook.see"):
            return self.none()
        return self.filter(business__in=Business.objects.visible_to(user))


class CashNote(models.Model):
    """Money in or out of a business's cash."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey("business.Business", models.PROTECT, related_name="cash_notes")
    kind = models.CharField(max_length=12, choices=[(kind.code, kind.label) for kind in rules.KINDS])
    amount = models.BigIntegerField()  # rupiah
    happened_on = models.DateField()
    note = models.CharField(max_length=120)
    receipt = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = CashNoteQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_note_is_positive")]

    @property
    def reference(self) -> str:
        """How the book calls it."""
        return f"note:{self.uid}"

    @property
    def word(self) -> rules.Kind:
        """Its kind, with its name and what it means in the book."""
        return rules.BY_CODE[self.kind]
