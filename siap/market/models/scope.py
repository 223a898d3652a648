"""Who may see what belongs to a unit."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from siap.people.models import User


class OfUnit(models.QuerySet[Any]):
    """Rows that belong to a unit, by who may see them."""

    def visible_to(self, user: "User") -> Self:
        """Only those of units in which this user has a role now."""
        if not user.can("market.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)
