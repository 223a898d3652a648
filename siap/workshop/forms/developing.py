"""A step of a product, a tasting, a rival, whom it is made for."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.ui.forms import DayField, GramField, OnceForm, PhotoField, RupiahField
from siap.workshop.forms.permits import DocumentField
from siap.workshop.models import PanelScore, Product


class StepForm(forms.Form):
    """To which stage, why, and on what evidence."""

    becomes = forms.ChoiceField(label=_("Pindah ke tahap"))
    because = forms.CharField(label=_("Alasannya"), max_length=200, required=False, help_text=_("Wajib kalau mundur."))
    document = DocumentField(label=_("Buktinya"), required=False, help_text=_("Foto atau PDF, paling besar 10 MB."))

    def __init__(self, product: Product, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = self.fields["becomes"]
        assert isinstance(choices, forms.ChoiceField)
        leave_out = {product.stage, Product.Stage.ON_SALE, Product.Stage.RETIRED}
        choices.choices = [one for one in Product.Stage.choices if one[0] not in leave_out]


class ScoresField(forms.CharField):
    """The scores of all tasters in a row, in their order: `7 8 6`."""

    def clean(self, value: Any) -> list[int]:
        """The scores; raises `ValidationError` with a sentence."""
        text = str(super().clean(value) or "").strip()
        parts = re.split(r"[\s,;]+", text) if text else []
        if not all(part.isdecimal() and len(part) <= 2 for part in parts):
            raise ValidationError(_("Tulis nilai 1 sampai 9 dengan jarak, misalnya 7 8 6."), code="invalid")
        return [int(part) for part in parts]


class PanelForm(OnceForm):
    """A tasting: a row of scores for each attribute, as they stand on the paper."""

    held_on = DayField(label=_("Tanggal dicicipi"), initial=clock.today)
    what_next = forms.CharField(
        label=_("Apa yang diubah berikutnya"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    photo = PhotoField(label=_("Foto produknya"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = {
            attribute: ScoresField(label=label, required=False, max_length=200)
            for attribute, label in PanelScore.Attribute.choices
        }
        self.fields = {"held_on": self.fields["held_on"], **rows, **self.fields}

    @property
    def scores(self) -> dict[str, list[int]]:
        """By attribute; only after `is_valid()`."""
        return {one: self.cleaned_data[one] for one in PanelScore.Attribute.values if self.cleaned_data[one]}


class RivalForm(OnceForm):
    """Somebody else's product."""

    name = forms.CharField(label=_("Nama produk pesaing"), max_length=80)
    seen_at = forms.CharField(label=_("Dilihat di mana"), max_length=80)
    seen_on = DayField(label=_("Kapan"), initial=clock.today)
    price = RupiahField(label=_("Harganya"))
    weight_gram = GramField(label=_("Berat bersih"), required=False)
    better = forms.CharField(label=_("Apa yang lebih baik dari punya kita"), max_length=200, required=False)


class DescribeForm(forms.Form):
    """Whom a product is made for, its story and look, and whether it is tasted before it goes on."""

    target_buyer = forms.CharField(
        label=_("Pembeli yang dituju"),
        max_length=120,
        required=False,
        help_text=_("Misalnya: pelancong yang mencari oleh-oleh di bandara."),
    )
    story = forms.CharField(
        label=_("Ceritanya dalam satu kalimat"),
        max_length=300,
        required=False,
        help_text=_("Untuk pembeli. Jangan menyebut nama orang."),
    )
    needs_panel = forms.BooleanField(label=_("Harus lulus panel cicip sebelum maju ke izin"), required=False)
    photo = PhotoField(label=_("Foto produk"), required=False)
