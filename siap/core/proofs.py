"""One proof: what `siap verify` proves, room by room, over one unchanging view of the database.

A room puts its proofs into `proofs.py`. A proof counts what it looked at and names the first offender. The chain comes
first: it collects what the facts vouch for (*evidence*), and the rooms hold their rows against that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from siap.core import chain, guards, services
from siap.core.models import ChainHead, Document, FactRecord
from siap.core.text import Text, _

CHUNK = 10_000


@dataclass
class Evidence:
    """What the facts vouch for."""

    printed_head: str = ""
    seals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    said: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Finding:
    """How many things a proof looked at, and the first that is wrong (empty: all is well)."""

    count: int
    offender: str = ""


@dataclass(frozen=True)
class Proof:
    """One line of `siap verify`."""

    key: str
    title: Text
    prove: Callable[[Evidence], Finding]
    wants: Mapping[str, str]  # fact name → the field whose values this proof asks for


PROOFS: list[Proof] = []


def proof(
    key: str, title: Text, wants: Mapping[str, str] | None = None
) -> Callable[[Callable[[Evidence], Finding]], Callable[[Evidence], Finding]]:
    """Add a proof. `wants` names facts and the field whose values the chain is to collect for it."""

    def add(prove: Callable[[Evidence], Finding]) -> Callable[[Evidence], Finding]:
        PROOFS.append(Proof(key, title, prove, wants or {}))
        return prove

    return add


def run(printed_head: str = "") -> Iterator[tuple[Proof, Finding]]:
    """Every proof in street order with its finding, over one view of the database."""
    evidence = Evidence(printed_head=printed_head)
    with one_view():
        for one in PROOFS:
            yield one, one.prove(evidence)


@contextmanager
def one_view() -> Iterator[None]:
    """One unchanging view of the database that stops no writer."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def backed_by_facts(rows: QuerySet[Any], fact: str, evidence: Evidence, what: str) -> Finding:
    """Every row of `rows` was said by a fact of that name."""
    count = 0
    for pk in rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK):
        count += 1
        if pk not in evidence.said[fact]:
            return Finding(count, f"{what} {pk}: no {fact}")
    return Finding(count)


@proof("guards", _("Pemicu penjaga terpasang"))
def guards_stand(evidence: Evidence) -> Finding:
    """Every trigger is there, switched on, and says what it should."""
    missing = guards.missing(connection)
    return Finding(len(guards.GUARDS), missing[0] if missing else "")


@proof("chain", _("Rantai peristiwa utuh"))
def chain_is_whole(evidence: Evidence) -> Finding:
    """Every fact stands at its place, says what its columns say, and is chained to the one before."""
    wanted = {name: key for one in PROOFS for name, key in one.wants.items()}
    digest, count, offender = chain.GENESIS, 0, ""
    printed_at, _colon, printed = evidence.printed_head.partition(":")
    seen_printed = not printed_at
    rows = FactRecord.objects.order_by("id").values_list("id", "name", "by", "at", "text", "digest")
    for pk, name, by, at, text, kept in rows.iterator(chunk_size=CHUNK):
        count += 1
        digest = chain.link(digest, text)
        told = json.loads(text)
        if not offender:
            columns = (pk, name, by, at.isoformat())
            if pk != count:
                offender = f"fact {count} is missing"
            elif digest != kept or columns != (told["n"], told["fact"], told["by"], told["at"]):
                offender = f"fact {pk} {name}"
        if printed_at == str(pk):
            seen_printed = kept == printed
        for one in told["seals"]:
            kind, _sep, rest = one.partition(":")
            evidence.seals[kind].add(rest)
        if name in wanted:
            evidence.said[name].add(told["values"][wanted[name]])
    if not offender and not seen_printed:
        offender = f"printed head {printed_at} is not in this chain"
    return Finding(count, offender)


@proof("head", _("Kepala rantai bertanda tangan"))
def head_is_signed(evidence: Evidence) -> Finding:
    """The head is the last fact's, and the office signed it."""
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        return Finding(0, "no chain head")
    last = FactRecord.objects.order_by("-id").values_list("id", "digest").first() or (0, chain.GENESIS)
    if (head.count, head.digest) != last:
        return Finding(1, f"head stands at {head.count}, the last fact is {last[0]}")
    return Finding(1, "" if chain.is_signed(head) else f"head {head.count} is not signed by this office")


@proof("documents", _("Dokumen sama dengan sidik jarinya"))
def documents_are_what_they_were(evidence: Evidence) -> Finding:
    """Every document's bytes have its digest, and a fact vouches for both."""
    seals = set(evidence.seals["document"])
    count = 0
    for document in Document.objects.order_by("pk").iterator(chunk_size=CHUNK):
        count += 1
        mark = f"{document.uid}:{document.sha256}"
        if mark not in seals:
            return Finding(count, f"document {document.pk}: no fact vouches for it")
        seals.discard(mark)
        if services.digest_on_disk(document.sha256) != document.sha256:
            return Finding(count, f"document {document.pk}: its file is missing or another")
    return Finding(count, f"document {min(seals)} is missing" if seals else "")
