"""The milliseconds that the Kanwil's dashboard, a report of the office with all its units and the public impact take:
`python -m bench.steps.time_insight READINGS`."""

import json
import sys
from time import perf_counter

from django.test import Client
from django.urls import reverse

from siap.insight import queries, services
from siap.people.models import User

PAGES = ("insight:dashboard", "insight:cohort", "web:impact")


def readings(client: Client, page: str, times: int) -> tuple[float, float]:
    """The first reading of a page, and what 99 of 100 later ones stay under."""
    taken = []
    for _ in range(times + 1):
        began = perf_counter()
        assert client.get(page).status_code == 200
        taken.append(1000 * (perf_counter() - began))
    first, *later = taken
    return first, sorted(later)[int(0.99 * (times - 1))]


def report() -> float:
    """A report of the last busy month's month before, of the office and each unit, with its sheet."""
    manager, month = User.objects.get(username="kanwil"), queries.last_busy_month()
    scope = queries.Scope(None, month)
    began = perf_counter()
    services.issue_report(None, scope.period.moved(-2).month, by=manager)
    return 1000 * (perf_counter() - began)


def measured(times: int) -> dict[str, float]:
    """Every figure by its name."""
    client = Client(SERVER_NAME="localhost")  # the office answers to its own name only
    client.force_login(User.objects.get(username="kanwil"))
    told = {}
    for name in PAGES:
        told[f"{name} first"], told[f"{name} p99"] = readings(client, reverse(name), times)
    return {**told, "report": report()}


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
