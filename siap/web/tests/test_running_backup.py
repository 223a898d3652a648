"""A backup is whole or refused; a restored or moved office is the same office, with its guards up."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from siap.core import clock, guards
from siap.core.models import Counter, ReadLog
from siap.web import archive, copying
from tests import beginnings

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "archive", "target"])

NOON = clock.at(date(2026, 11, 24), 12)


@pytest.fixture
def office(settings, tmp_path):
    """A small office: rows that can and rows that cannot be changed, and one document, in a folder of its own."""
    keys = settings.DATA / "keys"
    settings.DATA = tmp_path / "data"
    (settings.DATA / "files" / "ab").mkdir(parents=True)
    (settings.DATA / "keys").symlink_to(keys)
    (settings.DATA / "files" / "ab" / "abcd").write_bytes(b"a receipt")
    Counter.objects.create(key="sale:2026", last=41)
    ReadLog.objects.create(person=1, by=2, at=NOON, page="people:person")
    return settings.DATA


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """Where the backup of the small office lies: writing it from PostgreSQL takes two seconds, every time the same."""
    return tmp_path_factory.mktemp("backup") / "office.tar"


@pytest.fixture
def backup(office, made_once, tmp_path):
    if not made_once.exists():
        archive.back_up(made_once)
    return Path(shutil.copy(made_once, tmp_path))


def repack(source: Path, change) -> None:
    """Write the archive again after `change` did something to its unpacked files."""
    folder = source.parent / "unpacked"
    with tarfile.open(source) as tar:
        tar.extractall(folder)
    change(folder)
    with tarfile.open(source, "w") as tar:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() or p.is_symlink()):
            tar.add(path, path.relative_to(folder))


def test_a_backup_holds_the_database_and_the_documents_and_no_key(backup):
    with tarfile.open(backup) as tar:
        assert sorted(tar.getnames()) == ["database.sqlite3", "files/ab/abcd", "manifest.json"]
        assert all(entry.mode == 0o600 for entry in tar)


def test_a_restored_office_is_the_same_office(backup, office):
    Counter.objects.update(last=99)
    (office / "files" / "ab" / "abcd").write_bytes(b"something else")
    (office / "files" / "later").write_bytes(b"not in the backup")
    assert archive.restore(backup)
    assert Counter.objects.get(key="sale:2026").last == 41
    assert ReadLog.objects.get().at == NOON
    assert (office / "files" / "ab" / "abcd").read_bytes() == b"a receipt"
    assert not (office / "files" / "later").exists()


def test_a_restored_office_has_its_guards_and_counts_on(backup):
    archive.restore(backup)
    assert guards.missing(connection) == []
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ReadLog.objects.all().delete()
    highest = Counter.objects.aggregate(highest=Max("pk"))["highest"]
    assert Counter.objects.create(key="batch:2026").pk == highest + 1


def change_a_document(folder):
    (folder / "files" / "ab" / "abcd").write_bytes(b"a forgery")


def lose_a_document(folder):
    (folder / "files" / "ab" / "abcd").unlink()


def add_a_document(folder):
    (folder / "files" / "stranger").write_bytes(b"from elsewhere")


def change_the_database(folder):
    with closing(sqlite3.connect(folder / "database.sqlite3")) as database, database:
        database.execute("UPDATE core_counter SET last = 1")


def lose_the_manifest(folder):
    (folder / "manifest.json").unlink()


def put_a_link(folder):
    (folder / "files" / "link").symlink_to("/etc/hostname")


def damage_the_database_and_its_digest(folder):
    (folder / "database.sqlite3").write_bytes(b"no database")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["sha256"]["database.sqlite3"] = archive._sha256(folder / "database.sqlite3")
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "change",
    [
        change_a_document,
        lose_a_document,
        add_a_document,
        change_the_database,
        lose_the_manifest,
        put_a_link,
        damage_the_database_and_its_digest,
    ],
)
def test_a_broken_backup_is_refused_and_nothing_changes(backup, office, change):
    repack(backup, change)
    Counter.objects.update(last=99)
    with pytest.raises(archive.BrokenArchive):
        archive.restore(backup)
    assert Counter.objects.get(key="sale:2026").last == 99
    assert (office / "files" / "ab" / "abcd").read_bytes() == b"a receipt"
    assert not list(office.glob(".siap-*"))


def test_half_a_backup_is_refused(backup):
    os.truncate(backup, backup.stat().st_size // 2)
    with pytest.raises(archive.BrokenArchive):
        archive.restore(backup)


def test_a_path_that_climbs_out_is_refused(backup, tmp_path):
    with tarfile.open(backup, "a") as tar:
        (tmp_path / "evil").write_bytes(b"evil")
        tar.add(tmp_path / "evil", "../../climbed")
    with pytest.raises(archive.BrokenArchive):
        archive.restore(backup)
    assert not list(tmp_path.parent.rglob("climbed"))


def test_an_office_is_replaced_only_on_a_yes(backup):
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(backup))
    assert Counter.objects.get(key="sale:2026").last == 41


def test_other_keys_are_told(backup, settings, tmp_path):
    settings.DATA = tmp_path / "another-machine"
    assert not archive.restore(backup)


def test_an_office_moves_to_another_database_with_every_row(office, tmp_path):
    target = copying.connect("target", {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "new.sqlite3"})
    assert copying.is_empty(target)
    rows = copying.copy_office(connection, target)
    assert rows >= 2
    assert Counter.objects.using("target").get(key="sale:2026").last == 41
    assert ReadLog.objects.using("target").get().at == NOON
    assert guards.missing(target) == []
    target.close()


@pytest.mark.parametrize("address", ["sqlite:///elsewhere", "mysql://host/name"])
def test_an_office_moves_to_postgresql_only(address):
    with pytest.raises(CommandError, match="postgresql://"):
        call_command("move", to=address)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="this run has no PostgreSQL to move to")
def test_the_whole_move_is_proved_on_both_sides_and_not_done_twice(tmp_path, settings):
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS siap_moved")
        cursor.execute("CREATE DATABASE siap_moved")
    url = f"postgresql://postgres@/siap_moved?host={settings.DATABASES['default']['HOST']}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SIAP_", "DJANGO_", "DATABASE_"))}

    def siap(*command):
        environment = kept | {"SIAP_DATA": str(tmp_path)}
        return subprocess.run([sys.executable, "-m", "siap", *command], env=environment, capture_output=True, text=True)

    beginnings.empty_office(tmp_path)
    moved = siap("move", "--to", url)
    assert moved.returncode == 0, moved.stderr
    again = siap("move", "--to", url)
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_a_backup_is_read_by_its_owner_only(office, tmp_path):
    archive.back_up(tmp_path / "office.tar")
    assert (tmp_path / "office.tar").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("manifest", [{"sha256": {}}, {"sha256": []}, [], {"sha256": {"files/ab/abcd": "x"}}])
def test_an_archive_without_a_database_replaces_nothing(office, tmp_path, manifest):
    path = tmp_path / "strange.tar"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(path, "w") as tar:
        tar.add(tmp_path / "manifest.json", "manifest.json")
    with pytest.raises(archive.BrokenArchive):
        archive.restore(path)
    assert Counter.objects.get(key="sale:2026").last == 41
    assert (office / "files" / "ab" / "abcd").exists()
