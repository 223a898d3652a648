"""Whole games of Warung Mandiri, one after the other on one core: `python -m bench.steps.play_games GAMES`.

Each is another season, replayed from its twelve decisions as the office does it for every page of a game; the decisions are
found beforehand. Prints the games a second.
"""

import json
import sys
from time import perf_counter

import bench.steps  # noqa: F401  (sets Django up)
from siap.learning.rules import warung


def chosen(seed: int) -> tuple[list[warung.Choice], int]:
    """What is decided in every week of a season, and the profit (rupiah) it comes to."""
    state, choices = warung.begin(seed), []
    while not state.is_over:
        choices.append(warung.good_choice(state))
        warung.play(state, choices[-1])
    return choices, state.profit


def games_a_second(count: int) -> float:
    """Replay so many games."""
    games = [(seed, *chosen(seed)) for seed in range(1, count + 1)]
    began = perf_counter()
    profits = [warung.replay(seed, choices).profit for seed, choices, _profit in games]
    took = perf_counter() - began
    assert profits == [profit for _seed, _choices, profit in games]
    return count / took


if __name__ == "__main__":
    print(json.dumps(games_a_second(int(sys.argv[1]))))
