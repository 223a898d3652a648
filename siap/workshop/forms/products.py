"""A product idea, and a material."""

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.ui.forms import CountField, GramField, OnceForm
from siap.workshop.models import Measure


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
    gram_per_litre = GramField(
        label=_("Berat satu liter"),
        required=False,
        help_text=_("Kalau ditakar dengan sendok atau liter. Air 1.000 g, minyak 900 g, garam 1.200 g, tepung 550 g."),
    )
