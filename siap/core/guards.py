"""Guards: triggers that hold what must hold even when somebody writes to the database behind the program's back.

Each guard is told once, for SQLite and for PostgreSQL; all are put back after every migration, because Django's
table remake on SQLite silently drops triggers (and trips over those that ask the table from another one). `missing`
is the first proof of `siap verify`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

GUARDS: dict[str, Guard] = {}

_TYPE_BITS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One trigger: on which table and event, and what it does in each dialect.

    `sqlite` is the body between BEGIN and END (empty: SQLite has no such event); `postgresql` the body of a plpgsql
    function between BEGIN and END.
    """

    name: str
    table: str
    event: str  # INSERT, UPDATE, DELETE, TRUNCATE
    when: str = "BEFORE"
    sqlite: str = ""
    postgresql: str = ""

    @property
    def sqlite_sql(self) -> str:
        """The CREATE TRIGGER statement, exactly as SQLite keeps it."""
        head = f"CREATE TRIGGER {self.name} {self.when} {self.event} ON {self.table} FOR EACH ROW"
        return f"{head} BEGIN {self.sqlite} END"

    @property
    def postgresql_body(self) -> str:
        """The function's source, exactly as PostgreSQL keeps it."""
        return f" BEGIN {self.postgresql} END "

    @property
    def postgresql_type(self) -> int:
        """`pg_trigger.tgtype` of this trigger."""
        level = 0 if self.event == "TRUNCATE" else _TYPE_BITS["ROW"]
        return level | _TYPE_BITS[self.event] | (_TYPE_BITS["BEFORE"] if self.when == "BEFORE" else 0)


def guard(*guards: Guard) -> None:
    """Set up guards for a room's tables."""
    for one in guards:
        GUARDS[one.name] = one


def refuse(name: str, table: str, event: str, says: str, *, unless: str = "", when: str = "BEFORE") -> Guard:
    """A guard that refuses an event with a word, always or unless a condition (plain SQL over NEW and OLD) holds."""
    back = "OLD" if event == "DELETE" else "NEW"
    then = "RETURN NULL;" if event == "TRUNCATE" else f"RETURN {back};"
    return Guard(
        name=name,
        table=table,
        event=event,
        when=when,
        sqlite=f"SELECT RAISE(ABORT, '{says}')" + (f" WHERE NOT ({unless})" if unless else "") + ";",
        postgresql=f"IF NOT ({unless or 'false'}) THEN RAISE EXCEPTION '{says}'; END IF; {then}",
    )


def append_only(table: str) -> tuple[Guard, ...]:
    """Rows of this table are written once and stay."""
    return tuple(
        refuse(f"{table}_no_{event.lower()}", table, event, f"{table} is append-only")
        for event in ("UPDATE", "DELETE", "TRUNCATE")
    )


def drop_before_migration(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **told: Any) -> None:
    """On SQLite take every guard down before something is migrated: a table that is made anew has no name for a moment, and
    SQLite then refuses every trigger that asks it (`no such table`)."""
    if sender.label == "core" and told.get("plan") and connections[using].vendor == "sqlite":
        drop(connections[using])


def install_after_migration(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Put every guard back, once a migration run."""
    if sender.label == "core":
        install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Put up every guard whose table exists; until all are up, those before stay."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop(connection)
        tables = set(connection.introspection.table_names(cursor))
        for one in GUARDS.values():
            if one.table not in tables:
                continue
            if connection.vendor == "sqlite":
                if one.event != "TRUNCATE":
                    cursor.execute(one.sqlite_sql)
                continue
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {one.name}() RETURNS trigger LANGUAGE plpgsql "
                f"SET search_path FROM CURRENT AS $guard${one.postgresql_body}$guard$"
            )
            level = "STATEMENT" if one.event == "TRUNCATE" else "ROW"
            cursor.execute(
                f"CREATE TRIGGER {one.name} {one.when} {one.event} ON {one.table} "
                f"FOR EACH {level} EXECUTE FUNCTION {one.name}()"
            )


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take every guard down, one of an earlier edition too: only for loading a whole database, and for migrating one on SQLite.

    A stranger's trigger stays, for `missing` to tell of.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql LIKE '%RAISE(ABORT%' FROM sqlite_master WHERE type = 'trigger'")
        else:  # the function of a guard has its name
            cursor.execute(
                "SELECT t.tgname, c.relname, t.tgname = p.proname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "JOIN pg_proc p ON p.oid = t.tgfoid "
                "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
            )
        for name, table, is_ours in cursor.fetchall():
            if is_ours or name in GUARDS:
                cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Guards that are not there, are switched off, or say something else than they should; then triggers of a stranger."""
    with connection.cursor() as cursor:
        found = set(_sqlite_triggers(cursor) if connection.vendor == "sqlite" else _postgresql_triggers(cursor))
    want: set[tuple[Any, ...]]
    if connection.vendor == "sqlite":
        want = {(g.name, g.sqlite_sql) for g in GUARDS.values() if g.event != "TRUNCATE"}
    else:
        want = {(g.name, "O", g.table, g.postgresql_type, g.postgresql_body) for g in GUARDS.values()}
    return sorted(name for name, *_ in want - found) or sorted(name for name, *_ in found - want)


def _sqlite_triggers(cursor: Any) -> Iterable[tuple[Any, ...]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return cursor.fetchall()  # type: ignore[no-any-return]


def _postgresql_triggers(cursor: Any) -> Iterable[tuple[Any, ...]]:
    """A trigger with a condition counts as switched off."""
    cursor.execute(
        "SELECT t.tgname, CASE WHEN t.tgqual IS NULL THEN t.tgenabled::text ELSE 'D' END, c.relname, t.tgtype, p.prosrc "
        "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    return cursor.fetchall()  # type: ignore[no-any-return]


guard(
    *append_only("core_factrecord"),
    *append_only("core_readlog"),
    *append_only("core_document"),
    refuse(
        "core_chainhead_forward",
        "core_chainhead",
        "UPDATE",
        "the chain head only moves forward",
        unless="NEW.id = OLD.id AND NEW.count > OLD.count",
    ),
    refuse("core_chainhead_no_delete", "core_chainhead", "DELETE", "the chain head stays"),
    refuse("core_chainhead_no_truncate", "core_chainhead", "TRUNCATE", "the chain head stays"),
)
