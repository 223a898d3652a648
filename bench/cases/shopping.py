"""How fast a stranger sees the shelf and a product when a thousand stand in the shop."""

from collections.abc import Iterator

from bench.cases.serving import CLIENTS, RATE, free_port, load
from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_least, at_most

SHELF = "/toko/"
OSCAR = 180
"""Requests a second of django-oscar's catalogue on such a machine, the better of the two figures that are told of it."""


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """The shelf and one product, by many at once."""
    uid = office.step("stock_shop", size.shelf)
    port = free_port()
    with office.served(port) as served:
        served.first_page(SHELF)
        for name, path in (("the shop's shelf", SHELF), ("a product's page in the shop", f"{SHELF}{uid}/")):
            load(port, path, "--requests", size.warm_up)
            closed = load(port, path, "--requests", size.closed, "--clients", CLIENTS)
            note = (
                f"{size.shelf:,} products, {closed.size:,} bytes; five times what is told of django-oscar's catalogue "
                f"({OSCAR}/s, not measured here)"
            )
            yield at_least(5 * OSCAR, f"{name}, closed loop", closed.rate, "requests/s", note)
            opened = load(port, path, "--requests", size.opened, "--clients", CLIENTS, "--rate", RATE)
            yield at_most(
                40, f"{name}, open loop, p99", opened.p99, "ms", f"at {RATE}/s; half within {opened.p50:.1f} ms"
            )
