"""How much is measured: all of it, or (`SIAP_BENCH_SIZE=small`) just enough to see that the benchmark works."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Size:
    """The numbers a run is bounded by."""

    has_peers: bool = True  # whether other programs are installed and measured
    has_history: bool = True  # whether the office is loaded with its demo history, or only founded
    warm_up: int = 200  # requests
    closed: int = 3_000  # requests
    opened: int = 2_000  # requests
    starts: int = 3
    shelf: int = 1_000  # products in the shop
    roster: int = 50_000  # people in a unit's sheet
    roster_seconds: int = 12  # of writing it
    lines: int = 200_000  # lines of the generated book
    rounds: int = 9  # of posting and inserting by turns
    entries: int = 100  # a round
    region: tuple[int, int] = (1_000, 1_000_000)  # books and lines of the generated region
    village: tuple[int, int] = (10, 10_000)  # the small one beside it
    readings: int = 9  # of a statement
    selling: tuple[int, int, int] = (20, 500, 500)  # products at a till, sales, sales queued on a phone
    in_full: tuple[int, int] = (2_000, 10_000)  # paid sales by one client, and by eight at once
    statement: int = 10_000  # lines, all of them waited for
    certificates: int = 1_000
    games: int = 2_000
    sharing: tuple[int, int] = (1_000, 1_000)  # groups that share a month, and slips printed
    kitchen: tuple[int, int] = (1_000, 400)  # products costed, and batches sealed
    edges: int = 1_000_000  # of the graph of lots
    walks: int = 200  # through it
    postings: int = 10_000_000  # exported


FULL = Size()
SMALL = Size(has_peers=False, has_history=False, warm_up=4, closed=40, opened=20, starts=1, shelf=6, lines=600,
             rounds=1, entries=5, region=(6, 2_000), village=(3, 600), readings=3, roster=60, roster_seconds=1,
             selling=(3, 4, 4), in_full=(4, 2), statement=12, certificates=3, games=5, sharing=(2, 4), kitchen=(5, 3),
             edges=3_000, walks=3, postings=6_000)  # fmt: skip


def asked_for() -> Size:
    """The size the environment asks for."""
    return SMALL if os.environ.get("SIAP_BENCH_SIZE") == "small" else FULL
