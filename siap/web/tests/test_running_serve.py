"""The office as it runs: started as a process of its own, asked from outside, stopped."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from urllib.request import Request, urlopen

import psutil
import pytest
from django.core.management import CommandError, call_command

from tests import beginnings

PATIENCE = 20  # seconds


def until(happens):
    """What `happens` gives, as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if seen := happens():
            return seen
        time.sleep(0.05)
    raise TimeoutError(happens)


class Office:
    """A served office in a folder of its own."""

    def __init__(self, folder, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder, self.options = folder, options
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("SIAP_", "DJANGO_", "DATABASE_"))
        } | {"SIAP_DATA": str(folder), "PYTHONWARNINGS": "ignore"}
        self.trust = None

    def start(self):
        command = [sys.executable, "-m", "siap", "serve", "--port", str(self.port), "--workers", "1", *self.options]
        with (self.folder / "output").open("wb") as output:
            self.process = psutil.Popen(command, env=self.environment, stdout=output, stderr=subprocess.STDOUT)
        until(self.is_well)

    def is_well(self):
        assert self.process.poll() is None, (self.folder / "output").read_text()
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False

    def get(self, path, **headers):
        if (authority := self.folder / "tls" / "authority.crt").exists():
            context = ssl.create_default_context(cafile=authority)
            return urlopen(Request(f"https://localhost:{self.port}{path}", headers=headers), context=context, timeout=5)
        return urlopen(Request(f"http://127.0.0.1:{self.port}{path}", headers=headers), timeout=5)

    def job_worker(self):
        for child in self.process.children():
            with suppress(psutil.Error):  # it may end while we look
                if "db_worker" in child.cmdline():
                    return child
        return None

    def log_lines(self):
        return [json.loads(line) for path in (self.folder / "logs").glob("*.log") for line in path.open()]


@contextmanager
def served(folder, *options):
    office = Office(folder, *options)
    beginnings.empty_office(folder)
    office.start()
    try:
        yield office
    finally:
        if office.process.poll() is None:
            office.process.terminate()
            office.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with served(tmp_path_factory.mktemp("office")) as office:
        yield office


def test_static_files_may_be_kept_for_ever(office):
    manifest = json.loads((office.folder / "static" / "staticfiles.json").read_text())
    hashed = next(name for path, name in manifest["paths"].items() if path.endswith(".css"))
    answer = office.get(f"/static/{hashed}")
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_log_names_the_route_of_a_request(office):
    office.get("/healthz?q=Sari")
    lines = until(lambda: [line for line in office.log_lines() if line.get("route") == "web:healthz"])
    assert {"method", "status", "ms", "user", "request"} <= lines[-1].keys()
    assert "Sari" not in json.dumps(lines)


def test_a_job_worker_that_dies_is_started_again(office):
    first = until(office.job_worker)
    first.kill()
    again = until(lambda: (worker := office.job_worker()) and worker.pid != first.pid and worker)
    assert again.is_running()


@pytest.mark.django_db
def test_a_port_that_is_taken_is_said_in_a_sentence(office):
    with pytest.raises(CommandError, match=f"port {office.port}"):
        call_command("serve", port=office.port, skip_checks=True)


def test_nothing_is_left_when_the_server_is_told_to_stop(tmp_path):
    with served(tmp_path) as office:
        until(office.job_worker)
        family = office.process.children(recursive=True)
        assert len(family) >= 2
        office.process.send_signal(signal.SIGTERM)
        office.process.wait(PATIENCE)
        assert psutil.wait_procs(family, timeout=PATIENCE)[1] == []


def test_an_office_without_a_public_name_is_served_over_tls(tmp_path):
    with served(tmp_path, "--tls") as office:
        answer = office.get("/healthz")
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
        assert (tmp_path / "tls" / "trust.pdf").read_bytes().startswith(b"%PDF-")
