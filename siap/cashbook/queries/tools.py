"""The tools of a business: what they cost, what was written off, what they are still worth."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet, Sum
from django.db.models.functions import Coalesce

from siap.business.models import Business
from siap.cashbook import rules
from siap.cashbook.models import CashCount, Depreciation, Equipment
from siap.core import clock
from siap.ledger.rules import month_of


@dataclass(frozen=True)
class Tool:
    """A tool with what was written off of it so far (rupiah)."""

    equipment: Equipment
    written_off: int

    @property
    def worth(self) -> int:
        """What it stands in the book for; nothing once it is gone."""
        return 0 if self.equipment.gone_on else self.equipment.cost - self.written_off

    @property
    def bought(self) -> int:
        """The month it was bought in (202611)."""
        return month_of(self.equipment.bought_on)

    def is_used_in(self, month: int) -> bool:
        """Whether a month writes it off."""
        return not self.equipment.gone_on and self.worth > 0 and self.bought <= month

    def due(self, month: int) -> int:
        """What is to be written off at the end of a month, earlier months that were missed included (rupiah)."""
        return rules.written_off(self.equipment.cost, self.equipment.years, self.bought, month) - self.written_off


def tools(*businesses: Business) -> list[Tool]:
    """Every tool of these businesses whose purchase stands, those in use first, the newest first."""
    rows = (
        Equipment.objects.filter(business__in=businesses, note__reversed_at=None)
        .select_related("business", "note")
        .annotate(written_off=Coalesce(Sum("depreciations__amount"), 0))
        .order_by("-bought_on", "-pk")
    )
    found = [Tool(row, row.written_off) for row in rows]
    return sorted(found, key=lambda tool: tool.equipment.gone_on is not None)


def month_to_write_off(business: Business) -> int | None:
    """The month (202611) to be written off next, once it is over; None when no tool needs it or nothing is due yet."""
    first = min((tool.bought for tool in tools(business) if tool.worth > 0), default=None)
    last = Depreciation.objects.filter(business=business).aggregate(last=Max("month"))["last"]
    due = rules.due_month(first, last)
    return due if due and due < month_of(clock.today()) else None


def counts(business: Business) -> "QuerySet[CashCount]":
    """How often the money of a business was counted, the newest first."""
    rows: QuerySet[CashCount] = CashCount.objects.filter(business=business).select_related("by")
    return rows.order_by("-counted_on", "-pk")
