"""New rows, many or one, in one short statement: `bulk_create` for the places where its own work costs more than the database's.

A sale writes seven tables and a share four; there the ORM took four fifths of the time. Constraints and guards stand in the
database and hold here as everywhere.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)

AT_ONCE = 100
"""Rows of one statement: a database takes only so many parameters."""
_AS_IT_IS = (
    models.BigIntegerField, models.IntegerField, models.SmallIntegerField, models.PositiveBigIntegerField,
    models.PositiveIntegerField, models.PositiveSmallIntegerField, models.CharField, models.TextField,
    models.BooleanField, models.BigAutoField,
)  # fmt: skip


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
    gaps = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    return (
        f"INSERT INTO {table} ({columns}) VALUES {gaps} RETURNING {pk}",  # nosec B608 (our own tables)
        tuple(_taken(one) for one in fields),
    )


def _taken(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """How a field's value is taken from a row for the database: numbers and words as they are, others as their field says."""
    name, kind = field.attname, field.target_field if isinstance(field, models.ForeignKey) else field
    if type(kind) in _AS_IT_IS:
        return lambda row: getattr(row, name)
    return lambda row: field.get_db_prep_save(getattr(row, name), connection)
