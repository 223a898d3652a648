"""What people earned before, and what their businesses leave them now. Only of several together: one person's income is nobody's
business here."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from siap.aftercare.models import Case, FollowUp
from siap.insight import rules

NOTHING = frozenset({FollowUp.Answer.CLOSED, FollowUp.Answer.NO_BUSINESS})
"""After these answers the business leaves nothing: a known zero. Who could not be reached is not known."""


@dataclass(frozen=True)
class Income:
    """Of so many people whose income is known before and after: the middle one of each (rupiah a month), and how many have
    more now. Of fewer than five people nothing is told."""

    people: int
    before: int | None
    after: int | None
    more: int | None


def incomes_of(people: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Before and after of everybody of whom both are known: as told in the last case, and as last found."""
    asked = Case.objects.filter(person__in=list(people), income_before__isnull=False).order_by("opened_on", "pk")
    before = {person: amount for person, amount in asked.values_list("person", "income_before") if amount is not None}
    rows = FollowUp.objects.filter(case__person__in=list(before), done_on__isnull=False).order_by("done_on", "month")
    after: dict[int, int] = {}
    for person, answer, profit in rows.values_list("case__person", "answer", "profit"):
        if answer in NOTHING:
            after[person] = 0
        elif profit is not None:
            after[person] = profit
    return {person: (before[person], amount) for person, amount in after.items()}


def income(pairs: Iterable[tuple[int, int]]) -> Income:
    """Several people's incomes together."""
    known = list(pairs)
    if len(known) < rules.FEW:
        return Income(len(known), None, None, None)
    before, after = (int(median(amounts)) for amounts in zip(*known, strict=True))
    return Income(len(known), before, after, sum(now > then for then, now in known))
