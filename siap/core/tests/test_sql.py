"""Rows written in one short statement are the rows that the ORM would have written."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from siap.core import sql
from siap.core.models import FactRecord, Rate, Waiting
from siap.settings import database

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)


def test_every_kind_of_value_comes_back_as_it_was():
    first = Waiting(uid=UUID(int=7), room="sharing", fact="x", values={"a": ["é", None]}, reason="“100 %s”", since=NOON)
    later = Waiting(room="market", fact="y", reason="", since=NOON, settled_at=NOON, settled_by=3)
    sql.insert(Waiting, [first, later])
    assert list(Waiting.objects.order_by("pk")) == [first, later]
    (told,) = Waiting.objects.filter(pk=first.pk).values("uid", "values", "reason", "since", "settled_at")
    assert told == {
        "uid": UUID(int=7),
        "values": {"a": ["é", None]},
        "reason": "“100 %s”",
        "since": NOON,
        "settled_at": None,
    }
    later.refresh_from_db()
    later.because = "saved again, not inserted"
    later.save()
    assert Waiting.objects.count() == 2


def test_many_rows_get_their_own_ids_in_their_order():
    many = [
        Rate(key=f"r:{n}", value=str(n), valid_from=NOON.date(), basis="") for n in range(2 * sql.AT_ONCE + 1)
    ]  # more than one statement takes
    sql.insert(Rate, many)
    assert [Rate.objects.get(pk=one.pk).key for one in (many[0], many[sql.AT_ONCE], many[-1])] == [
        "r:0",
        f"r:{sql.AT_ONCE}",
        f"r:{2 * sql.AT_ONCE}",
    ]
    assert sql.insert(Rate, []) == []


def test_an_id_that_is_given_stays_and_a_constraint_holds():
    sql.insert(FactRecord, [FactRecord(id=99, name="x", by=None, at=NOON, text="", digest="0")])
    with pytest.raises(IntegrityError), transaction.atomic():
        sql.insert(FactRecord, [FactRecord(id=99, name="y", by=None, at=NOON, text="", digest="0")])
    assert FactRecord.objects.get(pk=99).name == "x"


def test_values_in_a_list_are_written_as_values_are_that_stand_alone():
    row = Waiting(uid=UUID(int=9), room="sharing", fact="x", values={}, reason="", since=NOON)
    sql.insert(Waiting, [row])
    asked = "SELECT id FROM core_waiting WHERE uid IN ({}) AND since IN ({})"
    assert sql.select(asked, [row.uid], [NOON, NOON]) == [(row.pk,)]


def test_a_uid_that_names_something_of_another_is_refused():
    row = Waiting(uid=UUID(int=9), room="sharing", fact="x", values={}, reason="", since=NOON)
    sql.insert(Waiting, [row])
    assert sql.find(Waiting, row.uid, room="sharing") == row
    assert sql.find(Waiting, UUID(int=10), room="market") is None
    with pytest.raises(sql.OfAnother, match="sudah tercatat"):
        sql.find(Waiting, row.uid, room="market")


def test_a_pooler_may_have_no_plans_kept() -> None:
    kept = database("postgresql://siap:secret@host/siap")["OPTIONS"]
    none = database("postgresql://siap:secret@host/siap?prepare_threshold=0&sslmode=require")["OPTIONS"]
    assert kept == {"server_side_binding": True, "prepare_threshold": 3}
    assert none == {"server_side_binding": True, "prepare_threshold": None, "sslmode": "require"}
