"""What is chosen and told when a unit's own sheet is read in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.people.forms import UnitChoice
from siap.people.models import Unit, User
from siap.people.roster.columns import FIELDS, REQUIRED


class RosterForm(forms.Form):
    """A sheet of one of the reader's units; with `tell`, which heading holds which field."""

    unit = UnitChoice(label=_("UPT"))
    sheet = forms.FileField(
        label=_("Lembar orang"), help_text=_("XLSX atau CSV, paling besar 10 MB. Berkasnya dibaca, tidak disimpan."),
        error_messages={"required": _("Pilih berkasnya."), "empty": _("Berkas ini kosong. Pilih berkas lain.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = Unit.objects.filter(pk__in=user.unit_ids)
        self.fields["unit"].queryset = mine  # type: ignore[attr-defined]
        self.initial.setdefault("unit", user.unit.uid if user.unit else None)
        self._told = {name: str(self.data.get(f"column_{name}", "")) for name in FIELDS}

    @property
    def content(self) -> bytes:
        """The bytes of the sheet."""
        content: bytes = self.cleaned_data["sheet"].read()
        return content

    @property
    def mapping(self) -> dict[str, str]:
        """Field → heading, as far as somebody told it."""
        return {name: heading for name, heading in self._told.items() if heading}

    def ask(self, headings: Sequence[str]) -> None:
        """Let the columns be told: one choice a field among the headings that were found."""
        choices = [("", _("tidak ada")), *((heading, heading) for heading in dict.fromkeys(headings))]
        for name, label in FIELDS.items():
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=str(label), choices=choices, required=name in REQUIRED
            )
