"""One proof: what `siap verify` proves, room by room, over one unchanging view of the database.

A room puts its proofs into `proofs.py`. A proof counts what it looked at and names the first offender. The chain comes
first: it collects what the facts vouch for (*evidence*), and the rooms hold their rows against that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from siap.core import chain, guards, services
from siap.core.facts import plain
from siap.core.models import ChainHead, Document, FactRecord
from siap.core.text import Text, _

CHUNK = 10_000

Values = tuple[Any, ...]
"""What a fact said in some of its fields, as JSON holds it, lists as tuples."""


@dataclass
class Evidence:
    """What the facts vouch for."""

    printed_head: str = ""
    seals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    said: dict[tuple[str, tuple[str, ...]], set[Values]] = field(default_factory=lambda: defaultdict(set))

    def of(self, fact: str, fields: Iterable[str]) -> set[Values]:
        """What all facts of that name said in these fields; a proof has to want them first."""
        return self.said[fact, tuple(fields)]


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
    wants: Mapping[str, Iterable[str]]  # fact name → the fields whose values this proof asks for


PROOFS: list[Proof] = []


def proof(
    key: str, title: Text, wants: Mapping[str, Iterable[str]] | None = None
) -> Callable[[Callable[[Evidence], Finding]], Callable[[Evidence], Finding]]:
    """Add a proof. `wants` names facts and the fields whose values the chain is to collect for it; `by` is the actor."""

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


def backed_by_facts(rows: QuerySet[Any], fact: str, evidence: Evidence, what: str, says: Mapping[str, str]) -> Finding:
    """Every row is what a fact said, and every row that a fact tells of is there.

    `says`: field of the fact → column of the row; the first names the row.
    """
    said, seen, count = evidence.of(fact, says), set(), 0
    for pk, *columns in rows.order_by("pk").values_list("pk", *says.values()).iterator(chunk_size=CHUNK):
        count += 1
        values = tuple(plain(value) for value in columns)
        if values not in said:
            return Finding(count, f"{what} {pk}: no {fact} says so")
        seen.add(values[0])
    gone = {values[0] for values in said} - seen
    return Finding(count, f"{what} {min(gone)} is missing" if gone else "")


@proof("guards", _("Pemicu penjaga terpasang"))
def guards_stand(evidence: Evidence) -> Finding:
    """Every trigger is there, switched on, and says what it should."""
    missing = guards.missing(connection)
    return Finding(len(guards.GUARDS), missing[0] if missing else "")


@proof("chain", _("Rantai peristiwa utuh"))
def chain_is_whole(evidence: Evidence) -> Finding:
    """Every fact stands at its place, says what its columns say, and is chained to the one before."""
    wanted = _wanted()
    digest, count, offender = chain.GENESIS, 0, ""
    printed_at, _colon, printed = evidence.printed_head.partition(":")
    seen_printed = not printed_at
    rows = FactRecord.objects.order_by("id").values_list("id", "name", "by", "at", "text", "digest")
    for pk, name, by, at, text, kept in rows.iterator(chunk_size=CHUNK):
        count += 1
        digest = chain.link(digest, text)
        told = _told(text)
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
        for fields in wanted.get(name, ()):
            spoken = {**told["values"], "by": told["by"]}
            evidence.said[name, fields].add(tuple(_frozen(spoken.get(key)) for key in fields))
    if not offender and not seen_printed:
        offender = f"printed head {printed_at} is not in this chain"
    return Finding(count, offender)


def _wanted() -> Mapping[str, set[tuple[str, ...]]]:
    """Which fields of which facts the proofs ask for."""
    wanted: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in PROOFS:
        for name, fields in one.wants.items():
            wanted[name].add(tuple(fields))
    return wanted


def _told(text: str) -> dict[str, Any]:
    """A record's text read; one that nobody can read says nothing."""
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    nothing = {"n": 0, "fact": "", "by": None, "at": "", "values": {}, "seals": []}
    return nothing | told if isinstance(told, dict) else nothing


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


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


_DESTROYED = {"document": "pk", "sha256": "sha256"}


@proof("documents", _("Dokumen sama dengan sidik jarinya"), wants={"core.DocumentDestroyed": _DESTROYED})
def documents_are_what_they_were(evidence: Evidence) -> Finding:
    """Every document's bytes have its digest, and a fact vouches for both; those of a destroyed one are gone."""
    seals = set(evidence.seals["document"])
    destroyed = evidence.of("core.DocumentDestroyed", _DESTROYED)
    kept = set(Document.objects.exclude(pk__in=[pk for pk, _sha256 in destroyed]).values_list("sha256", flat=True))
    count = 0
    for document in Document.objects.order_by("pk").iterator(chunk_size=CHUNK):
        count += 1
        mark = f"{document.uid}:{document.sha256}"
        if mark not in seals:
            return Finding(count, f"document {document.pk}: no fact vouches for it")
        seals.discard(mark)
        on_disk = services.digest_on_disk(document.sha256)
        if (document.pk, document.sha256) in destroyed and document.sha256 not in kept:
            if on_disk:
                return Finding(count, f"document {document.pk}: was destroyed, and its file is there")
        elif on_disk != document.sha256:
            return Finding(count, f"document {document.pk}: its file is missing or another")
    return Finding(count, f"document {min(seals)} is missing" if seals else "")
