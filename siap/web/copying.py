"""Carries every row of an office from one database to another: for a move, and for backups that fit either database.

Both sides stand at the same migrations, so only values travel, in one transaction on each side. Foreign keys are
checked at its end (Django makes them deferrable), and the guards are down while loading, because they would
refuse, count again or seal again what already happened.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from siap.core import guards

AT_ONCE = 500
Row = tuple[Any, ...]


class CannotCopy(Exception):
    """The two databases do not fit; the sentence says why."""


def connect(alias: str, config: dict[str, Any]) -> BaseDatabaseWrapper:
    """Make a second database known under an alias, in the place of what had that alias before."""
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
    connections.settings[alias] = connections.configure_settings({DEFAULT_DB_ALIAS: config})[DEFAULT_DB_ALIAS]
    return connections[alias]


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """No table at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def copy_office(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> int:
    """Replace all rows of `target` by those of `source`; the number of rows. The target is migrated first.

    Raises `CannotCopy` when the source stands at other migrations.
    """
    call_command("migrate", database=target.alias, verbosity=0)
    if _migrations(source) != _migrations(target):
        raise CannotCopy("The two databases stand at different migrations; run `siap migrate` on the older one first.")
    with transaction.atomic(source.alias), transaction.atomic(target.alias):
        _freeze(source)
        guards.drop(target)
        _empty(target)
        rows = sum(_copy_table(model, source, target) for model in _models())
        target.check_constraints()  # now, not at commit: PostgreSQL changes no trigger of a table with checks pending
        _set_sequences(target)
        guards.install(target)
    return rows


def _migrations(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def _models() -> list[type[models.Model]]:
    """Every table once: also those between many and many."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _freeze(source: BaseDatabaseWrapper) -> None:
    """One picture of all tables. SQLite's transaction is one already, because it began as a writer's."""
    if source.vendor == "postgresql":
        with source.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _empty(target: BaseDatabaseWrapper) -> None:
    """Migrations have written rows of their own (rates, content types); the copy brings its own of those."""
    with target.cursor() as cursor:
        for model in _models():
            cursor.execute(f"DELETE FROM {target.ops.quote_name(model._meta.db_table)}")  # nosec B608


def _copy_table(model: type[models.Model], source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> int:
    columns = [field.column for field in model._meta.local_concrete_fields if field.column and not field.generated]
    rows = _read(source, model._meta.db_table, columns)
    write = _copy_in if target.vendor == "postgresql" else _insert
    return write(target, model._meta.db_table, columns, rows)


def _read(source: BaseDatabaseWrapper, table: str, columns: Sequence[str]) -> Iterator[Row]:
    quote = source.ops.quote_name
    with source.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(table)}")  # nosec B608
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


def _copy_in(target: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """PostgreSQL reads SQLite's way of writing each type (`1` for true, hexadecimal for UUID) from COPY's text."""
    quote, count = target.ops.quote_name, 0
    with target.cursor() as cursor:
        into = f"COPY {quote(table)} ({', '.join(map(quote, columns))}) FROM STDIN"
        with cursor.copy(into) as copy:
            for count, row in enumerate(rows, start=1):  # noqa: B007  (the last one is the number of rows)
                copy.write_row(row)
    return count


def _insert(target: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    quote, count = target.ops.quote_name, 0
    marks = ", ".join(["%s"] * len(columns))
    into = f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES ({marks})"  # nosec B608
    with target.cursor() as cursor:
        for count, row in enumerate(rows, start=1):  # noqa: B007  (the last one is the number of rows)
            cursor.execute(into, [for_sqlite(value) for value in row])
    return count


def for_sqlite(value: Any) -> Any:
    """A value as Django keeps it in SQLite."""
    match value:
        case bool():
            return int(value)
        case UUID():
            return value.hex
        case datetime():
            return str(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value)
        case date() | time() | Decimal():
            return str(value)
        case memoryview():
            return bytes(value)
    return value


def _set_sequences(target: BaseDatabaseWrapper) -> None:
    """The next automatic id comes after the last copied one. SQLite does this by itself."""
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
