"""The ground's own tables: the log of facts with its head, documents, what waits, who read whom, dated rates."""

from typing import Any

from django.db import models
from django.db.models import Q

from siap.core.ids import new_uid


class FactRecord(models.Model):
    """One fact, written once. `text` is the truth (its digest is chained); the other columns only help to search."""

    id = models.BigIntegerField(primary_key=True)  # position in the chain, without gaps
    name = models.CharField(max_length=60, db_index=True)
    by = models.BigIntegerField(null=True)  # user; a plain number, because people stand to the right
    at = models.DateTimeField(db_index=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)


class ChainHead(models.Model):
    """The one head of the one chain: how many facts, the digest of the last, signed by the office."""

    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_chain_head")]


class Document(models.Model):
    """A file by its SHA-256. The bytes lie in `SIAP_DATA/files`; the row is written after them and never changes."""

    uid = models.UUIDField(unique=True, default=new_uid)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)  # what it proves: receipt, decree, photo
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()  # bytes
    title = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()


class Waiting(models.Model):
    """Something a reaction could not do, with the reason. It waits in plain sight until a person settles it."""

    uid = models.UUIDField(unique=True, default=new_uid)
    room = models.CharField(max_length=20)
    fact = models.CharField(max_length=60)
    values: models.JSONField[Any, Any] = models.JSONField(default=dict)
    reason = models.TextField()
    since = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.BigIntegerField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)


class ReadLog(models.Model):
    """Who opened whose file, when. Append-only, off the chain."""

    person = models.BigIntegerField(db_index=True)
    by = models.BigIntegerField()
    at = models.DateTimeField()
    page = models.CharField(max_length=60)


class Knock(models.Model):
    """How often somebody without a sign-in asked a page in a minute. `mark` is a keyed digest of his address and the page."""

    mark = models.CharField(max_length=64, unique=True)
    minute = models.BigIntegerField(db_index=True)  # since 1970
    count = models.PositiveIntegerField()


class Rate(models.Model):
    """A number that a regulator or the office can change: dated, with its legal basis, never a constant in code."""

    key = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    approved_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="one_rate_a_day")]


class Counter(models.Model):
    """The last number given in a series (`sale:2026:LPP`), so that human-readable numbers have no gaps."""

    key = models.CharField(max_length=60, unique=True)
    last = models.BigIntegerField(default=0)
