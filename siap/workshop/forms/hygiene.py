"""The hygiene list: tick what is not so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.ui.forms import DayField, OnceForm
from siap.workshop import rules


class HygieneForm(OnceForm):
    """One box a point; a ticked one fails."""

    audited_on = DayField(label=_("Tanggal pemeriksaan"), initial=clock.today)
    to_do = forms.CharField(label=_("Apa yang diperbaiki dan kapan"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = {
            f"group_{group.letter}": forms.TypedMultipleChoiceField(
                label=f"{group.letter}. {group.name}",
                choices=[(point.number, f"{point.says} ({point.weight})") for point in group.points],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            for group in rules.HYGIENE
        }
        self.fields = {"audited_on": self.fields.pop("audited_on"), **groups, **self.fields}

    @property
    def failing(self) -> list[int]:
        """Numbers of the points that fail; only after `is_valid()`."""
        return [number for group in rules.HYGIENE for number in self.cleaned_data[f"group_{group.letter}"]]
