"""The chain: every fact digested together with everything before it, under one signed head.

Written last in a verb, so that the head is locked for as short as can be (locking it in the middle deadlocks on
PostgreSQL). The head's signature is made with a key that is not in the database: a log cut short or computed anew
needs that key, or is found by a head printed earlier on paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from siap.core import clock, keys, sql
from siap.core.facts import Fact, canonical
from siap.core.models import ChainHead, FactRecord

GENESIS = "0" * 64


def link(before: str, text: str) -> str:
    """The digest of a record: SHA-256 over the digest before it and its own canonical text."""
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def append(verb: str, by: int | None, facts: Sequence[Fact], seals: Sequence[str]) -> None:
    """Write the facts of one verb behind the head. What the verb sealed stands with its first fact."""
    if not facts:
        return
    with connection.cursor() as cursor:
        _append(cursor, verb, by, facts, seals)


_LOCKED = "SELECT count, digest FROM core_chainhead WHERE id = 1{}"
_MOVED = "UPDATE core_chainhead SET count = %s, digest = %s, signature = %s WHERE id = 1"
"""In SQL: every verb moves the head."""


def _append(cursor: CursorWrapper, verb: str, by: int | None, facts: Sequence[Fact], seals: Sequence[str]) -> None:
    cursor.execute(_LOCKED.format("" if connection.vendor == "sqlite" else " FOR UPDATE"))
    count, digest = cursor.fetchone()
    at = clock.now()
    records = []
    for position, fact in enumerate(facts):
        count += 1
        text = canonical(
            {
                "n": count,
                "fact": fact.name,
                "verb": verb,
                "by": by,
                "at": at.isoformat(),
                "values": fact.values(),
                "seals": list(seals) if position == 0 else [],
            }
        )
        digest = link(digest, text)
        records.append(FactRecord(id=count, name=fact.name, by=by, at=at, text=text, digest=digest))
    sql.insert(FactRecord, records)
    cursor.execute(_MOVED, (count, digest, sign(count, digest)))


def sign(count: int, digest: str) -> str:
    """The office's signature under a head."""
    return keys.signer(settings.DATA / "keys").sign(f"{count}:{digest}".encode()).hex()


def is_signed(head: ChainHead) -> bool:
    """Whether a head bears this office's own signature. An empty chain needs none."""
    if head.count == 0 and head.digest == GENESIS:
        return True
    try:
        public = keys.signer(settings.DATA / "keys").public_key()
        public.verify(bytes.fromhex(head.signature), f"{head.count}:{head.digest}".encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def printed_head() -> str:
    """The present head as it is printed on reports and slips: `count:digest`."""
    head = ChainHead.objects.get(pk=1)
    return f"{head.count}:{head.digest}"
