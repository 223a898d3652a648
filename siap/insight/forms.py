"""Which period to look at."""

from django.http import HttpRequest

from siap.core import clock
from siap.insight import queries, rules
from siap.ledger.rules import month_of


def period_asked(request: HttpRequest) -> rules.Period:
    """The period in `?bulan=2026-10` (`2026-T4`, `2026`); nonsense, the future and nothing give the last busy month."""
    found = rules.Period.read(request.GET.get("bulan", request.POST.get("bulan", "")))
    if found is None or found.first > month_of(clock.today()):
        return rules.Period(queries.last_busy_month())
    return found
