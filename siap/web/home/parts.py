"""What a home page is made of, and how it speaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core import clock
from siap.people.models import Unit
from siap.ui import words
from siap.ui.tasks import Task
from siap.ui.way import Station


@dataclass(frozen=True)
class Sum:
    """One figure: its name, the figure as people say it, a word under it, where it comes from, exactly how much."""

    label: str
    figure: str
    note: str = ""
    href: str = ""
    title: str = ""


@dataclass(frozen=True)
class Tile:
    """One big thing to do, with what is due under it."""

    title: str
    note: str
    href: str
    icon: str
    primary: bool = False


@dataclass(frozen=True)
class UnitRow:
    """A unit on the Kanwil's home: its way, and what it sold (rupiah)."""

    unit: Unit
    href: str
    is_late: bool
    stations: list[Station]
    sold: int


@dataclass(frozen=True)
class Home:
    """Everything a home page may hold; a role leaves out what it does not need."""

    heading: str
    under: str = ""
    sums: Sequence[Sum] = ()
    tiles: Sequence[Tile] = ()
    tasks: Sequence[Task] = ()
    units: Sequence[UnitRow] = ()
    way_title: str = ""
    way_sum: str = ""
    way_href: str = ""
    way: Sequence[Station] = ()
    links: Sequence[tuple[str, str]] = ()


def greeting() -> str:
    """As people greet at this hour."""
    hour = clock.now().astimezone(clock.zone()).hour
    if hour < 11:
        return _("Selamat pagi")
    if hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if hour < 18 else _("Selamat malam")


def spoken(number: int) -> str:
    """A small number as a word, a larger one in digits: a heading is a sentence."""
    small = [
        _("tidak ada"), _("satu"), _("dua"), _("tiga"), _("empat"), _("lima"), _("enam"), _("tujuh"), _("delapan"),
        _("sembilan"), _("sepuluh"),
    ]  # fmt: skip
    return small[number] if 0 <= number < len(small) else words.number(number)


def waiting_in(place: str, count: int) -> str:
    """How much waits, as a heading says it."""
    if not count:
        return _("%(place)s: tidak ada yang menunggu Anda.") % {"place": place}
    said = ngettext("%(place)s: %(n)s hal perlu perhatian.", "%(place)s: %(n)s hal perlu perhatian.", count)
    return said % {"place": place, "n": spoken(count)}


def alive_of(alive: int, asked: int) -> Sum:
    """How many own businesses live, of those that somebody asked about."""
    label = _("Usaha mandiri hidup")
    if not asked:
        return Sum(label, "–", _("belum ada yang ditengok"))
    return Sum(label, _("%(alive)s dari %(all)s") % {"alive": alive, "all": asked}, _("yang sudah ditengok"))
