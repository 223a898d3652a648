"""Which money that came is which payment that is waited for. Pure.

Sure things only: the number of the sale or the order stands in the statement; or money and payment meet within minutes; or
of one amount as many came within the days as are waited for (then it does not matter which is which). The rest a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MINUTES = timedelta(minutes=10)
"""Between a sale at the till and its line in the acquirer's statement."""
EARLIER, LATER = timedelta(days=1), timedelta(days=7)
"""Money may be dated before it was rung up (an order is paid before its goods are set aside), or settled days later."""


@dataclass(frozen=True)
class Came:
    """Money that came (rupiah): its day, its moment where the statement tells it, its words."""

    pk: int
    amount: int
    on: date
    at: datetime | None = None
    text: str = ""


Key = tuple[str, int]
"""What is waited for (a payment, an order), and its id."""


@dataclass(frozen=True)
class Awaited:
    """Money that is waited for (rupiah), and the numbers by which a statement may call it. What nobody says he paid is known
    by its number only."""

    key: Key
    amount: int
    on: date
    at: datetime
    numbers: tuple[str, ...] = ()
    by_number_only: bool = False


def pair(came: Sequence[Came], awaited: Sequence[Awaited]) -> dict[int, Key]:
    """What each arrival (by id) is. Everything at most once, and only of the same amount."""
    pairs: dict[int, Key] = {}
    waiting = {one.key: one for one in awaited}
    _by_number(came, waiting, pairs)
    by_amount: dict[int, list[Awaited]] = defaultdict(list)
    for one in waiting.values():
        if not one.by_number_only:
            by_amount[one.amount].append(one)
    left: dict[int, list[Came]] = defaultdict(list)
    for arrival in came:
        if arrival.pk not in pairs:
            left[arrival.amount].append(arrival)
    for amount, arrivals in left.items():
        rest = _by_time(arrivals, by_amount.get(amount, []), pairs)
        _by_count(*rest, pairs)
    return pairs


def squeezed(text: str) -> str:
    """Letters and digits only: banks drop dashes and spaces."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _by_number(came: Iterable[Came], waiting: dict[Key, Awaited], pairs: dict[int, Key]) -> None:
    """A number stands in the words. Numbers have a length of their own, so each is looked up rather than searched for."""
    named: dict[str, list[Key]] = defaultdict(list)
    for one in waiting.values():
        for number in one.numbers:
            named[squeezed(number)].append(one.key)
    lengths = sorted({len(name) for name in named}, reverse=True)
    for arrival in came:
        words = squeezed(arrival.text)
        pieces = {words[at : at + length] for length in lengths for at in range(len(words) - length + 1)}
        found = sorted(pieces & named.keys())
        if len(found) == 1:
            fits = (key for key in named[found[0]] if key in waiting and waiting[key].amount == arrival.amount)
            if key := next(fits, None):
                pairs[arrival.pk] = key
                del waiting[key]


def _by_time(
    came: Sequence[Came], awaited: Sequence[Awaited], pairs: dict[int, Key]
) -> tuple[list[Came], list[Awaited]]:
    """Money and payment that have nobody else near them."""
    near = {one.pk: [b.key for b in awaited if one.at and abs(one.at - b.at) <= MINUTES] for one in came if one.at}
    wooers: dict[Key, int] = defaultdict(int)
    for options in near.values():
        for key in options:
            wooers[key] += 1
    for pk, options in near.items():
        if len(options) == 1 and wooers[options[0]] == 1:
            pairs[pk] = options[0]
    taken = set(pairs.values())
    return [one for one in came if one.pk not in pairs], [one for one in awaited if one.key not in taken]


def _by_count(came: Sequence[Came], awaited: Sequence[Awaited], pairs: dict[int, Key]) -> None:
    """As many as are waited for, each within its days when both stand in order: which is which changes nothing."""
    if len(came) != len(awaited):
        return
    both = list(
        zip(sorted(came, key=lambda a: (a.on, a.pk)), sorted(awaited, key=lambda b: (b.on, b.key)), strict=True)
    )
    if all(b.on - EARLIER <= a.on <= b.on + LATER for a, b in both):
        pairs.update((a.pk, b.key) for a, b in both)
