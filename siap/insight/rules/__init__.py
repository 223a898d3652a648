"""The rules of insight. Pure: no database, no Django."""

from siap.insight.rules.dictionary import (
    DICTIONARY,
    FIGURES,
    FLOWS,
    Change,
    Figure,
    Told,
    changes,
    growth,
    is_too_few,
    percent,
    told,
)
from siap.insight.rules.periods import LENGTHS, MONTH, QUARTER, SPANS, YEAR, Period

__all__ = [
    "DICTIONARY",
    "FIGURES",
    "FLOWS",
    "LENGTHS",
    "MONTH",
    "QUARTER",
    "SPANS",
    "YEAR",
    "Change",
    "Figure",
    "Period",
    "Told",
    "changes",
    "growth",
    "is_too_few",
    "percent",
    "told",
]
