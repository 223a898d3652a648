"""Many clients asking for one page, as lean as Python allows: a process of its own, blocking sockets, one thread a client.

*Closed loop*: every client asks again as soon as it is answered; what comes out is how much the server can do.
*Open loop* (`--rate`): requests fall due at a steady rate, whether the server keeps up or not, and a request's time counts
from when it fell due: a slow answer is not excused by the client it kept busy. What comes out is how long people wait.
"""

import argparse
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import repeat
from time import perf_counter, sleep

from bench import HOST

LONGEST = 60
"""Seconds after which no further request is made."""


@dataclass(frozen=True)
class Load:
    """What a load came to: answers, answers a second, the milliseconds in which half and 99 of 100 came, bytes of one."""

    answers: int
    rate: float
    p50: float
    p99: float
    size: int


class Client:
    """One connection that stays open and asks for one page, again and again."""

    def __init__(self, port: int, path: str, cookie: str) -> None:
        lines = (f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", f"Cookie: {cookie}", "", "")
        self.request = "\r\n".join(lines).encode()
        self.socket = socket.create_connection((HOST, port), timeout=LONGEST)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer = self.socket.makefile("rb", 65_536)

    def ask(self) -> int:
        """Ask, and read the answer to its end; its length. Raises ValueError for anything but a whole page."""
        self.socket.sendall(self.request)
        status = self.answer.readline()
        length = 0
        while (line := self.answer.readline()) not in (b"\r\n", b""):
            if line[:15].lower() == b"content-length:":
                length = int(line[15:])
        if b" 200 " not in status or not length or len(self.answer.read(length)) != length:
            raise ValueError(f"answered {status!r}, length {length}")
        return length


class Run:
    """Clients that share one list of requests to make; each request is somebody's only once."""

    def __init__(self, clients: list[Client], dues: Iterator[float]) -> None:
        self.clients = clients
        self.dues = dues  # when each request falls due; 0: at once
        self.turn = threading.Lock()
        self.times: list[float] = []
        self.size = 0
        self.failure: Exception | None = None

    def go(self) -> Load:
        """Make all requests. Raises what a client raised."""
        started = perf_counter()
        self.end = started + LONGEST
        threads = [threading.Thread(target=self._work, args=(client,)) for client in self.clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.failure:
            raise self.failure
        took = perf_counter() - started
        times = sorted(self.times)
        middle, slow = (1000 * times[len(times) * percent // 100] for percent in (50, 99))
        return Load(len(times), len(times) / took, middle, slow, self.size)

    def _work(self, client: Client) -> None:
        try:
            while (due := self._next()) is not None and perf_counter() < self.end:
                sleep(max(0.0, due - perf_counter()))
                asked = due or perf_counter()
                self.size = client.ask()
                self.times.append(perf_counter() - asked)
        except (OSError, ValueError) as error:
            self.failure = error

    def _next(self) -> float | None:
        with self.turn:
            return next(self.dues, None)


def closed(requests: int) -> Iterator[float]:
    """Every request is due as soon as somebody is free."""
    return repeat(0.0, requests)


def opened(requests: int, rate: float) -> Iterator[float]:
    """Requests fall due evenly, `rate` a second."""
    start = perf_counter()
    return (start + position / rate for position in range(requests))


def main() -> None:
    """Load a port of this machine, and print what it came to as JSON."""
    options = argparse.ArgumentParser(prog="python -m bench.load", description="Load one page.")
    options.add_argument("port", type=int)
    options.add_argument("path")
    options.add_argument("--cookie", default="")
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--requests", type=int, default=3_000)
    options.add_argument("--rate", type=float, help="requests a second; without it, closed loop")
    given = options.parse_args()
    clients = [Client(given.port, given.path, given.cookie) for _ in range(given.clients)]
    dues = opened(given.requests, given.rate) if given.rate else closed(given.requests)
    print(json.dumps(asdict(Run(clients, dues).go())))


if __name__ == "__main__":
    main()
