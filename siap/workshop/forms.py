"""What the workshop asks, one question a line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.services import LARGEST_DOCUMENT
from siap.ui.forms import CountField, DayField, GramField, OnceForm, PhotoField, RupiahField
from siap.workshop import rules
from siap.workshop.models import Material, Measure, Permit, Product, Recipe


def quantity_field(measure: str, **options: Any) -> forms.Field:
    """The field for a quantity of this measure: gram may be typed as kilograms."""
    if measure == Measure.GRAM:
        return GramField(**options)
    field = CountField(max=rules.MOST_OF_ANYTHING, **options)
    field.unit_after = Measure(measure).label
    return field


class ProductForm(OnceForm):
    """A product idea."""

    name = forms.CharField(
        label=_("Nama produk"), max_length=80, help_text=_("Seperti di label, misalnya Bawang goreng 100 g.")
    )
    code = forms.CharField(
        label=_("Kode"),
        max_length=6,
        help_text=_("2 sampai 6 huruf atau angka. Kode ini berdiri di depan setiap nomor lot, misalnya BGT."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    is_food = forms.BooleanField(label=_("Ini makanan atau minuman"), required=False, initial=True)
    weight_gram = GramField(
        label=_("Berat bersih satu buah"), required=False, help_text=_("Wajib untuk makanan, misalnya 100 g.")
    )
    shelf_life_days = CountField(
        label=_("Tahan simpan"), required=False, max=3650, help_text=_("Berapa hari masih baik. Wajib untuk makanan.")
    )
    shelf_life_days.unit_after = _("hari")
    story = forms.CharField(
        label=_("Ceritanya dalam satu kalimat"),
        max_length=300,
        required=False,
        help_text=_("Untuk pembeli. Jangan menyebut nama orang."),
    )


class MaterialForm(OnceForm):
    """A material."""

    name = forms.CharField(label=_("Nama bahan"), max_length=80)
    measure = forms.ChoiceField(label=_("Dihitung dalam"), choices=Measure.choices, widget=forms.RadioSelect)
    is_packaging = forms.BooleanField(label=_("Ini kemasan, bukan bahan yang dimakan"), required=False)
    allergen = forms.CharField(
        label=_("Alergen"),
        max_length=40,
        required=False,
        help_text=_("Kalau ada: kacang tanah, kedelai, susu, telur, gandum, ikan, udang. Dicetak tebal di label."),
    )
    piece_gram = GramField(
        label=_("Berat satu buah"),
        required=False,
        help_text=_("Kalau dihitung per buah: supaya urutan bahan di label benar."),
    )


class RecipeForm(forms.Form):
    """How much of each material one round takes; a material left empty is not in it."""

    yields = CountField(label=_("Jadi berapa buah dari satu resep"), max=rules.MOST_OF_ANYTHING)
    labour = RupiahField(label=_("Biaya kerja untuk satu resep"), allow_zero=True, required=False)
    overhead = RupiahField(
        label=_("Biaya lain untuk satu resep"), allow_zero=True, required=False, help_text=_("Gas, listrik, air.")
    )
    steps = forms.CharField(label=_("Cara membuat"), required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, materials: Sequence[Material], newest: Recipe | None, data: Any = None) -> None:
        super().__init__(data, initial=_as_typed(newest))
        self.materials = {f"material-{material.uid}": material for material in materials}
        quantities = {
            name: quantity_field(material.measure, label=material.name, required=False)
            for name, material in self.materials.items()
        }
        self.fields = {**quantities, **self.fields}

    @property
    def lines(self) -> dict[Material, int]:
        """Base units by material; only after `is_valid()`."""
        typed = {material: self.cleaned_data.get(name) for name, material in self.materials.items()}
        return {material: quantity for material, quantity in typed.items() if quantity}


def _as_typed(recipe: Recipe | None) -> dict[str, Any]:
    if recipe is None:
        return {}
    lines = {f"material-{line.material.uid}": line.quantity for line in recipe.lines.all()}
    return {
        **lines,
        "yields": recipe.yields,
        "labour": recipe.labour,
        "overhead": recipe.overhead,
        "steps": recipe.steps,
    }


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
    receipt = PhotoField(label=_("Foto nota"), required=False)

    def __init__(self, material: Material, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"quantity": quantity_field(material.measure, label=_("Banyaknya")), **self.fields}


class DocumentField(forms.FileField):
    """A picture or PDF of at most 10 MB. `core` looks inside before it keeps it."""

    def to_python(self, data: Any) -> Any:
        """The uploaded file; raises `ValidationError` with a sentence."""
        file = super().to_python(data)
        if file is not None and file.size > LARGEST_DOCUMENT:
            raise forms.ValidationError(_("Berkas ini terlalu besar. Paling besar 10 MB."), code="too_large")
        return file

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Offers only what can be read."""
        return {"accept": "application/pdf,image/jpeg,image/png,image/webp"}


class ProductChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """One of these products, by its name."""

    def label_from_instance(self, obj: Product) -> str:
        """As people call it."""
        return obj.name


class PermitForm(OnceForm):
    """A licence of a business or one of its products."""

    kind = forms.ChoiceField(label=_("Jenis izin"), choices=Permit.Kind.choices)
    product = ProductChoice(
        label=_("Untuk produk"),
        queryset=Product.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=_("Semua produk usaha ini"),
        help_text=_("NIB selalu untuk seluruh usaha."),
    )
    number = forms.CharField(label=_("Nomor"), max_length=40, help_text=_("Persis seperti di suratnya."))
    holder = forms.CharField(label=_("Atas nama"), max_length=120, help_text=_("Koperasi, UPT, atau pemilik usaha."))
    valid_from = DayField(label=_("Berlaku mulai"))
    valid_until = DayField(
        label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan kalau tidak ada batas waktunya.")
    )
    document = DocumentField(label=_("Berkas izin"), required=False, help_text=_("Foto atau PDF, paling besar 10 MB."))

    def __init__(self, products: "QuerySet[Product]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["product"]
        assert isinstance(choice, ProductChoice)
        choice.queryset = products


class RoundsForm(forms.Form):
    """How often a recipe is made, and when: what the plan of a batch is reckoned from."""

    rounds = CountField(label=_("Berapa kali resep"), max=10_000, initial=1)
    made_on = DayField(label=_("Tanggal produksi"), initial=clock.today)


class BatchForm(RoundsForm, OnceForm):
    """What a batch gave. The plan it was reckoned from travels along."""

    good = CountField(label=_("Berapa buah yang jadi"), max=rules.MOST_OF_ANYTHING)
    lost = CountField(label=_("Berapa buah yang gagal"), min=0, max=rules.MOST_OF_ANYTHING, required=False)
    lost_because = forms.CharField(label=_("Mengapa gagal"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("rounds", "made_on"):
            self.fields[name].widget = forms.HiddenInput()


class PriceForm(forms.Form):
    """What if it cost this much? A GET form: it changes nothing."""

    price = RupiahField(label=_("Harga jual satu buah"), required=False)
    fixed = RupiahField(
        label=_("Biaya tetap sebulan"),
        required=False,
        help_text=_("Yang tetap dibayar walau tidak ada yang terjual: sewa, transpor, iuran."),
    )


class ReasonForm(forms.Form):
    """Why a lot is held, or let go."""

    because = forms.CharField(label=_("Alasannya"), max_length=200)
