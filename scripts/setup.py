"""Makes `.venv` ready to run, with nothing but Python's own library: once for every state of the lock file.

`--with-browser` also sees to a Chromium for the browser tests.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lock.sha256"
LOCK = ROOT / "requirements.lock"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Set up what is not there yet; say a sentence and stop when it cannot be had."""
    if sys.version_info < (3, 11):  # noqa: UP036  (the system's Python runs this, whatever it is)
        sys.exit(f"Siap Usaha needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    install()
    run(PYTHON, "scripts/catalogue.py", "compile")
    if "--with-browser" in sys.argv:
        provide_browser()


def install() -> None:
    """Install the locked packages and the console script, unless the stamp says that they are."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == digest and (VENV / "bin" / "siap").exists():
        return
    if not PYTHON.exists():
        print("Making .venv …", flush=True)
        provide_venv()
        run(sys.executable, "-m", "venv", VENV)
    print("Installing the locked packages (once, about a minute) …", flush=True)
    pip = (PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-warn-script-location")
    run(*pip, "--require-hashes", "-r", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(digest)


def provide_venv() -> None:
    """Debian packs `python3 -m venv` apart from python3."""
    if importlib.util.find_spec("ensurepip") is None and not apt_install("python3-venv"):
        sys.exit("Python's venv is missing. Please install it first: sudo apt-get install python3-venv")


def provide_browser() -> None:
    """A Chromium, or a loud word; under CI=true its absence is a failure."""
    if any(map(shutil.which, BROWSERS)) or apt_install("chromium"):
        return
    word = "NO CHROMIUM: the browser tests will be skipped. To run them: sudo apt-get install chromium"
    sys.exit(word) if os.environ.get("CI") == "true" else print(word, file=sys.stderr)


def apt_install(package: str) -> bool:
    """Install a Debian package if we may; whether it worked."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {package} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        if subprocess.run(["apt-get", "-qq", *step], env=environment, stdout=subprocess.DEVNULL).returncode:
            return False
    return True


def run(*command: object) -> None:
    """Run a step in the project's folder; its own words are the message when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
