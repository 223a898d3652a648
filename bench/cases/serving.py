"""How fast the office answers, from the first page on, and what it holds in memory."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from bench import HOST, ROOT
from bench.load import Load
from bench.office import Office, Served
from bench.size import Size
from bench.table import Figure, at_least, at_most, beside_peer

LIST_PAGE = "/orang/"
SIGN_IN = ("kanwil", "siap-usaha-contoh")  # as `siap demo` prints it
CLIENTS = 16
RATE = 100  # requests a second, open loop
MEGABYTE = 2**20


@dataclass(frozen=True)
class Page:
    """The list page as the Kanwil's manager sees it."""

    port: int
    cookie: str

    def load(self, requests: int, *options: object) -> Load:
        """Ask for it from a process of its own."""
        return load(self.port, LIST_PAGE, "--cookie", self.cookie, "--requests", requests, *options)


def measure(office: Office, size: Size) -> Iterator[Figure]:
    """Start cold, load the list page, weigh the processes.

    The processor time of a request stands in a note: it tells a slow page from a busy machine.
    """
    port = free_port()
    with office.served(port) as served:  # collects the static files, which only the first start ever does
        served.first_page("/masuk/")
        page = Page(port, served.sign_in(*SIGN_IN))
    yield _cold_start(office, page, size)
    with office.served(port) as served:
        served.first_page(LIST_PAGE, page.cookie)
        page.load(size.warm_up)
        yield from _speed(served, page, size)
        yield _memory(served)


def _cold_start(office: Office, page: Page, size: Size) -> Figure:
    times = []
    for _ in range(size.starts):
        with office.served(page.port) as served:
            times.append(served.first_page(LIST_PAGE, page.cookie))
    shown = ", ".join(f"{seconds:.2f}" for seconds in times)
    note = f"from starting the process to the whole list page, signed in; median of {shown}"
    return at_most(2, "first page after a cold start", median(times), "s", note)


def _speed(served: Served, page: Page, size: Size) -> Iterator[Figure]:
    before = served.processor_time()
    closed = page.load(size.closed, "--clients", CLIENTS)
    cost = 1000 * (served.processor_time() - before) / closed.answers
    note = (
        f"{LIST_PAGE}, {closed.size:,} bytes, two workers, {CLIENTS} clients; {cost:.1f} ms of processor time each; "
        f"half within {closed.p50:.0f} ms, 99 % within {closed.p99:.0f} ms"
    )
    yield at_least(300, "list page, closed loop", closed.rate, "requests/s", note)
    opened = page.load(size.opened, "--clients", CLIENTS, "--rate", RATE)
    note = f"{opened.answers:,} requests at {RATE}/s, timed from when each fell due; half within {opened.p50:.1f} ms"
    yield at_most(40, "list page, open loop, p99", opened.p99, "ms", note)
    yield _ceiling(closed, size)


def _ceiling(page: Load, size: Size) -> Figure:
    """The generator must not be what is measured."""
    with parrot(page.size) as port:
        load(port, "/", "--requests", size.warm_up)
        ceiling = load(port, "/", "--requests", 3 * size.closed, "--clients", CLIENTS)
        still = load(port, "/", "--requests", size.opened, "--clients", CLIENTS, "--rate", RATE)
    note = (
        f"against a server that always says the same {page.size:,} bytes; its own p99 at {RATE}/s is {still.p99:.1f} ms"
    )
    return beside_peer("list page", page.rate, "the load generator's own ceiling", ceiling.rate, "requests/s", note)


def _memory(served: Served) -> Figure:
    parts = served.memory()
    note = "PSS after the load: " + ", ".join(f"{role} {size / MEGABYTE:.0f}" for role, size in parts)
    total = sum(size for _, size in parts) / MEGABYTE
    return at_most(450, "memory of siap serve with its job worker", total, "MB", note)


def load(port: int, path: str, *options: object) -> Load:
    """Run the load generator. Raises SystemExit when it met a wrong answer."""
    command = [sys.executable, "-m", "bench.load", str(port), path, *map(str, options)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"loading {path} failed")
    return Load(**json.loads(done.stdout))


@contextmanager
def parrot(size: int) -> Iterator[int]:
    """The port of a trivial server that answers with `size` bytes."""
    command = [sys.executable, "-m", "bench.trivial", str(size)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def free_port() -> int:
    """A port nobody listens at now."""
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])
