"""What buyers say is wrong with a jar, by the lot on its label, until somebody answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core.fields import EncryptedTextField
from siap.market.models.scope import OfUnit


class Complaint(models.Model):
    """A buyer scanned a jar and says what is wrong. His number serves the answer only and is erased with it."""

    class Kind(models.TextChoices):
        """What is wrong, the worst first."""

        ILL = "ill", _("Sakit sesudah memakannya")
        FOREIGN = "foreign", _("Ada benda asing di dalamnya")
        SPOILT = "spoilt", _("Basi, bau, atau rusak")
        LABEL = "label", _("Label atau beratnya tidak benar")
        OTHER = "other", _("Lainnya")

    uid = models.UUIDField(unique=True)  # made by the form, so that sending it twice is harmless
    number = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="complaints")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, related_name="complaints")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    words = models.CharField(max_length=300)
    phone = EncryptedTextField(blank=True)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)  # what was found and done
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, phone="") & ~Q(answer=""),
                name="an_answer_has_words_and_a_hand",
            ),
        ]

    @property
    def is_grave(self) -> bool:
        """Whether somebody's health is in question."""
        return self.kind in (self.Kind.ILL, self.Kind.FOREIGN)
