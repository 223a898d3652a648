"""How long a newcomer waits for the demo."""

import time
from collections.abc import Iterator

from bench.office import Office
from bench.table import Figure, at_most


def measure(office: Office) -> Iterator[Figure]:
    """Load the office that the pages are measured on."""
    began = time.perf_counter()
    office.siap("demo", "--no-serve")
    yield at_most(
        90, "demo loading time", time.perf_counter() - began, "s", "siap demo --no-serve into an empty folder"
    )
