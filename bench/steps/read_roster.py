"""A unit's sheet read into its preview and written, with a till beside it that sells all the while.

Prints seconds of reading, megabytes it added, the milliseconds the till waited (while reading, and while writing), and how many
people the unit holds then.
"""

import io
import json
import resource
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import xlsxwriter
from django.conf import settings

from siap.people import services
from siap.people.models import Person, Unit, User

HEADINGS = (
    "No",
    "Nama",
    "No Register",
    "JK",
    "Tgl Lahir",
    "Agama",
    "Perkara",
    "1/3",
    "1/2",
    "2/3",
    "Ekspirasi",
    "Pendidikan",
)
SYLLABLES = ("ba", "di", "ka", "lo", "mu", "na", "ri", "sa", "ti", "wu")


def sheet(people: int) -> bytes:
    """An XLSX of so many invented people."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        for number in range(people):
            born = date(1960, 1, 1) + timedelta(days=number * 7 % 14_000)
            name = "".join(SYLLABLES[int(digit)] for digit in f"{number:05}")
            page.write_row(number + 1, 0, (
                number, f"Orang {name}", f"B.I {number + 1}/2020", "L", born.strftime("%d/%m/%Y"), "–", "–", "01/01/2027",
                "01/01/2028", "01/01/2029", "01/01/2041", "SMA",
            ))  # fmt: skip
    return made.getvalue()


@contextmanager
def till() -> "Iterator[list[float]]":
    """Somebody who writes a little twenty times a second; the waits (milliseconds) as they come."""
    waits: list[float] = []
    over = threading.Event()

    def sell() -> None:
        with sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=20, isolation_level=None) as database:
            while not over.wait(0.05):
                began = time.perf_counter()
                database.execute("BEGIN IMMEDIATE")
                database.execute("UPDATE core_counter SET last = last WHERE id = 1")
                database.execute("COMMIT")
                waits.append(1000 * (time.perf_counter() - began))

    seller = threading.Thread(target=sell)
    seller.start()
    try:
        yield waits
    finally:
        over.set()
        seller.join()


def main(people: int, seconds: float) -> None:
    """Read it, and write for so long."""
    content = sheet(people)
    by, unit = User.objects.get(username="budi"), Unit.objects.get(code="LPP")
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with till() as reading:
        roster = services.read_roster(unit, content, by=by)
    took = time.perf_counter() - began
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with till() as writing:
        services.write_for(roster, seconds, by=by)
    here = Person.objects.here(unit).count()
    print(json.dumps([took, added, max(reading, default=0), max(writing, default=0), here]))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
