"""Settings of the tests: the office's own, on a folder that lives as long as the run.

`SIAP_TEST_DB=postgresql` runs the same tests on PostgreSQL. Every worker of a run has its own `SIAP_DATA` and database.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "SIAP_TEST_RUN" not in os.environ:  # the outermost process of the run; its workers inherit the variable
    os.environ["SIAP_TEST_RUN"] = tempfile.mkdtemp(prefix="siap-test-")
    atexit.register(shutil.rmtree, os.environ["SIAP_TEST_RUN"], ignore_errors=True)

RUN = Path(os.environ["SIAP_TEST_RUN"])
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["SIAP_DATA"] = str(RUN / WORKER)
os.environ["DATABASE_URL"] = ""
(RUN / "keys").mkdir(mode=0o700, exist_ok=True)  # one office, one hand: workers copy each other's signed database
(RUN / WORKER).mkdir(exist_ok=True)
if not (RUN / WORKER / "keys").exists():
    (RUN / WORKER / "keys").symlink_to(RUN / "keys")

from siap.settings import *  # noqa: E402, F403  (after the folder is named)
from siap.settings import DATABASES, STORAGES, database  # noqa: E402

if os.environ.get("SIAP_TEST_DB") == "postgresql":
    DATABASES["default"] = database(f"postgresql://postgres@/siap_{WORKER}") | {
        "HOST": str(RUN / "postgresql"),  # a socket: no port to collide on
        "CONN_MAX_AGE": None,
    }
else:
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")  # nobody's money

for alias in ("archive", "target"):  # what backup and move open beside the office; Django wants them known beforehand
    DATABASES[alias] = {"ENGINE": "django.db.backends.sqlite3", "NAME": RUN / WORKER / f"{alias}.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 costs 50 ms a sign-in
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
