"""Which month to look at."""

import re

from django.http import HttpRequest

from siap.core import clock
from siap.insight import queries
from siap.ledger.rules import month_of


def month_asked(request: HttpRequest) -> int:
    """The month in `?bulan=2026-10`, as 202610; nonsense, the future and nothing give the last one that was busy."""
    found = re.fullmatch(r"(20\d\d)-?(0[1-9]|1[0-2])", request.GET.get("bulan", request.POST.get("bulan", "")))
    if found is None:
        return queries.last_busy_month()
    month = int(found[1]) * 100 + int(found[2])
    return month if month <= month_of(clock.today()) else queries.last_busy_month()
