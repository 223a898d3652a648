"""A new key for the encrypted texts."""

import shutil

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from siap.core import keys, rekeying
from siap.core.fields import SERIES, current_key, encrypt
from siap.core.models import FactRecord


@pytest.fixture
def own_keys(tmp_path, monkeypatch):
    """The run's keys in a folder of this test's own: what is begun here must not reach the others."""
    shutil.copytree(settings.DATA / "keys", tmp_path / "keys")
    monkeypatch.setattr(settings, "DATA", tmp_path)


def kept_under() -> set[str]:
    """The ids of all keys that texts lie under."""
    found = set()
    with connection.cursor() as cursor:
        for table, column in rekeying.encrypted_columns():
            cursor.execute(f"SELECT DISTINCT substr({column}, 1, 2) FROM {table} WHERE {column} <> ''")
            found |= {row[0] for row in cursor.fetchall()}
    return found


def test_every_text_goes_under_the_new_key_and_reads_as_before(own_keys, world, capsys):
    numbers = {one.pk: one.value for one in world.sari.identifiers.all()}
    assert kept_under() == {"f1"}
    call_command("rotate_key")
    assert "6 texts lie under the new key f2" in capsys.readouterr().out
    assert (current_key(), kept_under()) == ("f2", {"f2"})
    assert {one.pk: one.value for one in world.sari.identifiers.all()} == numbers
    assert '"key":"f2","texts":6' in FactRecord.objects.get(name="core.FieldKeyChanged").text


def test_a_run_that_was_stopped_is_taken_along_by_the_next(own_keys, world):
    keys.begin(settings.DATA / "keys", SERIES, "f2")  # stopped before the first text
    world.sari.identifiers.update(value="new under the new key")
    assert kept_under() == {"f1", "f2"}
    assert rekeying.change_key() == ("f3", 6)
    assert (kept_under(), world.sari.identifiers.get().value) == ({"f3"}, "new under the new key")


def test_a_text_that_somebody_changed_meanwhile_stays_his(own_keys, world, monkeypatch):
    def slow(text: str) -> str:
        world.sari.identifiers.update(value="another")
        return encrypt(text)

    monkeypatch.setattr(rekeying, "encrypt", slow)
    rekeying.change_key()
    assert world.sari.identifiers.get().value == "another"
    assert kept_under() == {"f2"}
