"""One week of the warung: buy, cook, price, sell; pay the stall and the family; what is too old is thrown away.

Cash and stock are a real book's: every movement is an entry, and what the game shows is what the accounts hold. Stock leaves
oldest first; what is taken from a lot takes its share of the lot's value, and the emptying move the remainder.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.core.text import _
from siap.learning.rules.warung.season import CROWD, FESTIVE, WEEKS, Week, season
from siap.ledger import chart
from siap.ledger.memory import MemoryBook
from siap.ledger.rules import Cr, Dr, Draft

CASH = 500_000  # rupiah to begin with
BAGS_A_COMB = 7  # bags of 100 g from one comb
SUPPLIES = 2_800  # rupiah a bag: oil, gas, sugar, bag and label
RENT = 75_000  # rupiah a week for the stall
FAMILY = 150_000  # rupiah a week that the household takes, but never more than half of what is there
MOST_COMBS = 24  # what the hands can cook in a week
BUYERS = 70  # bags an ordinary week would take at the usual price
COMB_KEEPS, BAG_KEEPS = 2, 4  # weeks
LOWEST, HIGHEST, STEP = 5_000, 20_000, 500  # rupiah a bag
_DAYS = tuple(date(2026, 1, 5) + timedelta(weeks=week) for week in range(WEEKS))


class NotEnoughCash(Refused):
    """The purchases cost more than there is."""

    message = _("Kas tinggal %(cash)s, padahal belanja dan bahan masaknya %(needed)s. Kurangi beli atau masaknya.")
    field = "buy"


class NotEnoughBananas(Refused):
    """More combs to be cooked than there are."""

    message = _("Pisang yang ada %(combs)s sisir, jadi tidak bisa memasak %(cook)s sisir.")
    field = "cook"


class TooMuchWork(Refused):
    """More than the hands can cook."""

    message = _("Seminggu paling banyak memasak %(most)s sisir.")
    field = "cook"


class PriceOutOfReach(Refused):
    """A price nobody would write on a bag."""

    message = _("Harga satu bungkus antara %(lowest)s dan %(highest)s, kelipatan %(step)s.")
    field = "price"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the players decide for a week: combs to buy, combs to cook, rupiah a bag."""

    buy: int
    cook: int
    price: int


@dataclass(frozen=True, slots=True)
class WeekResult:
    """How a week went. Amounts in rupiah."""

    week: Week
    choice: Choice
    sold: int  # bags
    wanted: int  # bags that buyers asked for
    revenue: int
    spoiled_combs: int
    stale_bags: int
    wasted: int  # what the spoiled and stale had cost
    cash: int
    combs: int
    bags: int

    @property
    def missed(self) -> int:
        """Bags that buyers wanted and did not find."""
        return self.wanted - self.sold


@dataclass(slots=True)
class Lot:
    """Goods of one age: how many, what they cost, how many weeks old."""

    count: int
    value: int
    age: int


@dataclass(slots=True)
class State:
    """A game as it stands: the season, the book, the shelves, how loyal the buyers are (thousandths)."""

    seed: int
    weeks: tuple[Week, ...]
    book: MemoryBook
    combs: list[Lot] = field(default_factory=list)
    bags: list[Lot] = field(default_factory=list)
    loyalty: int = 1000
    results: list[WeekResult] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether all twelve weeks are played."""
        return len(self.results) == WEEKS

    @property
    def week(self) -> Week:
        """The week to be decided now."""
        return self.weeks[len(self.results)]

    @property
    def cash(self) -> int:
        """Rupiah in the tin."""
        return self.book.balance(chart.cash)

    @property
    def comb_count(self) -> int:
        """Combs of bananas in the kitchen."""
        return sum([lot.count for lot in self.combs])

    @property
    def bag_count(self) -> int:
        """Bags on the shelf."""
        return sum([lot.count for lot in self.bags])

    @property
    def profit(self) -> int:
        """Revenue less all costs so far, in rupiah. What the family takes is no cost."""
        hold = self.book.balance
        return hold(chart.revenue) - hold(chart.cost_of_sales) - hold(chart.expense) - hold(chart.loss_of_goods)


def begin(seed: int) -> State:
    """A new game, with the first money in the tin."""
    book = MemoryBook(f"game:{seed}")
    book.post(Draft(book.key, "start", _DAYS[0], (Dr(chart.cash, CASH), Cr(chart.capital, CASH))))
    return State(seed, season(seed), book)


def replay(seed: int, choices: Iterable[Choice]) -> State:
    """A game as it stands after these decisions. Raises what `play` raises."""
    state = begin(seed)
    for choice in choices:
        play(state, choice)
    return state


def check(state: State, choice: Choice) -> None:
    """Raises PriceOutOfReach, TooMuchWork, NotEnoughBananas, NotEnoughCash."""
    if not LOWEST <= choice.price <= HIGHEST or choice.price % STEP:
        raise PriceOutOfReach(lowest=rupiah(LOWEST), highest=rupiah(HIGHEST), step=rupiah(STEP))
    if choice.cook > MOST_COMBS:
        raise TooMuchWork(most=MOST_COMBS)
    if choice.buy < 0 or not 0 <= choice.cook <= state.comb_count + choice.buy:
        raise NotEnoughBananas(combs=state.comb_count + max(choice.buy, 0), cook=choice.cook)
    spent = choice.buy * state.week.comb_price + choice.cook * BAGS_A_COMB * SUPPLIES
    if spent > (free := _free_cash(state)):
        raise NotEnoughCash(cash=rupiah(free), needed=rupiah(spent))


def clipped(state: State, choice: Choice) -> Choice:
    """The nearest to a choice that cash, shelves and hands allow: first less is cooked, then less bought."""
    price = min(max(choice.price - choice.price % STEP, LOWEST), HIGHEST)
    cash = _free_cash(state)
    buy = max(min(choice.buy, cash // state.week.comb_price), 0)
    left = cash - buy * state.week.comb_price
    cook = max(min(choice.cook, MOST_COMBS, state.comb_count + buy, left // (SUPPLIES * BAGS_A_COMB)), 0)
    return Choice(buy, cook, price)


def _free_cash(state: State) -> int:
    """What may be spent this week: the cash less the rent that is owed, in rupiah."""
    return max(state.cash - state.book.balance(chart.payable), 0)


def demand(week: Week, weather: str, price: int, *, mood: int, loyalty: int) -> int:
    """Bags that buyers ask for. The dearer beside what they are used to, the fewer; twice as dear, nobody."""
    at_price = max(2000 - 1000 * price // week.usual_price, 0)
    return BUYERS * CROWD[weather] * FESTIVE[week.holiday] * at_price * mood * loyalty // 10**15


def unit_cost(comb_price: int) -> int:
    """What a bag costs at this price of a comb, in rupiah."""
    return comb_price // BAGS_A_COMB + SUPPLIES


def play(state: State, choice: Choice) -> WeekResult:
    """Play the next week. Raises what `check` raises; then nothing has happened."""
    check(state, choice)
    week, book, day = state.week, state.book, _DAYS[len(state.results)]
    mark = f"w{week.number}"
    _pay_old_rent(state, mark, day)
    _buy_and_cook(state, choice, mark, day)
    wanted = demand(week, week.weather, choice.price, mood=week.mood, loyalty=state.loyalty)
    sold = min(wanted, state.bag_count)
    old = any(lot.age >= 2 for lot in state.bags) and sold > 0
    revenue, cost = sold * choice.price, _take(state.bags, sold)
    if sold:
        lines = (
            Dr(chart.cash, revenue),
            Cr(chart.revenue, revenue),
            Dr(chart.cost_of_sales, cost),
            Cr(chart.stock, cost),
        )
        book.post(Draft(book.key, f"{mark}:sale", day, lines))
    _pay_the_week(state, mark, day)
    combs, comb_value = _spoil(state.combs, COMB_KEEPS)
    bags, bag_value = _spoil(state.bags, BAG_KEEPS)
    wasted = comb_value + bag_value
    if wasted:
        losses = (Dr(chart.loss_of_goods, wasted), Cr(chart.material_stock, comb_value), Cr(chart.stock, bag_value))
        book.post(Draft(book.key, f"{mark}:spoiled", day, losses))
    state.loyalty = _loyalty(state.loyalty, week, choice, wanted, sold, old=old)
    result = WeekResult(
        week, choice, sold, wanted, revenue, combs, bags, wasted, state.cash, state.comb_count, state.bag_count
    )
    state.results.append(result)
    return result


def _pay_old_rent(state: State, mark: str, day: date) -> None:
    if debt := state.book.balance(chart.payable):
        paid = min(debt, state.cash)
        state.book.post(Draft(state.book.key, f"{mark}:debt", day, (Dr(chart.payable, paid), Cr(chart.cash, paid))))


def _buy_and_cook(state: State, choice: Choice, mark: str, day: date) -> None:
    book = state.book
    if choice.buy:
        paid = choice.buy * state.week.comb_price
        book.post(Draft(book.key, f"{mark}:buy", day, (Dr(chart.material_stock, paid), Cr(chart.cash, paid))))
        state.combs.append(Lot(choice.buy, paid, 0))
    if choice.cook:
        bananas, supplies = _take(state.combs, choice.cook), choice.cook * BAGS_A_COMB * SUPPLIES
        lines = (Dr(chart.stock, bananas + supplies), Cr(chart.material_stock, bananas), Cr(chart.cash, supplies))
        book.post(Draft(book.key, f"{mark}:cook", day, lines))
        state.bags.append(Lot(choice.cook * BAGS_A_COMB, bananas + supplies, 0))


def _pay_the_week(state: State, mark: str, day: date) -> None:
    """The stall, and then the family, as far as the cash goes; unpaid rent is owed."""
    cash = state.cash
    rent = min(RENT, cash)
    taken = min(FAMILY, (cash - rent) // 2)
    lines = (
        Dr(chart.expense, RENT),
        Dr(chart.drawings, taken),
        Cr(chart.cash, rent + taken),
        Cr(chart.payable, RENT - rent),
    )
    state.book.post(Draft(state.book.key, f"{mark}:week", day, lines))


def _take(lots: list[Lot], count: int) -> int:
    """Take so many, oldest first; the rupiah they had cost."""
    value = 0
    while count:
        lot = lots[0]
        if lot.count <= count:
            count -= lot.count
            value += lot.value
            del lots[0]
        else:
            part = lot.value * count // lot.count
            lot.count -= count
            lot.value -= part
            return value + part
    return value


def _spoil(lots: list[Lot], keeps: int) -> tuple[int, int]:
    """Everything is a week older; what is too old goes: how many, and what they had cost."""
    count = value = 0
    for lot in lots:
        lot.age += 1
    while lots and lots[0].age >= keeps:
        gone = lots.pop(0)
        count += gone.count
        value += gone.value
    return count, value


def _loyalty(loyalty: int, week: Week, choice: Choice, wanted: int, sold: int, *, old: bool) -> int:
    """Empty shelves and dear bags drive buyers away; a fresh, full shelf brings them back."""
    if (wanted - sold) * 5 > wanted:
        loyalty -= 60
    elif sold and not old:
        loyalty += 25
    if choice.price * 10 > week.usual_price * 13:
        loyalty -= 40
    return min(max(loyalty, 700), 1250)
