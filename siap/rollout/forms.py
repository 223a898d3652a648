"""Forms of the roll-out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.programme.models import Framework
from siap.programme.rules import FRAMEWORKS
from siap.rollout import rules
from siap.ui.forms import CountField, DayField, choice_of, text_of


class MoveForm(forms.Form):
    """Bring a unit to its next stage. The reason is asked for only where something is missing."""

    due_on = DayField(
        label=_("Tahap sesudahnya ditargetkan tercapai pada"),
        required=False,
        help_text=_("Setelah tanggal ini UPT ditandai terlambat. Boleh dikosongkan."),
    )
    exception = forms.CharField(
        label=_("Alasan pengecualian"),
        required=False,
        max_length=200,
        help_text=_("Ada syarat yang belum terpenuhi. Tulis mengapa tahap ini tetap dimulai; alasan ini tercatat."),
    )

    def __init__(self, *args: Any, is_ready: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_ready:
            del self.fields["exception"]


class TargetForm(forms.Form):
    """What a unit should reach in a year."""

    what = forms.ChoiceField(label=_("Target"), choices=rules.TARGETS)
    year = forms.IntegerField(
        label=_("Tahun"),
        error_messages={
            "required": _("Isi tahunnya."),
            "invalid": _("Tahun ditulis dengan empat angka, seperti 2026."),
        },
    )
    amount = CountField(
        label=_("Sebanyak"), max=10**12, help_text=_("Rupiah untuk PNBP dan omzet, orang untuk pelatihan.")
    )


class FrameworkForm(forms.Form):
    """An item of a national framework that the office has on paper."""

    code = choice_of([(code, f"{told.title} ({told.version})") for code, told in FRAMEWORKS.items()], _("Kerangka"))
    item = text_of(_("Bunyi butirnya"), 200, help_text=_("Seperti tertulis pada naskah resminya."))


class FrameworkChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Items of frameworks, each with its framework before it."""

    def label_from_instance(self, framework: Framework) -> str:
        """Framework and item."""
        return f"{framework.title}: {framework.item}"


class TagForm(forms.Form):
    """What an activity serves; none is an answer too."""

    frameworks = FrameworkChoice(
        Framework.objects.order_by("code", "version", "pk"), label=_("Kegiatan ini mendukung"), required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Pilihan ini tidak ada. Muat ulang halaman ini."),
            "invalid_pk_value": _("Pilihan ini tidak ada. Muat ulang halaman ini."),
        },
    )  # fmt: skip
