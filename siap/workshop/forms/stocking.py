"""Suppliers, counting, what had to go, and what is told of a material."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.ui.forms import DayField, GramField, OnceForm, RupiahField
from siap.workshop import rules
from siap.workshop.forms.recipes import AmountField
from siap.workshop.models import Lot, Material, Measure, Supplier


def _kind(lot: Lot) -> rules.Kind:
    if lot.material is None:
        return rules.Kind(lot.name, Measure.PIECE)
    return rules.Kind(lot.name, lot.material.measure, lot.material.piece_gram, lot.material.gram_per_litre)


class DescribeMaterialForm(forms.Form):
    """What one piece and one litre weigh, its allergen, its row in the table of nutrition, its place and minimum."""

    allergen = forms.CharField(
        label=_("Alergen"),
        max_length=40,
        required=False,
        help_text=_("Kalau ada: kacang tanah, kedelai, susu, telur, gandum, ikan, udang. Dicetak tebal di label."),
    )
    piece_gram = GramField(label=_("Berat satu buah"), required=False)
    gram_per_litre = GramField(
        label=_("Berat satu liter"),
        required=False,
        help_text=_(
            "Untuk takaran sendok dan liter. Air 1.000 g, minyak 900 g, gula 850 g, garam 1.200 g, tepung 550 g."
        ),
    )
    food = forms.ChoiceField(label=_("Di tabel gizi sebagai"), required=False)
    place = forms.CharField(label=_("Disimpan di mana"), max_length=60, required=False)

    def __init__(self, material: Material, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(material, name) for name in self.base_fields})
        foods = self.fields["food"]
        assert isinstance(foods, forms.ChoiceField)
        names = sorted(((key, str(name)) for key, (name, _values) in rules.FOODS.items()), key=lambda one: one[1])
        foods.choices = [("", _("Tidak dihitung")), *names]
        kind = rules.Kind(material.name, material.measure, material.piece_gram, material.gram_per_litre)
        self.fields["minimum"] = AmountField(
            kind, label=_("Beli lagi kalau kurang dari"), required=False, initial=_minimum(material)
        )
        if material.measure != Measure.PIECE:
            del self.fields["piece_gram"]
        if material.is_packaging:
            for name in ("allergen", "food"):
                del self.fields[name]

    @property
    def told(self) -> dict[str, Any]:
        """As the verb takes it; only after `is_valid()`."""
        minimum = self.cleaned_data.get("minimum")
        return {**self.cleaned_data, "minimum": minimum[0] if minimum else 0}


def _minimum(material: Material) -> str:
    written = {Measure.GRAM: "g", Measure.MILLILITRE: "ml", Measure.PIECE: ""}[Measure(material.measure)]
    return f"{material.minimum} {written}".strip() if material.minimum else ""


class SupplierForm(forms.Form):
    """A supplier, and how he is reached from a day on."""

    name = forms.CharField(label=_("Nama pemasok"), max_length=80)
    contact = forms.CharField(
        label=_("Telepon atau alamat"),
        max_length=120,
        help_text=_("Milik tokonya, misalnya 0812… atau Pasar Inpres blok C."),
    )
    since = DayField(label=_("Berlaku mulai"), initial=clock.today)


class SupplierChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """One of these suppliers, by its name."""

    def label_from_instance(self, obj: Supplier) -> str:
        """As people call it."""
        return obj.name


class ContractForm(OnceForm):
    """What a supplier agreed to ask."""

    supplier = SupplierChoice(label=_("Pemasok"), queryset=Supplier.objects.none(), to_field_name="uid")
    total = RupiahField(label=_("Harganya"))
    valid_from = DayField(label=_("Berlaku mulai"), initial=clock.today)
    valid_until = DayField(label=_("Berlaku sampai"), required=False)

    def __init__(self, material: Material, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = rules.Kind(material.name, material.measure, material.piece_gram, material.gram_per_litre)
        suppliers = self.fields["supplier"]
        assert isinstance(suppliers, SupplierChoice)
        suppliers.queryset = material.business.suppliers.order_by("name")
        amount = AmountField(kind, label=_("Untuk berapa banyak"), help_text=_("Misalnya 1 kg."))
        self.fields = {"supplier": suppliers, "quantity": amount, **self.fields}


class WriteOffForm(OnceForm):
    """How much of a lot had to go, and why."""

    because = forms.CharField(
        label=_("Mengapa"), max_length=200, help_text=_("Lewat tanggal, pecah, tumpah, dimakan tikus.")
    )
    happened_on = DayField(label=_("Tanggal"), initial=clock.today)

    def __init__(self, lot: Lot, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"quantity": AmountField(_kind(lot), label=_("Berapa yang dibuang")), **self.fields}


class CountForm(OnceForm):
    """What was found of every lot. A lot left empty was not counted."""

    counted_on = DayField(label=_("Tanggal dihitung"), initial=clock.today)

    def __init__(self, lots: Sequence[Lot], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lots = list(lots)
        for lot in self.lots:
            self.fields[f"lot-{lot.pk}"] = AmountField(_kind(lot), label=_("Dihitung"), required=False)
            self.fields[f"because-{lot.pk}"] = forms.CharField(label=_("Sebab selisih"), max_length=200, required=False)

    @property
    def rows(self) -> list[tuple[Lot, forms.BoundField, forms.BoundField]]:
        """Every lot with its two questions."""
        return [(lot, self[f"lot-{lot.pk}"], self[f"because-{lot.pk}"]) for lot in self.lots]

    @property
    def counted(self) -> dict[int, int]:
        """Base units by lot; only after `is_valid()`."""
        given = {lot.pk: self.cleaned_data.get(f"lot-{lot.pk}") for lot in self.lots}
        return {pk: amount[0] for pk, amount in given.items() if amount is not None}

    @property
    def reasons(self) -> dict[int, str]:
        """Why it differs, by lot; only after `is_valid()`."""
        return {lot.pk: self.cleaned_data.get(f"because-{lot.pk}", "") for lot in self.lots}
