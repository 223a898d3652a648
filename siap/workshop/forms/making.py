"""A purchase, and a batch."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.ui.forms import CountField, DayField, OnceForm, PhotoField, RupiahField
from siap.workshop import rules, services
from siap.workshop.forms.recipes import AmountField
from siap.workshop.models import Material

_AMOUNT = _("Misalnya 2,5 kg, 1 liter, atau 30 buah.")


class RoundsField(forms.CharField):
    """How often a recipe is made: `1`, `1,5` or `1/2`. Gives a decimal with two places."""

    def clean(self, value: Any) -> Decimal | None:
        """How many rounds; raises `ValidationError` with a sentence."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            rounds = services.rounds_typed(text)
        except Refused as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
        if not 0 < rounds <= services.MOST_ROUNDS:
            raise ValidationError(
                _("Isi berapa kali resep dibuat: lebih dari nol, paling banyak 10.000."), code="invalid"
            )
        return (Decimal(rounds.numerator) / rounds.denominator).quantize(Decimal("0.01"))


class BuyForm(OnceForm):
    """A purchase of one material."""

    total = RupiahField(label=_("Harga seluruhnya"))
    supplier = forms.CharField(label=_("Dibeli dari"), max_length=80, help_text=_("Nama toko atau pasar."))
    bought_on = DayField(label=_("Tanggal beli"), initial=clock.today)
    best_before = DayField(
        label=_("Baik digunakan sebelum"), required=False, help_text=_("Kalau tertulis di kemasannya.")
    )
    is_paid = forms.TypedChoiceField(
        label=_("Dibayar"),
        choices=[("cash", _("Tunai dari kas")), ("owed", _("Belum: dicatat sebagai utang"))],
        coerce=lambda choice: choice == "cash",
        initial="cash",
        widget=forms.RadioSelect,
    )
    supplier_lot = forms.CharField(
        label=_("Nomor lot dari pabrik"), max_length=40, required=False, help_text=_("Kalau tercetak di kemasannya.")
    )
    place = forms.CharField(label=_("Disimpan di mana"), max_length=60, required=False)
    receipt = PhotoField(label=_("Foto nota"), required=False)

    def __init__(self, material: Material, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = rules.Kind(material.name, material.measure, material.piece_gram, material.gram_per_litre)
        self.fields = {"quantity": AmountField(kind, label=_("Banyaknya"), help_text=_AMOUNT), **self.fields}


class RoundsForm(forms.Form):
    """How often a recipe is made, and when: what the plan of a batch is reckoned from."""

    rounds = RoundsField(
        label=_("Berapa kali resep"), max_length=12, initial="1", help_text=_("Boleh setengah resep: 1/2 atau 0,5.")
    )
    made_on = DayField(label=_("Tanggal produksi"), initial=clock.today)


class BatchForm(RoundsForm, OnceForm):
    """What a batch gave. The plan it was reckoned from travels along."""

    good = CountField(label=_("Berapa buah yang jadi"), max=rules.MOST_OF_ANYTHING)
    lost = CountField(label=_("Berapa buah yang gagal"), min=0, max=rules.MOST_OF_ANYTHING, required=False)
    lost_because = forms.CharField(label=_("Mengapa gagal"), max_length=200, required=False)
    first = forms.CharField(
        label=_("Lot yang didahulukan"),
        max_length=200,
        required=False,
        help_text=_("Hanya kalau bukan yang berakhir dulu yang dipakai: nomor lotnya, dipisah koma."),
    )
    chosen_because = forms.CharField(label=_("Mengapa lot itu"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("rounds", "made_on"):
            self.fields[name].widget = forms.HiddenInput()


class PlanForm(RoundsForm, OnceForm):
    """A batch that is to be made."""

    planned_on = DayField(label=_("Akan dibuat tanggal"), initial=clock.today)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["made_on"]


class CheckForm(forms.Form):
    """What was seen when a batch was checked."""

    note = forms.CharField(label=_("Yang dilihat"), max_length=200, required=False)
