"""Paid sales through the verb, stock, entries, facts and chain: `python -m bench.steps.sell_in_full SALES CLIENTS`.

One product a sale, paid in cash, a durable transaction each. Prints the sales a second, the milliseconds that 99 of 100 stay
under, and how many deadlocks the office met (a verb that meets one is tried again) and refusals or failures (none may be).
With several clients each is a process of its own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from time import perf_counter
from unittest import mock

from bench.steps.sell import chosen, stock_up
from siap.core import verbs
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.models import Channel, Sale
from siap.people.models import User
from siap.workshop.models import Product

PRODUCTS = 8
CLIENT = "client"


def sell(sales: int, first: int) -> tuple[list[float], int]:
    """The milliseconds of every sale, and the deadlocks met. Raises what a sale raises."""
    channel, products = Channel.objects.get(), list(Product.objects.order_by("pk"))
    by, times, deadlocks = User.objects.get(username="budi"), [], 0
    is_passing = verbs._is_passing

    def noticed(error: Exception) -> bool:
        nonlocal deadlocks
        deadlocks += "deadlock" in str(error).lower()
        return is_passing(error)

    with mock.patch.object(verbs, "_is_passing", noticed):
        for at in range(first, first + sales):
            began = perf_counter()
            market.ring_up(new_uid(), channel, [(one, 1) for one in chosen(products, at)[:1]], method="cash", by=by)
            times.append(1000 * (perf_counter() - began))
    return times, deadlocks


def at_once(sales: int, clients: int) -> list[tuple[list[float], int]]:
    """What came out of each client."""
    if clients == 1:
        return [sell(sales, 0)]
    each = sales // clients
    command = [sys.executable, "-m", "bench.steps.sell_in_full", str(each)]
    running = [
        subprocess.Popen([*command, str(at * each), CLIENT], stdout=subprocess.PIPE, text=True) for at in range(clients)
    ]
    told = [process.communicate()[0] for process in running]
    assert not any(process.returncode for process in running)
    return [tuple(json.loads(one.splitlines()[-1])) for one in told]


def slow(times: Sequence[float]) -> float:
    """What 99 of 100 stay under."""
    return sorted(times)[max(0, -(-len(times) * 99 // 100) - 1)]


def measured(sales: int, clients: int) -> tuple[float, float, int]:
    """What the head of this file promises."""
    stock_up(PRODUCTS, User.objects.get(username="budi"))
    sell(1, 0)
    before, began = Sale.objects.count(), perf_counter()
    told = at_once(sales, clients)
    took = perf_counter() - began
    assert Sale.objects.count() - before == sales // clients * clients
    return (
        sales / took,
        slow([one for times, _deadlocks in told for one in times]),
        sum(deadlocks for _, deadlocks in told),
    )


if __name__ == "__main__":
    if sys.argv[3:] == [CLIENT]:
        print(json.dumps(sell(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
