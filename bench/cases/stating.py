"""How fast the statements come, of one book among many and of a whole region, beside hledger, ledger and beancount on the
same entries."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

from bench import ROOT
from bench.office import Office
from bench.size import Size
from bench.table import Figure, at_most, beside_peer

WHAT = "income and cash flow of the year, position and trial balance at its end, beside the year before; with the ORM, warm"

JOURNAL = "JOURNAL"
PEERS = {
    "hledger": ("hledger", ("hledger", "-f", JOURNAL, "balance", "--flat")),
    "ledger": ("hledger", ("ledger", "-f", JOURNAL, "balance", "--flat")),
    "beancount": (
        "beancount",
        (
            str(ROOT / ".venv-oracles" / "bin" / "bean-query"), "-m", "-f", "csv", JOURNAL,
            "SELECT account, sum(number) GROUP BY account",
        ),
    ),
}  # fmt: skip
"""Programs that are only ever run: the format that each reads, and how it is asked."""


def asked() -> list[str]:
    """Those that are here."""
    return [name for name, (_format, command) in PEERS.items() if shutil.which(command[0])]


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
    here_too = asked()
    for name in PEERS:
        if name in here_too:
            yield beside_peer(
                name, _read_by(region, name), whole, here["region"], "ms", f"{name} reads its journal anew"
            )
        else:
            word = f"NO {name.upper()}: the region is not held against it (scripts/setup.py --with-oracles)"
            print(word, file=sys.stderr)


def _read_by(region: Office, name: str) -> float:
    """Milliseconds in which another program says the balances of the same books, from its own journal."""
    told, command = PEERS[name]
    journal = region.folder / f"books.{told}"
    if not journal.exists():
        region.siap("export", "books", "--format", told, "--into", str(journal))
    parts = [journal if part == JOURNAL else part for part in command]
    began = time.perf_counter()
    subprocess.run(parts, stdout=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - began)
