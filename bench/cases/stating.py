"""How fast the statements come, of one book among many and of a whole region, beside hledger on the same entries."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most, beside_peer

WHAT = "income and cash flow of the year, position and trial balance at its end, beside the year before; with the ORM, warm"


def measure(region: Office, village: Office, size: Size) -> Iterator[Figure]:
    """The first book has a tenth of the lines, in the region as in the village."""
    (books, lines), (_, few) = size.region, size.village
    region.step("fill_region", *size.region)
    village.step("fill_region", *size.village)
    here, there = (office.step("time_statements", size.readings) for office in (region, village))
    one = f"statements of a book of {lines // 10:,} lines among {lines:,}"
    yield at_most(5, one, here["book"], "ms", WHAT)
    small = f"a book of {few // 10:,} lines among {few:,}"
    yield beside_peer(small, there["book"], one, here["book"], "ms", most=1.5)
    whole = f"statements of a region: {books:,} books, 40 accounts each, {lines:,} lines"
    yield at_most(250, whole, here["region"], "ms", WHAT)
    if shutil.which("hledger"):
        yield beside_peer("hledger", _hledger(region), whole, here["region"], "ms", "hledger reads its journal anew")
    else:
        print("NO HLEDGER: the region is not held against it (scripts/setup.py --with-oracles)", file=sys.stderr)


def _hledger(office: Office) -> float:
    """Milliseconds in which hledger says the balances of the same books, from its own journal."""
    journal = Path(office.folder, "books.hledger")
    office.siap("export", "books", "--format", "hledger", "--into", str(journal))
    began = time.perf_counter()
    subprocess.run(["hledger", "-f", journal, "balance", "--flat"], stdout=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - began)
