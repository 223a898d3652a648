"""What a finished game teaches: profit, cash, waste, and the three decisions that cost most.

A mistake is priced by playing the game again with that one decision made well and all others as they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from siap.core.money import rupiah
from siap.core.text import Text, _
from siap.learning.rules.warung.play import Choice, State, begin, clipped, play
from siap.learning.rules.warung.strategy import good_choice, play_well

KINDS: dict[str, Text] = {
    "price": _("Harga: Anda %(did)s, lebih baik %(better)s"),
    "cook": _("Masak: Anda %(did)s sisir, lebih baik %(better)s"),
    "buy": _("Beli: Anda %(did)s sisir, lebih baik %(better)s"),
}
MISTAKES = 3


@dataclass(frozen=True)
class Mistake:
    """One decision that cost profit: which week, which of the three, what it was and what was better. Cost in rupiah."""

    week: int
    kind: str  # key of KINDS
    did: int
    better: int
    cost: int

    @property
    def says(self) -> str:
        """The mistake in words."""
        show = rupiah if self.kind == "price" else str
        return str(KINDS[self.kind]) % {"did": show(self.did), "better": show(self.better)}


@dataclass(frozen=True)
class Report:
    """The end of a game, beside the same season played well. Rupiah."""

    profit: int
    cash: int
    wasted: int
    missed: int  # bags that buyers wanted and did not find
    good_profit: int
    mistakes: tuple[Mistake, ...]

    @property
    def percent_of_good(self) -> int:
        """The profit in percent of the good strategy's; 0 where that made none."""
        return max(round(100 * self.profit / self.good_profit), 0) if self.good_profit > 0 else 0


def report(state: State) -> Report:
    """The report of a game that is over."""
    return Report(
        profit=state.profit,
        cash=state.cash,
        wasted=sum(result.wasted for result in state.results),
        missed=sum(result.missed for result in state.results),
        good_profit=play_well(state.seed).profit,
        mistakes=mistakes(state),
    )


def mistakes(state: State) -> tuple[Mistake, ...]:
    """The three decisions that cost most; fewer where fewer cost anything."""
    choices = [result.choice for result in state.results]
    found = []
    for place, choice in enumerate(choices):
        for kind in KINDS:
            better, profit = _with_one_better(state.seed, choices, place, kind)
            did = getattr(choice, kind)
            if profit > state.profit and better != did:
                found.append(Mistake(place + 1, kind, did, better, profit - state.profit))
    found.sort(key=lambda one: (-one.cost, one.week, one.kind))
    return tuple(found[:MISTAKES])


def _with_one_better(seed: int, choices: Sequence[Choice], place: int, kind: str) -> tuple[int, int]:
    """The better value of one decision, and the profit of the game with it; later decisions as far as cash allows."""
    state, better = begin(seed), 0
    for week, choice in enumerate(choices):
        if week == place:
            well = good_choice(state)
            better = getattr(well, kind)
            choice = replace(choice, **{kind: better})
            if kind == "cook":  # what is to be cooked must be there
                choice = replace(choice, buy=max(choice.buy, better - state.comb_count))
        play(state, clipped(state, choice))
    return better, state.profit
