"""`make bench`: measure, print the table, write `bench/results.json`.

Every figure stands beside a limit or a peer measured in the same run. A missed target is shown, not a failure: how fast
a machine is today is no property of the code. What cannot be measured stops the run.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import ROOT
from bench.cases import (
    costing,
    learning,
    loading,
    nation,
    posting,
    proving,
    rostering,
    selling,
    serving,
    sharing,
    shopping,
    stating,
    telling,
    tracing,
)
from bench.office import Office, on_postgresql
from bench.size import Size, asked_for
from bench.table import Figure, table, write


def main() -> None:
    """Measure everything."""
    options = argparse.ArgumentParser(prog="python -m bench", description="Measure the office.")
    options.add_argument("--into", type=Path, default=ROOT / "bench" / "results.json")
    into = options.parse_args().into
    workshop = ROOT / "build"  # on the disk the office itself would lie on: /tmp may be memory
    workshop.mkdir(exist_ok=True)
    figures = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=workshop) as folder:
        for figure in measured(Path(folder), asked_for()):
            print(f"{figure.name}: {figure.figure:,.3g} {figure.unit}", file=sys.stderr)  # a run takes minutes
            figures.append(figure)
    print(table(figures))
    write(figures, into)


def measured(folder: Path, size: Size) -> Iterator[Figure]:
    """Every figure, as it comes. Each subject has an office of its own."""
    founded = Office(folder / "founded")
    founded.step("found")
    if size.has_history:
        demo = Office(folder / "demo")
        yield from loading.measure(demo)
    else:
        demo = founded.copy("demo")
    yield from serving.measure(demo, size)
    yield from telling.measure(demo, size)
    yield from shopping.measure(founded.copy("shop"), size)
    yield from proving.measure(demo, founded.copy("book"), size)
    with on_postgresql(folder / "pg") as elsewhere:
        elsewhere.step("found")
        yield from posting.measure(founded.copy("chained"), founded.copy("bare"), elsewhere, size)
        yield from selling.in_full(founded.copy("sales"), elsewhere.copy("tills"), size)
        yield from tracing.measure(demo, founded.copy("graph"), elsewhere, size)
    yield from rostering.measure(founded.copy("roster"), size)
    yield from stating.measure(founded.copy("region"), founded.copy("village"), size)
    yield from selling.measure(founded.copy("selling"), founded.copy("statement"), size)
    yield from sharing.measure(founded.copy("sharing"), size)
    yield from learning.measure(founded.copy("class"), size)
    yield from costing.measure(founded.copy("kitchen"), size)
    yield from nation.measure(founded.copy("nation"), size)


if __name__ == "__main__":
    main()
