"""What the tables of the workshop share: who may see a row, and what a quantity is counted in."""

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from siap.people.models import User


Row = TypeVar("Row", bound=models.Model, covariant=True)


class OfBusiness(models.QuerySet[Row]):
    """Rows that belong to a business, by who may see them."""

    def visible_to(self, user: "User") -> "OfBusiness[Row]":
        """Those of the units in which this user has a role now."""
        if not user.can("workshop.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(business__unit__in=user.unit_ids)


class Measure(models.TextChoices):
    """The whole unit a quantity is counted in."""

    GRAM = "g", _("gram")
    MILLILITRE = "ml", _("mililiter")
    PIECE = "pcs", _("buah")
