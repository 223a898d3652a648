"""A recipe as a cook writes it, and what if it cost something else."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.money import digits
from siap.ui.forms import CountField, GramField, RupiahField
from siap.workshop import rules
from siap.workshop.models import Material, Measure, Product, Recipe

Amount = tuple[int, str]
"""Base units, and what the cook typed when that was another unit."""

_BASE = {"", "g", "gr", "gram", "ml", "pcs", "buah"}
_PRICED_BY = {
    Measure.GRAM: (1000, _("per kg")),
    Measure.MILLILITRE: (1000, _("per liter")),
    Measure.PIECE: (1, _("per buah")),
}


class AmountField(forms.CharField):
    """How much of a material: `250 g`, `1,5 kg`, `3 sdm`, `1/2 sdt`, `4 butir`. Gives base units and what was typed."""

    def __init__(self, kind: rules.Kind, **options: Any) -> None:
        self.kind = kind
        super().__init__(max_length=30, **options)

    def clean(self, value: Any) -> Amount | None:
        """Base units and words, None for nothing typed; raises `ValidationError` with a sentence."""
        text = " ".join(str(super().clean(value) or "").split())
        if not text:
            return None
        try:
            amount, unit = rules.read_amount(text)
            return rules.base_quantity(amount, unit, self.kind), "" if unit in _BASE else text
        except Refused as refusal:
            raise ValidationError(str(refusal), code="unreadable") from refusal


class RecipeForm(forms.Form):
    """How much of each material one round takes; a material left empty is not in it."""

    yields = CountField(label=_("Jadi berapa buah dari satu resep"), max=rules.MOST_OF_ANYTHING)
    fails = CountField(
        label=_("Biasanya gagal berapa buah"),
        min=0,
        max=rules.MOST_OF_ANYTHING,
        required=False,
        help_text=_("Yang patah, gosong, atau tidak bisa dijual, dari satu resep."),
    )
    water_gram = GramField(label=_("Air dari keran"), min=0, required=False, help_text=_("Satu liter beratnya 1 kg."))
    labour = RupiahField(label=_("Biaya kerja untuk satu resep"), allow_zero=True, required=False)
    labour_minutes = CountField(
        label=_("Atau lama kerja satu resep"),
        min=0,
        max=100_000,
        required=False,
        help_text=_("Dijumlah dari semua yang bekerja."),
    )
    labour_minutes.unit_after = _("menit")
    labour_an_hour = RupiahField(label=_("Upah sejam"), allow_zero=True, required=False)
    overhead = RupiahField(
        label=_("Biaya lain untuk satu resep"), allow_zero=True, required=False, help_text=_("Gas, listrik, air.")
    )
    overhead_percent = CountField(
        label=_("Ditambah bagian dari harga bahan"),
        min=0,
        max=500,
        required=False,
        help_text=_("Untuk alat, bumbu dapur."),
    )
    overhead_percent.unit_after = "%"
    steps = forms.CharField(
        label=_("Cara membuat"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Satu langkah satu baris; tulis lamanya, misalnya “Goreng 10 menit”. Awali titik kritis dengan tanda !."
        ),
    )

    def __init__(
        self, of: Product | Material, materials: Sequence[Material], newest: Recipe | None, data: Any = None
    ) -> None:
        super().__init__(data, initial=_as_typed(newest))
        self.materials = {f"material-{material.uid}": material for material in materials}
        amounts = {
            name: AmountField(_kind(material), label=material.name, required=False)
            for name, material in self.materials.items()
        }
        self.fields = {**amounts, **self.fields}
        if isinstance(of, Material):
            self.fields["yields"] = AmountField(_kind(of), label=_("Jadi berapa banyak dari satu resep"))
            self.fields["fails"] = AmountField(_kind(of), label=_("Biasanya terbuang berapa"), required=False)

    MAIN = ("yields", "steps")

    @property
    def main(self) -> list[forms.BoundField]:
        """What every recipe says: amounts, what a round gives, how it is made."""
        return [self[name] for name in (*self.materials, *self.MAIN)]

    @property
    def others(self) -> list[forms.BoundField]:
        """What makes its cost and its yield more exact."""
        return [self[name] for name in self.fields if name not in self.materials and name not in self.MAIN]

    @property
    def has_others(self) -> bool:
        """Whether anything of that was written, or is wrong."""
        return any(field.value() or field.errors for field in self.others)

    @property
    def lines(self) -> dict[Material, int]:
        """Base units by material; only after `is_valid()`."""
        return {material: amount[0] for material, amount in self._amounts().items() if amount[0]}

    @property
    def typed(self) -> dict[Material, str]:
        """What the cook wrote, where it was another unit; only after `is_valid()`."""
        return {material: amount[1] for material, amount in self._amounts().items() if amount[1]}

    def _amounts(self) -> dict[Material, Amount]:
        given = {material: self.cleaned_data.get(name) for name, material in self.materials.items()}
        return {material: amount for material, amount in given.items() if amount}

    @property
    def figures(self) -> dict[str, int | str]:
        """Everything but the lines; only after `is_valid()`."""
        given = {name: self.cleaned_data[name] for name in RecipeForm.base_fields}
        numbers = {
            name: (value[0] if isinstance(value, tuple) else value) or 0
            for name, value in given.items()
            if name != "steps"
        }
        return {**numbers, "steps": given["steps"]}


def _kind(material: Material) -> rules.Kind:
    return rules.Kind(material.name, material.measure, material.piece_gram, material.gram_per_litre)


_WRITTEN = {Measure.GRAM: "g", Measure.MILLILITRE: "ml", Measure.PIECE: ""}


def _written(quantity: int, measure: str) -> str:
    """A quantity so that the field reads it again."""
    return f"{digits(quantity)} {_WRITTEN[Measure(measure)]}".strip()


def _as_typed(recipe: Recipe | None) -> dict[str, Any]:
    if recipe is None:
        return {}
    lines = {
        f"material-{line.material.uid}": line.typed or _written(line.quantity, line.material.measure)
        for line in recipe.lines.all()
    }
    figures: dict[str, Any] = {name: getattr(recipe, name) or None for name in RecipeForm.base_fields}
    if recipe.material_id is not None and recipe.material is not None:
        for name in ("yields", "fails"):
            figures[name] = _written(figures[name], recipe.material.measure) if figures[name] else ""
    return {**lines, **figures, "steps": recipe.steps}


class WhatIfForm(forms.Form):
    """What if it cost this much? A GET form: it changes nothing. Prices of materials stand behind the rest."""

    price = RupiahField(label=_("Harga jual satu buah"), required=False)
    fixed = RupiahField(
        label=_("Biaya tetap sebulan"),
        required=False,
        help_text=_("Yang tetap dibayar walau tidak ada yang terjual: sewa, transpor, iuran."),
    )
    cut = CountField(
        label=_("Potongan tempat jual"),
        min=0,
        max=90,
        required=False,
        help_text=_("Titip jual di toko, misalnya 15 %."),
    )
    cut.unit_after = "%"
    share = CountField(
        label=_("Premi anggota dari laba"),
        min=0,
        max=90,
        required=False,
        help_text=_("Kalau yang bekerja dibayar dengan bagi hasil, bukan upah."),
    )
    share.unit_after = "%"
    basis = forms.ChoiceField(label=_("Harga bahan dihitung dari"), choices=[*rules.BASES.items()], required=False)
    claimed = RupiahField(
        label=_("Biaya satu buah menurut catatan lama"),
        required=False,
        help_text=_("Dari brosur atau buku: kami hitung ulang dan tunjukkan selisihnya."),
    )
    turnover = RupiahField(
        label=_("Hasil penjualan satu resep seluruhnya"),
        required=False,
        help_text=_("Kalau yang diketahui hanya jumlah uangnya."),
    )
    yields = CountField(label=_("Jadi berapa buah dari satu resep"), max=rules.MOST_OF_ANYTHING, required=False)
    labour = RupiahField(label=_("Biaya kerja untuk satu resep"), allow_zero=True, required=False)
    labour_minutes = CountField(label=_("Atau lama kerja satu resep"), min=0, max=100_000, required=False)
    labour_minutes.unit_after = _("menit")
    labour_an_hour = RupiahField(label=_("Upah sejam"), allow_zero=True, required=False)
    overhead = RupiahField(label=_("Biaya lain untuk satu resep"), allow_zero=True, required=False)
    overhead_percent = CountField(label=_("Ditambah bagian dari harga bahan"), min=0, max=500, required=False)
    overhead_percent.unit_after = "%"

    MAIN = ("price", "fixed", "cut", "share", "basis", "claimed", "turnover")
    ROUND = ("yields", "labour", "labour_minutes", "labour_an_hour", "overhead", "overhead_percent")

    def __init__(self, recipe: Recipe, materials: Sequence[tuple[int, str, str]], data: Any = None) -> None:
        """`recipe`: whose amounts may be changed. `materials`: id, name and measure of everything that is bought for it."""
        super().__init__(data)
        self.amount_of: dict[int, str] = {}
        for line in recipe.lines.all():
            name = self.amount_of[line.material_id] = f"takaran-{line.material_id}"
            self.fields[name] = AmountField(
                _kind(line.material),
                label=line.material.name,
                required=False,
                widget=forms.TextInput(
                    attrs={"placeholder": line.typed or _written(line.quantity, line.material.measure)}
                ),
            )
        self.per: dict[int, int] = {}
        for pk, name, measure in materials:
            per, said = _PRICED_BY[Measure(measure)]
            self.per[pk] = per
            self.fields[f"harga-{pk}"] = RupiahField(label=f"{name} {said}", required=False)

    @property
    def main(self) -> list[forms.BoundField]:
        """What most people ask."""
        return [self[name] for name in self.MAIN]

    @property
    def round(self) -> list[forms.BoundField]:
        """What a round gives, and what work and the rest of it cost."""
        return [self[name] for name in self.ROUND]

    @property
    def takes(self) -> list[forms.BoundField]:
        """How much of each line of the recipe a round takes."""
        return [self[name] for name in self.amount_of.values()]

    @property
    def asks(self) -> list[forms.BoundField]:
        """What each material costs."""
        return [self[f"harga-{pk}"] for pk in self.per]

    @property
    def is_supposing(self) -> bool:
        """Whether anything of the recipe or a price was typed, or is wrong: then its fields stand open."""
        return any(field.value() or field.errors for field in (*self.round, *self.takes, *self.asks))

    @property
    def prices(self) -> dict[int, Fraction]:
        """Rupiah a base unit of the materials whose price was typed; only after `is_valid()`."""
        typed = {pk: self.cleaned_data.get(f"harga-{pk}") for pk in self.per}
        return {pk: Fraction(price, self.per[pk]) for pk, price in typed.items() if price}

    @property
    def amounts(self) -> dict[int, int]:
        """Base units of the lines whose amount was typed, nothing for what is left out; only after `is_valid()`."""
        typed = {pk: self.cleaned_data.get(name) for pk, name in self.amount_of.items()}
        return {pk: amount[0] for pk, amount in typed.items() if amount is not None}


class ScaleForm(forms.Form):
    """For how many pieces is the card?"""

    buah = CountField(label=_("Untuk berapa buah"), max=1_000_000)
