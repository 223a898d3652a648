"""Backups: one tar file with the database as SQLite, the documents, the zone, and a manifest with the SHA-256 of each.

The database in a backup is SQLite whatever the office runs on, so that it can be opened anywhere and restored into
either. Keys are never in it: whoever finds a backup can read no encrypted field, and whoever restores one needs them.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from siap.core import clock, keys
from siap.web import copying

MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
DOCUMENTS = "files"
ZONE = "zone"


class BrokenArchive(Exception):
    """This file is no whole backup; nothing was changed."""


def back_up(target: Path) -> int:
    """Write a backup of the running office; the number of documents in it.

    The database is copied in one transaction, before the documents: a document is written before its row, so the
    backup has every document that its rows name.
    """
    with _workroom(target.parent) as room:
        _snapshot(room / DATABASE)
        documents = sorted(path for path in _documents().rglob("*") if path.is_file())
        contents = {DATABASE: room / DATABASE} | {_name_of(path): path for path in documents}
        if settings.ZONE.exists():
            contents[ZONE] = settings.ZONE
        (room / MANIFEST).write_text(json.dumps(_manifest(contents), indent=1))
        with tarfile.open(room / "backup.tar", "w") as archive:
            for name, path in {MANIFEST: room / MANIFEST, **contents}.items():
                archive.add(path, name, filter=_without_owner)
        os.chmod(room / "backup.tar", 0o600)  # it holds names
        os.replace(room / "backup.tar", target)  # a backup is whole or not there
    return len(documents)


def restore(source: Path) -> bool:
    """Replace the office by a backup; whether the keys here are those it was made with.

    Raises `BrokenArchive`, before anything is changed, when a byte is not what the manifest says.
    """
    with _workroom(settings.DATA) as room:
        manifest = _unpack(source, room)
        _check_database(room / DATABASE)
        _put_database(room / DATABASE)
        _put_documents(room / DOCUMENTS)
        if (room / ZONE).exists():
            os.replace(room / ZONE, settings.ZONE)
    return bool(manifest["signed_by"] == _signed_by())


def is_office_here() -> bool:
    """Whether a restore would overwrite something."""
    return not copying.is_empty(connection) or any(_documents().rglob("*"))


def _snapshot(target: Path) -> None:
    if connection.vendor == "sqlite":
        copy_sqlite(_sqlite_file(), target)
    else:
        copying.copy_office(connection, _open(target))
        connections["archive"].close()


def _sqlite_file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup: one picture, while others read and write, on both sides."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=20)) as new:
        old.backup(new)


def _open(path: Path) -> Any:
    return copying.connect("archive", {"ENGINE": "django.db.backends.sqlite3", "NAME": path})


def _manifest(contents: dict[str, Path]) -> dict[str, Any]:
    return {
        "made_at": clock.now().isoformat(),
        "signed_by": _signed_by(),
        "sha256": {name: _sha256(path) for name, path in contents.items()},
    }


def _signed_by() -> str:
    """The public half of the key that signs this office's chain heads: tells whether the keys fit the backup."""
    public = keys.signer(settings.DATA / "keys").public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _unpack(source: Path, room: Path) -> dict[str, Any]:
    """Take out plain files only, exactly those the manifest names, and check every byte of them."""
    try:
        with tarfile.open(source) as archive:
            for entry in archive:
                _take_out(archive, entry, room)
        manifest: dict[str, Any] = json.loads((room / MANIFEST).read_text())
        promised, found = manifest["sha256"], {str(p.relative_to(room)) for p in room.rglob("*") if p.is_file()}
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BrokenArchive(f"{source} is not a whole backup of Siap Usaha.") from error
    if not isinstance(promised, dict) or DATABASE not in promised or found - {MANIFEST} != promised.keys():
        raise BrokenArchive(f"{source} does not hold the files its manifest names.")
    for name, digest in promised.items():
        if _sha256(room / name) != digest:
            raise BrokenArchive(f"{name} in {source} was changed after the backup was made.")
    return manifest


def _take_out(archive: tarfile.TarFile, entry: tarfile.TarInfo, room: Path) -> None:
    """One file, inside the room: an archive from elsewhere may try a link, or a path that climbs out."""
    path = (room / entry.name).resolve()
    content = archive.extractfile(entry) if entry.isreg() and path.is_relative_to(room.resolve()) else None
    if content is None:
        raise BrokenArchive(f"{entry.name} is nothing a backup holds.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)


def _check_database(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as database:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise BrokenArchive("The database in this backup is damaged.")


def _put_database(source: Path) -> None:
    """Put the rows in place, then bring an older backup up to today's migrations (which also puts up the guards)."""
    if connection.vendor == "sqlite":
        connections.close_all()
        copy_sqlite(source, _sqlite_file())
        call_command("migrate", verbosity=0)
    else:
        old = _open(source)
        call_command("migrate", database=old.alias, verbosity=0)
        copying.copy_office(old, connection)
        old.close()


def _put_documents(source: Path) -> None:
    """The backup's documents and no others: those of a replaced office must not stay behind."""
    shutil.rmtree(_documents(), ignore_errors=True)
    source.mkdir(exist_ok=True)
    os.replace(source, _documents())


def _documents() -> Path:
    return Path(settings.DATA) / DOCUMENTS


def _name_of(document: Path) -> str:
    return f"{DOCUMENTS}/{document.relative_to(_documents())}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


@contextmanager
def _workroom(beside: Path) -> Iterator[Path]:
    """A folder on the same disk as the target, so that the last step is a rename."""
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=".siap-") as folder:
        yield Path(folder)
