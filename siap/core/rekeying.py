"""Another key for the encrypted texts, while the office works.

The new key is begun first: from that moment every process writes under it, so that the walk through the tables has an end.
A text is replaced only where it is still what was read, so that nobody waits and nothing newer is lost. Stopped half-way,
every text can still be read, and the next run takes what was left along.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from siap.core import keys
from siap.core.facts import FieldKeyChanged
from siap.core.fields import ENCRYPTED, SERIES, current_key, decrypt, encrypt
from siap.core.verbs import record, verb

AT_ONCE = 200


def change_key() -> tuple[str, int]:
    """Begin a new key and put every text under it, also what an earlier run left; (the key's id, how many texts)."""
    key = f"f{int(current_key()[1:]) + 1}"
    keys.begin(settings.DATA / "keys", SERIES, key)
    texts = sum(_walk(table, column, f"{key}:%") for table, column in encrypted_columns())
    _note_change(key, texts)
    return key, texts


@verb
def _note_change(key: str, texts: int) -> None:
    record(FieldKeyChanged(key=key, texts=texts))


def encrypted_columns() -> Iterator[tuple[str, str]]:
    """Every (table, column) that holds encrypted texts."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, ENCRYPTED) and field.column:
                yield model._meta.db_table, field.column


def _walk(table: str, column: str, new: str) -> int:
    """Put the other texts of one column under the new key, a few at a time, each few in a transaction of their own."""
    done, after = 0, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, {column} FROM {table} WHERE {column} <> '' AND {column} NOT LIKE %s AND id > %s "  # nosec B608
                f"ORDER BY id LIMIT {AT_ONCE}",
                [new, after],
            )
            old = cursor.fetchall()
            for pk, text in old:
                cursor.execute(
                    f"UPDATE {table} SET {column} = %s WHERE id = %s AND {column} = %s",  # nosec B608
                    [encrypt(decrypt(text)), pk, text],
                )
                done += cursor.rowcount
        if not old:
            return done
        after = old[-1][0]
