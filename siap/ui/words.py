"""Days, weights, times and percents as people say them, in the language of the screen. Money is `siap.core.money`."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import dateformat
from django.utils.translation import get_language, ngettext

from siap.core import clock

Number = int | float | Decimal

_SWAP = str.maketrans(",.", ".,")


def number(value: Number, places: int = 0) -> str:
    """`1234.5` as `1.234,5` (Indonesian) or `1,234.5` (English): at most `places` decimals, no needless zeros."""
    text = f"{value:,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    text = text.replace("-", "−") if text.strip("-0") else "0"
    return text if _is_english() else text.translate(_SWAP)


def day(on: date) -> str:
    """`24 Nov 2026`."""
    return _written(_local(on), "j M Y", get_language())


@lru_cache(maxsize=4096)
def _written(on: date, form: str, language: str | None) -> str:
    """A day as text: a list names the same few days again and again, and Django's formatting is slow."""
    return dateformat.format(on, form)


def long_day(on: date) -> str:
    """`Selasa, 24 November 2026`: with its weekday, where a person must act."""
    return dateformat.format(_local(on), "l, j F Y")


def short_day(on: date) -> str:
    """`Sel 24/11`: a day of a week that is known, in a narrow place."""
    return dateformat.format(_local(on), "D j/n")


def month(on: date) -> str:
    """`November 2026`."""
    return dateformat.format(_local(on), "F Y")


def moment(at: datetime) -> str:
    """`24 Nov 2026 14.05`, in the office's zone."""
    return dateformat.format(_local(at), "j M Y H:i" if _is_english() else "j M Y H.i")


def gram(weight: int) -> str:
    """`250 g`, and from a kilogram on `1,25 kg`."""
    return f"{number(weight)} g" if abs(weight) < 1000 else f"{number(Decimal(weight) / 1000, 3)} kg"


def hours(minutes: int) -> str:
    """Minutes as hours: `450` is `7,5 jam`."""
    spoken = number(Decimal(minutes) / 60, 2)
    return ngettext("%(hours)s jam", "%(hours)s jam", 1 if minutes == 60 else 2) % {"hours": spoken}


def clock_hours(minutes: int) -> str:
    """Minutes as one types them: `450` is `7:30`, `480` is `8`."""
    whole, rest = divmod(minutes, 60)
    return f"{whole}:{rest:02}" if rest else str(whole)


def percent(points: Number) -> str:
    """Percentage points, one decimal at most: `64` is `64 %`, `12.5` is `12,5 %`."""
    return f"{number(points, 1)} %"


_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))
_MOST_SPELLED = 10**15


def terbilang(whole: int) -> str:
    """A number in Indonesian words, as receipts want it beside the figures: `21429` is `dua puluh satu ribu empat ratus
    dua puluh sembilan`. Always Indonesian, whatever the language of the screen, because the document is.

    Raises ValueError from 10¹⁵ on.
    """
    if abs(whole) >= _MOST_SPELLED:
        raise ValueError(f"{whole} is too large to be spelled")
    return f"minus {_spelled(-whole)}" if whole < 0 else _spelled(whole)


def _spelled(whole: int) -> str:
    if whole < len(_UNITS):
        return _UNITS[whole]
    if whole < 20:
        return f"{_UNITS[whole - 10]} belas"
    size, scale = next(step for step in _SCALES if whole >= step[0])
    many, rest = divmod(whole, size)
    head = f"se{scale}" if many == 1 and scale in {"ribu", "ratus"} else f"{_spelled(many)} {scale}"
    return f"{head} {_spelled(rest)}" if rest else head


def _is_english() -> bool:
    return (get_language() or "id").startswith("en")


def _local(on: date) -> date:
    return on.astimezone(clock.zone()) if isinstance(on, datetime) else on
