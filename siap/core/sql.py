"""Short statements for the busiest verbs, where what the ORM does to put one together costs many times what the database does.

A sale writes seven tables and asks as many, a share of twelve people no fewer: four fifths of their time went there.
Constraints and guards stand in the database and hold here as everywhere.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models

from siap.core.errors import Refused
from siap.core.text import _

M = TypeVar("M", bound=models.Model)

AT_ONCE = 100
"""Rows of one statement: a database takes only so many parameters."""
_AS_IT_IS = (
    models.BigIntegerField, models.IntegerField, models.SmallIntegerField, models.PositiveBigIntegerField,
    models.PositiveIntegerField, models.PositiveSmallIntegerField, models.CharField, models.TextField,
    models.BooleanField, models.BigAutoField,
)  # fmt: skip


def select(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement. Its values in their order: one for each `%s`, and a list of them, never empty, for each `{}`."""
    lists: list[str] = []
    given: list[Any] = []
    for value in values:
        if isinstance(value, list | tuple):
            lists.append(gaps(len(value)))
            given += map(_plain, value)
        else:
            given.append(_plain(value))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(*lists) if lists else statement, given)
        return list(cursor.fetchall())


def _plain(value: Any) -> Any:
    """A value as the database at hand writes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class OfAnother(Refused):
    """A `uid` names one thing; what is sent under it again is the same thing, or a form that was kept too long."""

    message = _("Isian ini sudah tercatat untuk tempat atau orang lain. Muat ulang halamannya, lalu isi lagi.")


def find(model: type[M], uid: UUID, **of: Any) -> M | None:
    """What was written under this `uid` already: nothing, nearly always. `of` are columns and what stands there when it is
    the same thing that comes again: a sale of that place, a share of that group. Raises OfAnother."""
    table = connection.ops.quote_name(model._meta.db_table)
    found = select(f"SELECT id FROM {table} WHERE uid = %s", uid)  # nosec B608 (our own table)
    if not found:
        return None
    known = model._default_manager.get(pk=found[0][0])
    if any(getattr(known, column) != value for column, value in of.items()):
        raise OfAnother
    return known


def lock(row: models.Model) -> None:
    """Let nobody else change a row until the verb ends; SQLite lets nobody else write anyway."""
    if connection.features.has_select_for_update:
        table = connection.ops.quote_name(row._meta.db_table)
        select(f"SELECT id FROM {table} WHERE id = %s FOR UPDATE", row.pk)  # nosec B608 (our own table)


@cache
def gaps(count: int) -> str:
    """So many gaps for values."""
    return ", ".join(["%s"] * count)


def insert(model: type[M], rows: Sequence[M]) -> Sequence[M]:
    """Write new rows of a model and give them their ids."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        statement, taken = _statement(model, some[0].pk is not None, len(some), connection.vendor)
        values = [value(row) for row in some for value in taken]
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            for row, (pk,) in zip(some, cursor.fetchall(), strict=True):
                row.pk = pk
                row._state.adding, row._state.db = False, connection.alias
    return rows


@cache
def _statement(
    model: type[models.Model], has_ids: bool, count: int, _vendor: str
) -> tuple[str, tuple[Callable[[Any], Any], ...]]:
    """The statement for so many rows of a table, and how each value is taken from a row."""
    fields = [one for one in model._meta.local_concrete_fields if has_ids or not one.primary_key]
    quoted = connection.ops.quote_name
    table, pk = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    columns = ", ".join(quoted(str(one.column)) for one in fields)
    rows = ", ".join([f"({gaps(len(fields))})"] * count)
    return (
        f"INSERT INTO {table} ({columns}) VALUES {rows} RETURNING {pk}",  # nosec B608 (our own tables)
        tuple(_taken(one) for one in fields),
    )


def _taken(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """How a field's value is taken from a row for the database: numbers and words as they are, others as their field says."""
    name, kind = field.attname, field.target_field if isinstance(field, models.ForeignKey) else field
    if type(kind) in _AS_IT_IS:
        return lambda row: getattr(row, name)
    return lambda row: field.get_db_prep_save(getattr(row, name), connection)
