"""What the world brings, week by week: weather, holidays, a competitor, the price of bananas. Drawn from the seed."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from siap.core.text import Text, _

WEEKS = 12
WEATHER: dict[str, Text] = {
    "sun": _("cerah"),
    "cloud": _("berawan"),
    "rain": _("hujan"),
    "storm": _("hujan lebat"),
}
CROWD = {"sun": 1100, "cloud": 1000, "rain": 800, "storm": 500}
"""Buyers in each weather, in thousandths of an ordinary week."""
HOLIDAYS: dict[str, Text] = {
    "fair": _("pasar malam di kota"),
    "school": _("libur sekolah"),
    "feast": _("hari raya: banyak yang pulang kampung"),
}
FESTIVE = {"": 1000, "fair": 1300, "school": 1200, "feast": 1700}
ORDINARY_PRICE = 10_000  # rupiah a bag of 100 g: what people are used to pay
CHEAP_PRICE = 8_500  # what they expect while a competitor stands next door

_KINDS = tuple(CROWD)


@dataclass(frozen=True, slots=True)
class Week:
    """One week as it comes. Players see all but `weather` and `mood` before they decide."""

    number: int  # from 1
    forecast: str
    weather: str
    holiday: str
    has_competitor: bool
    comb_price: int  # rupiah a comb of bananas
    mood: int  # thousandths: what nobody can foresee

    @property
    def usual_price(self) -> int:
        """What buyers expect to pay for a bag this week, in rupiah."""
        return CHEAP_PRICE if self.has_competitor else ORDINARY_PRICE


@lru_cache(maxsize=256)
def season(seed: int) -> tuple[Week, ...]:
    """The twelve weeks of a seed."""
    draw = Random(seed).random  # nosec B311 (a game)
    rises = 1 + int(draw() * 6)  # the competitor comes in this week and stays three or four
    leaves = rises + 3 + int(draw() * 2)
    feasts = {2 + int(draw() * 3): "fair", 6 + int(draw() * 2): "school", 9 + int(draw() * 3): "feast"}
    weeks, wet = [], False
    for number in range(1, WEEKS + 1):
        place = min(int(draw() * 5), 4) if not wet else 1 + int(draw() * 3)
        weather = _KINDS[(0, 0, 1, 2, 3)[place] if not wet else place]
        price = 12_000 + 500 * int(draw() * 8) + (3_000 if wet else 0)
        seen = weather if draw() < 0.75 else _KINDS[max(_KINDS.index(weather) - 1, 0)]
        holiday = feasts.get(number, "")
        weeks.append(Week(number, seen, weather, holiday, rises <= number < leaves, price, 900 + int(draw() * 201)))
        wet = weather == "storm"
    return tuple(weeks)
