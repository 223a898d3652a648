"""Register numbers and the calendar of a sentence. Pure.

A register number is text, leniently read and never a key on its own: it names a person only together with a birth date.
The days of a sentence are counted over the real calendar. Remission is taken as it was told, never computed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from siap.core.text import Text, _

DETAINEE, CONVICT, CLIENT = "detainee", "convict", "client"

_NUMBER = re.compile(
    r"^(?P<letter>[AB]) ?(?P<roman>I{1,3}|IV|V|[1-5](?=[ AB])) ?(?P<part>[AB]?) ?(?:NO(?:MOR)? )?"
    r"(?P<serial>[0-9]{1,6}) (?P<year>[0-9]{4})$"
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}


def register_key(number: str) -> str:
    """One spelling for a register number however a unit writes it: `B.I 101/2025`, `BI. No 0101 / 2025`, `b1-101-2025`.

    What is not of that form keeps its letters and digits, so that it still finds itself.
    """
    found = _parsed(number)
    if found is None:
        return re.sub(r"[^0-9A-Z/]", "", number.upper())
    roman = _ROMAN.get(found["roman"], found["roman"])
    return f"{found['letter']}{roman}{found['part']}-{int(found['serial'])}-{found['year']}"


def status_of(number: str) -> str:
    """What the register says its person is: A is a detainee, B a convict; empty where it cannot be told."""
    found = _parsed(number)
    return "" if found is None else DETAINEE if found["letter"] == "A" else CONVICT


def _parsed(number: str) -> re.Match[str] | None:
    return _NUMBER.match(re.sub(r"[^0-9A-Z]+", " ", number.upper()).strip())


@dataclass(frozen=True)
class Milestone:
    """A day in a sentence: which part of it has passed by then, and whether somebody told it or the calendar says so."""

    label: Text
    on: date
    is_told: bool


def milestones(
    begins: date | None,
    ends: date | None,
    third: date | None = None,
    half: date | None = None,
    two_thirds: date | None = None,
) -> list[Milestone]:
    """1/3, 1/2, 2/3 and the end of a sentence, in order; those that nobody told are counted when its dates are known."""
    parts = (
        (_("1/3 masa pidana"), third, 1, 3),
        (_("1/2 masa pidana"), half, 1, 2),
        (_("2/3 masa pidana"), two_thirds, 2, 3),
    )
    found = []
    for label, told, over, under in parts:
        if told is not None:
            found.append(Milestone(label, told, True))
        elif begins is not None and ends is not None and ends > begins:
            found.append(Milestone(label, part_served(begins, ends, over, under), False))
    if ends is not None:
        found.append(Milestone(_("Ekspirasi"), ends, True))
    return found


def part_served(begins: date, ends: date, over: int, under: int) -> date:
    """The first day on which `over/under` of the days from `begins` to `ends` have passed."""
    days = (ends - begins).days
    return begins + timedelta(days=-(-days * over // under))


def in_order(*days: date | None) -> bool:
    """Whether the days that are known follow each other."""
    known = [day for day in days if day is not None]
    return known == sorted(known)
