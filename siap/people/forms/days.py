"""What is typed about days on which nobody works."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.people.models import Unit
from siap.ui.forms import DayField, text_of


class UnitOffChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A unit by its short name; nothing chosen is every unit."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.short_name


class DayOffForm(forms.Form):
    """A day, what it is called, and where."""

    on = DayField(label=_("Hari"))
    name = text_of(_("Nama hari libur"), 80, help_text=_("Misalnya: Idulfitri, cuti bersama."))
    unit = UnitOffChoice(
        label=_("Di mana"), queryset=Unit.objects.none(), to_field_name="uid",
        error_messages={
            "required": _("Pilih UPT-nya."), "invalid_choice": _("UPT ini tidak ada dalam pilihan Anda.")
        },
    )  # fmt: skip

    def __init__(self, units: "QuerySet[Unit]", may_all: bool, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit, on = self.fields["unit"], self.fields["on"]
        assert isinstance(unit, forms.ModelChoiceField)
        assert isinstance(on, DayField)
        unit.queryset, unit.required = units, not may_all
        unit.empty_label = _("Semua UPT") if may_all else None
        unit.initial = None if may_all else units.first()
        on.earliest = clock.today()
