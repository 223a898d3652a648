"""Other programs on the same PostgreSQL: each lies in an environment of its own and is only ever run (some are GPL)."""

import hashlib
import json
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from bench import ROOT

HERE = ROOT / "bench" / "peers"


def rate(name: str, database: str, entries: int) -> float | None:
    """Entries a second that a peer posts into a database of its own on this server; None where it cannot be installed."""
    python = ROOT / f".venv-peer-{name}" / "bin" / "python"
    if not _is_provided(name):
        print(f"NO {name.upper()}: pip cannot install it here, so nothing is held against it", file=sys.stderr)
        return None
    with psycopg.connect(database, autocommit=True) as server:
        server.execute(f"CREATE DATABASE peer_{name}")
    address = urlsplit(database)._replace(path=f"/peer_{name}").geturl()
    command = [python, "-W", "ignore", HERE / name / "measure.py", address, str(entries)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"measuring {name} failed")
    return float(json.loads(done.stdout.splitlines()[-1]))


def _is_provided(name: str) -> bool:
    """Its environment, made once for every state of its lock."""
    folder, lock = ROOT / f".venv-peer-{name}", HERE / name / "requirements.lock"
    stamp, digest = folder / "lock.sha256", hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return True
    pip = [folder / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    steps = ([sys.executable, "-m", "venv", folder], [*pip, "-r", lock])
    if any(subprocess.run(step).returncode for step in steps):
        return False
    stamp.write_text(digest)
    return True
