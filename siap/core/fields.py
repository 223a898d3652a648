"""A text or a day that lies encrypted in the database, and the blind index that finds it.

AES-256-GCM; the stored text begins with the id of its key, so that keys can rotate. Keys lie outside the database.
"""

import base64
import hashlib
import hmac
import os
import re
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from siap.core import keys

SERIES, FIRST = "field", "f1"
_SEALED = re.compile(r"f\d+:[A-Za-z0-9+/]{39,}={0,2}")  # key id, nonce, at least one byte, seal


def current_key() -> str:
    """The id of the key that new text is put under."""
    return keys.current(settings.DATA / "keys", SERIES, FIRST)


def _cipher(key_id: str) -> AESGCM:
    return AESGCM(bytes.fromhex(keys.secret(settings.DATA / "keys", f"{SERIES}-{key_id}")))


def encrypt(text: str) -> str:
    """`text` under the current key."""
    key_id, nonce = current_key(), os.urandom(12)
    sealed = nonce + _cipher(key_id).encrypt(nonce, text.encode(), key_id.encode())
    return f"{key_id}:{base64.b64encode(sealed).decode()}"


def decrypt(stored: str) -> str:
    """What `encrypt` was given. Raises cryptography's InvalidTag when it was tampered with."""
    key_id, _, body = stored.partition(":")
    sealed = base64.b64decode(body)
    return _cipher(key_id).decrypt(sealed[:12], sealed[12:], key_id.encode()).decode()


def blind_index(text: str) -> str:
    """A keyed digest of a normalised text: equal texts have equal digests, and nothing else can be learned."""
    normal = "".join(text.split()).casefold()
    key = bytes.fromhex(keys.secret(settings.DATA / "keys", "index"))
    return hmac.new(key, normal.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField[str, str]):
    """Text in Python, ciphertext in the database. Empty stays empty."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypted on its way in."""
        return encrypt(str(value)) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        """Readable on its way out."""
        return decrypt(value) if value else value


class EncryptedDateField(models.TextField["date | None", "date | None"]):
    """A day in Python, ciphertext in the database. None stays NULL."""

    def to_python(self, value: Any) -> Any:
        """A day, also when it was written as one."""
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None

    def get_prep_value(self, value: Any) -> Any:
        """Encrypted on its way in."""
        return encrypt(value.isoformat()) if value else None

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> date | None:
        """A day on its way out."""
        return date.fromisoformat(decrypt(value)) if value else None


ENCRYPTED = (EncryptedTextField, EncryptedDateField)


def encrypt_column(connection: BaseDatabaseWrapper, table: str, column: str) -> None:
    """Put clear values of a column under the current key: the data step of a migration, after the column became text.

    What is encrypted already stays as it is, so that a step that ran before changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {column} FROM {table} WHERE {column} <> ''")  # nosec B608
        clear = [(pk, str(value)) for pk, value in cursor.fetchall() if not _SEALED.fullmatch(str(value))]
        for pk, value in clear:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [encrypt(value), pk])  # nosec B608
