"""Makes `.venv` ready to run, with nothing but Python's own library: once for every state of the lock file.

`--with-browser` also sees to a Chromium for the browser tests, `--with-oracles` to hledger and beancount, which are asked
whether they read the same balances from our books (and, with ledger, how long it takes them), and to openbadgeslib, which is
asked whether it believes our credentials; the two of Python lie in an environment of their own. `--with-spark` brings Spark
(half a gigabyte; Java 17 must be there), which is asked the nation's questions too.
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
ORACLES = ROOT / ".venv-oracles"
ORACLES_LOCK = ROOT / "tests" / "oracles" / "requirements.lock"
SPARK = ROOT / ".venv-spark"
SPARK_LOCK = ROOT / "tests" / "oracles" / "spark.lock"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Set up what is not there yet; say a sentence and stop when it cannot be had."""
    if sys.version_info < (3, 11):  # noqa: UP036  (the system's Python runs this, whatever it is)
        sys.exit(f"Siap Usaha needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    install()
    run(PYTHON, "scripts/catalogue.py", "compile")
    if "--with-browser" in sys.argv:
        provide_browser()
    if "--with-oracles" in sys.argv:
        provide_bookkeepers()
        provide_python_oracles()
    if "--with-spark" in sys.argv:
        provide_spark()


def install() -> None:
    """Install the locked packages and the console script, unless the stamp says that they are."""
    digest = digest_of(LOCK)
    if STAMP.exists() and STAMP.read_text() == digest and (VENV / "bin" / "siap").exists():
        return
    if not PYTHON.exists():
        print("Making .venv …", flush=True)
        provide_venv()
        run(sys.executable, "-m", "venv", VENV)
    print("Installing the locked packages (once, about a minute) …", flush=True)
    run(*pip(PYTHON), "--require-hashes", "-r", LOCK)
    run(*pip(PYTHON), "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(digest)


def pip(python: Path) -> tuple[object, ...]:
    """Install quietly into the environment of this Python."""
    return python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-warn-script-location"


def digest_of(lock: Path) -> str:
    """What a stamp says: the lock file it was installed from."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def provide_venv() -> None:
    """Debian packs `python3 -m venv` apart from python3."""
    if importlib.util.find_spec("ensurepip") is None and not apt_install("python3-venv"):
        sys.exit("Python's venv is missing. Please install it first: sudo apt-get install python3-venv")


def provide_browser() -> None:
    """A Chromium, or a loud word."""
    if not any(map(shutil.which, BROWSERS)) and not apt_install("chromium"):
        say_missing("NO CHROMIUM: the browser tests will be skipped. To run them: sudo apt-get install chromium")


def provide_bookkeepers() -> None:
    """hledger and ledger, or a loud word for each."""
    for name in ("hledger", "ledger"):
        if shutil.which(name) is None and not apt_install(name):
            word = f"NO {name.upper()}: the books are not held against it. To do so: sudo apt-get install {name}"
            say_missing(word)


def provide_python_oracles() -> None:
    """beancount and openbadgeslib in their own environment, or a loud word."""
    if not provide_apart(ORACLES, ORACLES_LOCK, "beancount and openbadgeslib"):
        say_missing("NO BEANCOUNT, NO OPENBADGESLIB: nothing is held against them; pip cannot install them here.")


def provide_spark() -> None:
    """Spark in its own environment, or a loud word."""
    if shutil.which("java") is None or not provide_apart(SPARK, SPARK_LOCK, "Spark"):
        say_missing("NO SPARK: the nation's questions are not asked of it; it needs Java 17 and pip.")


def provide_apart(folder: Path, lock: Path, what: str) -> bool:
    """Locked packages in an environment of their own, once for every state of their lock; whether they are there."""
    digest, stamp = digest_of(lock), folder / "lock.sha256"
    if stamp.exists() and stamp.read_text() == digest:
        return True
    print(f"Installing {what} (once) …", flush=True)
    steps = (
        (sys.executable, "-m", "venv", folder),
        (*pip(folder / "bin" / "python"), "--require-hashes", "-r", lock),
    )
    if any(subprocess.run([str(part) for part in step], cwd=ROOT).returncode for step in steps):
        return False
    stamp.write_text(digest)
    return True


def say_missing(word: str) -> None:
    """Say loudly what cannot be had; under CI=true that is a failure."""
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
