"""What a report covers: a month, a quarter, a year. Pure; a month is a number like 202610."""

import re
from dataclasses import dataclass

from siap.core.text import Text, _

MONTH, QUARTER, YEAR = "month", "quarter", "year"
SPANS: dict[str, Text] = {MONTH: _("Bulanan"), QUARTER: _("Triwulanan"), YEAR: _("Tahunan")}
LENGTHS = {MONTH: 1, QUARTER: 3, YEAR: 12}
_CODES = {
    MONTH: re.compile(r"(20\d\d)-?(0[1-9]|1[0-2])"),
    QUARTER: re.compile(r"(20\d\d)-T([1-4])"),
    YEAR: re.compile(r"(20\d\d)"),
}


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months, named by its last one."""

    month: int
    span: str = MONTH

    @classmethod
    def around(cls, month: int, span: str) -> "Period":
        """The period of that length in which a month lies."""
        length = LENGTHS[span]
        return cls(month // 100 * 100 + -(-(month % 100) // length) * length, span)

    @classmethod
    def read(cls, code: str) -> "Period | None":
        """`2026-10`, `2026-T4`, `2026`; none for anything else."""
        for span, form in _CODES.items():
            if found := form.fullmatch(code):
                year, *rest = map(int, found.groups())
                return cls(year * 100 + (rest[0] * LENGTHS[span] if rest else 12), span)
        return None

    @property
    def first(self) -> int:
        """Its first month."""
        return self.month - LENGTHS[self.span] + 1

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.month // 100

    @property
    def code(self) -> str:
        """As addresses and numbers of reports have it."""
        if self.span == YEAR:
            return f"{self.year}"
        return f"{self.year}-T{self.month % 100 // 3}" if self.span == QUARTER else f"{self.year}-{self.month % 100:02}"

    def moved(self, steps: int) -> "Period":
        """The period so many later (earlier, when negative)."""
        months = self.year * 12 + self.month % 100 - 1 + steps * LENGTHS[self.span]
        return Period(months // 12 * 100 + months % 12 + 1, self.span)


def ending_with(month: int) -> list[str]:
    """Which spans are over when a month is: itself, and the quarter and the year that end with it."""
    return [span for span in SPANS if Period.around(month, span).month == month]
