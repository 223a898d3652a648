"""Final income tax of a small business (PP 55/2022): a part of the turnover, month by month. Pure.

The part, and what an individual has free a year, are dated rates; a cooperative pays from the first rupiah.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class TaxRule:
    """What an owner pays: a part of the turnover beyond what is free in a calendar year (rupiah), by which law."""

    part: Fraction
    free: int
    basis: str


def final_tax(turnover: Mapping[int, int], rule: TaxRule, since: int, until: int) -> int:
    """The tax (rupiah) of the months `since` to `until` (202610).

    `turnover` is by month and must begin with the January of `since`, because what is free counts through the year.
    """
    years = {month // 100 for month in turnover if since <= month <= until}
    return sum(_of_year(turnover, rule, year, until) - _of_year(turnover, rule, year, since - 1) for year in years)


def _of_year(turnover: Mapping[int, int], rule: TaxRule, year: int, until: int) -> int:
    """The tax of a year up to a month: whole rupiah, rounded down as tax is."""
    sold = sum(amount for month, amount in turnover.items() if month // 100 == year and month <= until)
    return int(max(sold - rule.free, 0) * rule.part)
