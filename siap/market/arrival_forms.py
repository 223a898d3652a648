"""What is asked about money that came."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.ledger.models import Book
from siap.market import queries
from siap.market.models import Arrival
from siap.people.models import User
from siap.people.roster.sheet import LARGEST

COLUMNS = {
    "on": _("Judul kolom tanggal"),
    "at": _("Judul kolom jam"),
    "amount": _("Judul kolom uang masuk"),
    "text": _("Judul kolom keterangan"),
    "reference": _("Judul kolom nomor referensi"),
}


class StatementForm(forms.Form):
    """A statement, whose account it is of, and what its columns are called where that is unusual."""

    seller = forms.ChoiceField(label=_("Rekening milik"))
    source = forms.CharField(
        label=_("Dari"),
        max_length=40,
        help_text=_("Nama bank atau aplikasi QRIS, selalu sama. Misalnya: BRI, QRIS Mandiri."),
    )
    sheet = forms.FileField(
        label=_("Berkas mutasi (CSV atau XLSX)"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"})
    )

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._books = {str(one.pk): one for one in queries.sellers_of(user)}
        names = queries.seller_names(self._books.values())
        seller = self.fields["seller"]
        assert isinstance(seller, forms.ChoiceField)
        seller.choices = [(key, names[one.pk]) for key, one in self._books.items()]
        if len(self._books) == 1:
            seller.widget = forms.HiddenInput()
            seller.initial = next(iter(self._books))
        self._known = queries.sources_of(user)
        self.fields["source"].initial = self._known[0] if len(self._known) == 1 else ""
        for what, label in COLUMNS.items():
            self.fields[what] = forms.CharField(label=label, max_length=60, required=False)

    def usual(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [self[name] for name in ("seller", "source", "sheet")]

    def unusual(self) -> list[forms.BoundField]:
        """What is asked only where a statement calls its columns something else."""
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
    def book(self) -> Book:
        """Whose account it is of; only after `is_valid()`."""
        return self._books[self.cleaned_data["seller"]]

    @property
    def source_name(self) -> str:
        """Where it comes from, as it was called before where only the case differs; only after `is_valid()`."""
        name = str(self.cleaned_data["source"]).strip()
        return next((one for one in self._known if one.casefold() == name.casefold()), name)

    @property
    def columns(self) -> Mapping[str, str] | None:
        """Headings that somebody named; None for the usual or remembered ones."""
        named = {what: self.cleaned_data[what].strip() for what in COLUMNS if self.cleaned_data[what].strip()}
        return named or None


class ClearForm(forms.Form):
    """Where money went that is no payment."""

    how = forms.ChoiceField(
        label=_("Apa yang terjadi dengan uang ini?"),
        widget=forms.RadioSelect,
        choices=[
            (Arrival.State.RETURNED.value, _("Sudah dikembalikan kepada pengirimnya")),
            (Arrival.State.COUNTED.value, _("Bukan uang baru: sudah tercatat dengan cara lain")),
        ],
    )
    because = forms.CharField(
        label=_("Bukti atau sebabnya"),
        max_length=200,
        help_text=_(
            "Misalnya: ditransfer kembali 24/11 pukul 10.15; atau: pencairan QRIS sehari, rinciannya sudah dibaca."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
