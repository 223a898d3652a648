"""The running office: static files collected, granian with one thread a worker, and the job worker beside it.

One blocking thread a worker, because threads of one process fight for the interpreter lock and the slowest request
grows threefold; as many workers as cores. The workers are forked from a process that has already loaded everything,
so they share its memory and answer at once.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server.mp import MPServer

from siap.web.tls import Certificate

APPLICATION = "siap.web.wsgi:application"
GRACE = 10
"""Seconds that a request or a job in progress gets when the server is told to stop."""

log = structlog.get_logger("siap.serve")


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the office answers, and with how many workers."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = os.cpu_count() or 1

    def url(self, *, secure: bool) -> str:
        """The address to type into a browser."""
        return f"{'https' if secure else 'http'}://{self.host}:{self.port}/"


def serve(address: Address, certificate: Certificate | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; requests and jobs in progress get `GRACE` seconds to end."""
    collect_static()
    import_module(settings.ROOT_URLCONF)  # loaded once, here, shared by all workers
    connections.close_all()  # a connection must not be inherited by a fork
    jobs = JobWorker()
    server = _server(address, certificate)
    server.on_startup(jobs.start)
    try:
        server.serve()
    finally:
        jobs.stop()


def _server(address: Address, certificate: Certificate | None) -> MPServer:
    return MPServer(
        APPLICATION,
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=address.workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": {"propagate": True}}},  # its words go into our log
        ssl_cert=certificate.chain if certificate else None,
        ssl_key=certificate.key if certificate else None,
        ssl_protocol_min=SSLProtocols.tls12,  # older Android phones
    )


class JobWorker:
    """The process that does what runs after commit. It is started again when it dies, and ends with the server."""

    command = (sys.executable, "-m", "siap", "db_worker", "--queue-name", "*", "--interval", "1", "--no-reload")

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = False
        self._turn = threading.Lock()  # so that nothing is started after the stop

    def start(self) -> None:
        """Start working, and watch in the background."""
        self._process = self._spawn()
        threading.Thread(target=self._keep_alive, name="job-worker", args=[self._process], daemon=True).start()

    def stop(self) -> None:
        """Let the job in progress end, for `GRACE` seconds."""
        with self._turn:
            self._stopping = True
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _keep_alive(self, process: subprocess.Popen[bytes]) -> None:
        while True:
            code = process.wait()
            time.sleep(1)
            with self._turn:
                if self._stopping:
                    return
                log.error("job worker died and is started again", code=code)
                self._process = process = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Without `close_fds` Python uses posix_spawn. Else it waits for the end of a pipe that a web worker, forked at
        that very moment, would inherit and hold open; Python's own files are not inherited anyway."""
        return subprocess.Popen(self.command, close_fds=False)


def collect_static() -> None:
    """Bring `SIAP_DATA/static` up to date, when a file of the code is newer than what stands there. The scripts that
    `django_htmx` brings along stay out: htmx is ours, and their comments name modules that do not exist."""
    stamp, digest = Path(settings.STATIC_ROOT) / ".stamp", static_digest()
    if settings.DEBUG or (stamp.exists() and stamp.read_text() == digest):
        return
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["django_htmx"])
    stamp.write_text(digest)


def static_digest() -> str:
    """What changes when any static file does: every path with its size and time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
