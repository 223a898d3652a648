"""Fill the graph of lots with trees of one shape, and time our walks beside a bare recursive query. Arguments: edges, readings.

Prints the milliseconds of every walk. The peer is a table of two integers with one index: what a graph costs at least.
"""

import json
import sys
from collections.abc import Callable
from itertools import accumulate
from operator import mul
from time import perf_counter

from django.db import connection

import bench.steps  # noqa: F401  (sets Django up)
from siap.workshop import queries
from siap.workshop.models import LotKind

WIDTHS = (5, 5, 4, 10)
"""One material lot goes into 5 lots, each into 5, each into 4, each into 10 sale lines: 1,000 lines at depth 4."""
_BARE = """
WITH RECURSIVE down(one) AS (
  SELECT target FROM bench_bare WHERE source = %s
  UNION SELECT bare.target FROM down CROSS JOIN bench_bare bare WHERE bare.source = down.one
) SELECT one FROM down"""


def tree() -> list[tuple[int, int, int]]:
    """(source, kind, target) of one tree, its nodes counted from 0, level by level."""
    edges: list[tuple[int, int, int]] = []
    first, level = 0, 1
    for depth, width in enumerate(WIDTHS, 1):
        kind = int(LotKind.SALE if depth == len(WIDTHS) else LotKind.PRODUCT)
        below = first + level
        edges += [(first + at // width, kind, below + at) for at in range(level * width)]
        first, level = below, level * width
    return edges


MATERIALS = 20
"""So many material lots go into a jar whose way back is timed, beside what its tree puts there."""
NODES = 1 + sum(accumulate(WIDTHS, mul))


def fill(edges: int) -> int:
    """Fill both tables level by level, as time would; the number of trees."""
    one = tree()
    trees = max(1, edges // len(one))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_tree (at integer, source bigint, kind smallint, target bigint)")
        rows = [(at, *edge) for at, edge in enumerate(one)]
        cursor.executemany("INSERT INTO bench_tree VALUES (%s, %s, %s, %s)", rows)
        cursor.execute("CREATE TABLE bench_bare (source bigint NOT NULL, target bigint NOT NULL)")
        numbers = f"WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < {trees - 1})"  # nosec B608 (a number of ours)
        placed = f"source + 1 + n * {NODES}, kind, target + 1 + n * {NODES}, 1 FROM n, bench_tree ORDER BY at, n"
        cursor.execute(f"INSERT INTO workshop_lotedge (source, kind, target, quantity) {numbers} SELECT {placed}")
        cursor.execute("INSERT INTO bench_bare SELECT source, target FROM workshop_lotedge")
        cursor.execute("CREATE INDEX bench_bare_walk ON bench_bare (source, target)")
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE workshop_lotedge")
            cursor.execute("ANALYZE bench_bare")
    return trees


def fill_jar(jar: int, first: int) -> None:
    """A jar gets its materials: lots of their own, with ids from `first` on, that go into nothing else."""
    with connection.cursor() as cursor:
        rows = [(first + at, int(LotKind.PRODUCT), jar) for at in range(MATERIALS)]
        cursor.executemany("INSERT INTO workshop_lotedge (source, kind, target, quantity) VALUES (%s, %s, %s, 1)", rows)


def timed(walk: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = perf_counter()
    walk()
    return (perf_counter() - begun) * 1000


def bare(root: int) -> int:
    """The peer's walk; how many nodes it met."""
    with connection.cursor() as cursor:
        cursor.execute(_BARE, [root])
        return len(cursor.fetchall())


def main() -> None:
    """Walk a different tree every time, ours and the peer's by turns."""
    edges, readings = map(int, sys.argv[1:])
    trees = fill(edges)
    deepest = NODES - WIDTHS[-1] * WIDTHS[0] * WIDTHS[1] * WIDTHS[2]  # nodes that are lots; the last is a jar's lot
    down: list[float] = []
    peer: list[float] = []
    up: list[float] = []
    for reading in range(readings):
        root = 1 + (reading * 7919 % trees) * NODES
        assert (
            len(queries.lines_reached([root])) == 1_000 == bare(root) - deepest + 1
        )  # and both have the pages at hand
        down.append(timed(lambda root=root: queries.lines_reached([root])))
        peer.append(timed(lambda root=root: bare(root)))
        jar = root + deepest - 1
        if reading < trees:  # later readings come back to trees that were walked already
            fill_jar(jar, 1 + trees * NODES + reading * MATERIALS)
        assert len(queries.origins_of([jar])) == len(WIDTHS) - 1 + MATERIALS
        up.append(timed(lambda jar=jar: queries.origins_of([jar])))
    print(json.dumps({"down": down, "bare": peer, "up": up}))


if __name__ == "__main__":
    main()
