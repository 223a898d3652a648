"""The seconds each proof of `siap verify` takes."""

import json
from time import perf_counter

from siap.core import proofs


def seconds() -> dict[str, float]:
    """By the proof's key; each is timed as it is asked for."""
    times, before = {}, perf_counter()
    for one, _finding in proofs.run():
        now = perf_counter()
        times[one.key], before = now - before, now
    return times


if __name__ == "__main__":
    print(json.dumps(seconds()))
