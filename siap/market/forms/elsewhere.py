"""A marketplace's report, and what it means by its names."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.people.roster.sheet import LARGEST

COLUMNS = {
    "order": _("Judul kolom nomor pesanan"),
    "on": _("Judul kolom waktu pesanan"),
    "status": _("Judul kolom status"),
    "sku": _("Judul kolom kode produk (SKU)"),
    "product": _("Judul kolom nama produk"),
    "pieces": _("Judul kolom jumlah"),
    "price": _("Judul kolom harga sebuah"),
    "payout": _("Judul kolom penghasilan"),
    "released": _("Judul kolom tanggal pencairan"),
}


class ReportForm(forms.Form):
    """A report, and what its columns are called where that is unusual."""

    sheet = forms.FileField(
        label=_("Berkas laporan (CSV atau XLSX)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("Laporan pesanan atau laporan penghasilan, seperti diunduh dari pusat penjual."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for what, label in COLUMNS.items():
            self.fields[what] = forms.CharField(label=label, max_length=80, required=False)

    def usual(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [self["sheet"]]

    def unusual(self) -> list[forms.BoundField]:
        """What is asked only where a report calls its columns something else."""
        return [self[name] for name in COLUMNS]

    @property
    def is_unusual(self) -> bool:
        """Whether the columns are talked about."""
        return self.is_bound and any(self.data.get(name) or self.has_error(name) for name in COLUMNS)

    def clean_sheet(self) -> Any:
        """Not larger than a sheet can be."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > LARGEST:
            raise forms.ValidationError(_("Berkas ini terlalu besar. Paling besar 10 MB."))
        return sheet

    @property
    def columns(self) -> Mapping[str, str] | None:
        """Headings that somebody named; None for the usual or remembered ones."""
        named = {what: self.cleaned_data[what].strip() for what in COLUMNS if self.cleaned_data[what].strip()}
        return named or None
