"""A good way to play, computed from what players can see: the price with the best expected margin, and just enough cooked.

It knows the forecast, not the weather, so that it can be beaten by luck but hardly by carelessness.
"""

from functools import lru_cache

from siap.learning.rules.warung.play import (
    BAGS_A_COMB,
    HIGHEST,
    LOWEST,
    MOST_COMBS,
    STEP,
    Choice,
    State,
    begin,
    clipped,
    demand,
    play,
    unit_cost,
)
from siap.learning.rules.warung.season import WEEKS, Week

CHANCES = {
    "sun": (("sun", 80), ("cloud", 20)),
    "cloud": (("cloud", 75), ("rain", 25)),
    "rain": (("rain", 75), ("storm", 25)),
    "storm": (("storm", 100),),
}
"""What a forecast is worth: the weathers behind it, in percent."""
USUAL_COMB = 13_750  # rupiah: the middle of what a comb costs
CHEAP_COMB = 12_500  # rupiah: worth buying for next week too
KEEPS_ANOTHER_WEEK = 4  # combs


@lru_cache(maxsize=4096)
def expected(week: Week, price: int, loyalty: int) -> int:
    """Bags that buyers will probably ask for at a price, from the forecast."""
    return (
        sum(
            share * demand(week, weather, price, mood=1000, loyalty=loyalty)
            for weather, share in CHANCES[week.forecast]
        )
        // 100
    )


def best_price(week: Week, loyalty: int) -> int:
    """The price with the largest expected margin that does not drive buyers away, in rupiah."""
    cost, dear = unit_cost(week.comb_price), week.usual_price * 13 // 10
    prices = [price for price in range(LOWEST, HIGHEST + 1, STEP) if price <= dear]
    return max(prices, key=lambda price: (price - cost) * expected(week, price, loyalty))


def good_choice(state: State) -> Choice:
    """What to do this week, as far as cash and hands allow."""
    week = state.week
    price = best_price(week, state.loyalty)
    short = max(expected(week, price, state.loyalty) * 21 // 20 - state.bag_count, 0)
    last = week.number == WEEKS
    cook = min(short // BAGS_A_COMB if last else -(-short // BAGS_A_COMB), MOST_COMBS)
    ahead = KEEPS_ANOTHER_WEEK if week.comb_price <= CHEAP_COMB and not last else 0
    return clipped(state, Choice(max(cook + ahead - state.comb_count, 0), cook, price))


def play_well(seed: int) -> State:
    """A whole game, played well."""
    state = begin(seed)
    while not state.is_over:
        play(state, good_choice(state))
    return state
