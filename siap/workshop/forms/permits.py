"""A licence with its proof, a place of production, and what a product is said not to need."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.services import LARGEST_DOCUMENT
from siap.ui.forms import DayField, OnceForm
from siap.workshop import rules
from siap.workshop.models import Permit, Product


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
        help_text=_("NIB, surat sehat, merek, dan GS1 selalu untuk seluruh usaha."),
    )
    number = forms.CharField(label=_("Nomor"), max_length=40, help_text=_("Persis seperti di suratnya."))
    holder = forms.CharField(label=_("Atas nama"), max_length=120, help_text=_("Koperasi, UPT, atau pemilik usaha."))
    address = forms.CharField(
        label=_("Alamat produksi di surat itu"), max_length=200, required=False, help_text=_("Kalau disebut.")
    )
    valid_from = DayField(label=_("Berlaku mulai"))
    valid_until = DayField(
        label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan kalau tidak ada batas waktunya.")
    )
    kbli = forms.CharField(
        label=_("Kode KBLI di NIB"),
        max_length=80,
        required=False,
        help_text=_("Hanya untuk NIB: lima angka, misalnya 10794 untuk keripik. Lebih dari satu dipisah koma."),
    )
    is_sehati = forms.BooleanField(label=_("Sertifikat halal gratis (SEHATI)"), required=False)
    document = DocumentField(label=_("Berkas izin"), required=False, help_text=_("Foto atau PDF, paling besar 10 MB."))

    def __init__(self, products: "QuerySet[Product]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["product"]
        assert isinstance(choice, ProductChoice)
        choice.queryset = products


class WithdrawForm(forms.Form):
    """A licence that its office took back or froze."""

    on = DayField(label=_("Dicabut atau dibekukan sejak"), initial=clock.today)
    because = forms.CharField(
        label=_("Mengapa"), max_length=200, help_text=_("Misalnya: surat Dinas Kesehatan nomor sekian.")
    )


class WorkplaceForm(OnceForm):
    """Where it is made from a day on."""

    address = forms.CharField(label=_("Alamat tempat produksi"), max_length=200)
    district = forms.ChoiceField(label=_("Kabupaten atau kota"), choices=[("", "–"), *rules.DISTRICTS.items()])
    from_on = DayField(label=_("Sejak"), initial=clock.today)


class ExemptionForm(OnceForm):
    """What a product does not need, and the letter that says so."""

    requirement = forms.ChoiceField(label=_("Apa yang tidak diwajibkan"))
    because = forms.CharField(
        label=_("Mengapa"), max_length=200, help_text=_("Misalnya: surat Dinas Kesehatan nomor sekian.")
    )
    document = DocumentField(label=_("Suratnya"), help_text=_("Foto atau PDF. Tanpa surat tidak ada yang dibebaskan."))

    def __init__(self, needed: Sequence[rules.Requirement], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["requirement"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.key, one.name) for one in needed]
