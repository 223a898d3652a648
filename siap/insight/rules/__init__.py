"""The rules of insight. Pure: no database, no Django."""

from siap.insight.rules.boards import BAPAS, BOARDS, COOPERATIVE, GROUP, MENTOR, TODAY, Board
from siap.insight.rules.dictionary import (
    DICTIONARY,
    FIGURES,
    FLOWS,
    Change,
    Figure,
    Told,
    changes,
    growth,
    percent,
    told,
)
from siap.insight.rules.drawing import Curve, curve
from siap.insight.rules.periods import LENGTHS, MONTH, QUARTER, SPANS, YEAR, Period, ending_with
from siap.insight.rules.privacy import FEW, told_count, told_counts, told_money
from siap.insight.rules.survival import Life, Point, alive_at, interval, survival

__all__ = [
    "BAPAS",
    "BOARDS",
    "COOPERATIVE",
    "GROUP",
    "MENTOR",
    "TODAY",
    "Board",
    "FEW",
    "told_count",
    "told_counts",
    "told_money",
    "Curve",
    "curve",
    "Life",
    "Point",
    "alive_at",
    "interval",
    "survival",
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
    "ending_with",
    "growth",
    "percent",
    "told",
]
