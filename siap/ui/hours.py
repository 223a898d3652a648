"""Who worked how long, on one screen: a cell for everybody on every day. Every sheet that asks for hours asks this way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from siap.ui import reading, words
from siap.ui.forms import HoursField, OnceForm

MOST_MINUTES = 12 * 60
"""Nobody works longer on one day (minutes)."""
MOST_PIECES = 10_000
"""Nobody makes more good pieces on one day."""


@dataclass(frozen=True)
class Worked:
    """What one member did on a day: minutes, and the good pieces he made, where they are counted.

    `is_excused`: he could not come (ill, in court, at prayer, fasting); it counts as present, and nobody writes down why.
    """

    minutes: int = 0
    pieces: int = 0
    is_excused: bool = False


Done = Mapping[tuple[date, int], Worked]
"""What was done, by day and person id."""


Somebody = TypeVar("Somebody", bound=Model)
"""A person: he has a `uid`, and `name_for(user)` is the name which that user may see."""


class WorkedField(HoursField):
    """Hours, or hours and good pieces (`7,5/40`); `i` for somebody who was excused. Gives a `Worked`."""

    unit_after: object = ""

    def __init__(self, *, counts_pieces: bool, **options: Any) -> None:
        self.counts_pieces = counts_pieces
        super().__init__(min=0, max=MOST_MINUTES, required=False, **options)
        if not counts_pieces:
            self.unit_after = HoursField.unit_after

    def clean(self, value: object) -> Worked:
        """What somebody did; nothing typed is nothing done. Raises `ValidationError` with a sentence."""
        text = str(value or "").strip()
        if not self.counts_pieces:
            return Worked(super().clean(text) or 0)
        if text.casefold() in {"i", "izin"}:
            return Worked(is_excused=True)
        hours, _slash, made = text.partition("/")
        pieces = reading.whole(made) if made.strip() else 0
        if pieces > MOST_PIECES:
            raise forms.ValidationError(_("Terlalu banyak: paling banyak 10.000 barang sehari."), code="max_value")
        return Worked(super().clean(hours) or 0, pieces)

    def prepare_value(self, value: object) -> object:
        """As one types it again."""
        if not isinstance(value, Worked):
            return value
        if value.is_excused:
            return "i"
        return words.clock_hours(value.minutes) + (f"/{value.pieces}" if value.pieces else "")


class HoursForm(OnceForm, Generic[Somebody]):
    """What several people did on one day or several: a field for each (day, person); an empty one is nothing."""

    def __init__(
        self,
        user: Any,
        cells: Iterable[tuple[date, Somebody]],
        *args: Any,
        worked: Done | None = None,
        counts_pieces: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.cells: dict[tuple[date, int], tuple[str, Somebody]] = {}
        for day, somebody in cells:
            person: Any = somebody
            name = f"h_{day.isoformat()}_{person.uid.hex}"
            self.cells[day, person.pk] = name, somebody
            self.fields[name] = WorkedField(
                label=f"{person.name_for(user)}, {words.long_day(day)}",
                counts_pieces=counts_pieces,
                initial=(worked or {}).get((day, person.pk)),
            )

    def cell(self, day: date, person: int) -> forms.BoundField | None:
        """The field of a person on a day, if there is one to fill in."""
        found = self.cells.get((day, person))
        return self[found[0]] if found else None

    def rows(self) -> list[tuple[Somebody, forms.BoundField]]:
        """Each person with his field, for a form of one day."""
        return [(person, self[name]) for name, person in self.cells.values()]

    @property
    def minutes(self) -> dict[date, dict[int, int]]:
        """Minutes by day and person id; only after `is_valid()`."""
        return {day: {pk: one.minutes for pk, one in done.items()} for day, done in self._done.items()}

    @property
    def pieces(self) -> dict[date, dict[int, int]]:
        """Good pieces by day and person id; only after `is_valid()`."""
        return {day: {pk: one.pieces for pk, one in done.items()} for day, done in self._done.items()}

    @property
    def excused(self) -> dict[date, list[int]]:
        """Who was excused, by day; only after `is_valid()`."""
        return {day: [pk for pk, one in done.items() if one.is_excused] for day, done in self._done.items()}

    @property
    def _done(self) -> dict[date, dict[int, Worked]]:
        days: dict[date, dict[int, Worked]] = defaultdict(dict)
        for (day, pk), (name, _person) in self.cells.items():
            days[day][pk] = self.cleaned_data[name]
        return days
