"""What an owner types in the cash book."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.cashbook import queries, rules
from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.ledger import chart, importing
from siap.ledger.rules import first_day
from siap.ui import words
from siap.ui.forms import CountField, DayField, OnceForm, PhotoField, RupiahField


class NoteForm(OnceForm):
    """Money in or out, in one screen; which word it is, the page says."""

    amount = RupiahField(label=_("Jumlah"))
    happened_on = DayField(label=_("Tanggal"), initial=clock.today)
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=120,
        help_text=_("Untuk apa, atau dari siapa. Misalnya: gas 12 kg, Toko Baru."),
    )
    document = PhotoField(label=_("Foto nota"), required=False)

    def __init__(
        self, *args: Any, word: rules.Kind, owed: Sequence[queries.Owed] = (), whom: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if word.settles and owed:
            choices = [(one.key, f"{one.name}, {rupiah(one.ages.total)}") for one in owed]
            label = _("Kepada siapa") if word.debt == chart.payable.code else _("Dari siapa")
            self._ask("counterparty", forms.ChoiceField(label=label, choices=choices, initial=whom))
        elif word.debt and not word.settles:
            self._ask("counterparty", forms.CharField(label=_("Pembeli"), max_length=80))
        if word.account == chart.equipment:
            years = CountField(
                label=_("Dipakai berapa tahun"),
                min=1,
                max=rules.MOST_YEARS,
                initial=rules.USUAL_YEARS,
                help_text=_(
                    "Harganya dibebankan merata selama tahun-tahun itu. Alat dapur dan mesin kecil biasanya 4 tahun."
                ),
            )
            self._ask("years", years)

    def _ask(self, name: str, field: forms.Field) -> None:
        """One question more, right after the amount."""
        self.fields[name] = field
        self.order_fields(["amount", name])


class CountForm(OnceForm):
    """How much money is in the box."""

    counted = RupiahField(label=_("Uang yang ada di kotak"), allow_zero=True)
    because = forms.CharField(
        label=_("Alasan kalau berbeda"),
        max_length=200,
        required=False,
        help_text=_("Misalnya: uang kembalian kurang, ada pengeluaran kecil yang lupa dicatat."),
    )


class DisposeForm(forms.Form):
    """Why a tool is taken off the list."""

    because = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya: rusak dan tidak dapat diperbaiki, hilang, dijual."),
    )


class ReverseForm(forms.Form):
    """Why a note is taken back."""

    because = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class OpeningForm(forms.Form):
    """What a business began with, as a file or as a table pasted in; every row is judged, whatever is wrong with others."""

    on = DayField(label=_("Per tanggal"), initial=clock.today)
    document = forms.FileField(
        label=_("Berkas"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV atau XLSX dengan judul kolom kode, debit, dan kredit."),
    )
    table = forms.CharField(
        label=_("Atau tempelkan tabelnya"),
        required=False,
        strip=False,
        max_length=importing.LARGEST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Sebaris satu akun, misalnya 1110;500000; untuk kas Rp500.000."),
    )
    rows: Sequence[importing.Row] = ()

    def clean(self) -> dict[str, Any]:
        """Reads the table into `rows`; the file goes before what was pasted."""
        told: dict[str, Any] = super().clean() or {}
        document, pasted = told.get("document"), told.get("table", "")
        if not document and not pasted.strip():
            self.add_error("document", _("Pilih berkas, atau tempelkan tabelnya."))
            return told
        content = document.read(importing.LARGEST + 1) if document else pasted.encode()
        try:
            self.rows = importing.read(content)
        except Refused as refusal:
            self.add_error("document" if document else "table", str(refusal))
        return told


class OnForm(forms.Form):
    """As of which day. Nonsense, and a day to come, is today."""

    on = DayField(label=_("Per tanggal"))

    def __init__(self, data: Any) -> None:
        super().__init__(data if "on" in data else {"on": clock.today().isoformat()})

    @property
    def day(self) -> date:
        """The day asked for."""
        asked: date = self.cleaned_data["on"] if self.is_valid() else clock.today()
        return min(asked, clock.today())


class PeriodForm(forms.Form):
    """From which month to which. Nonsense gives the newest month."""

    since = forms.TypedChoiceField(label=_("Dari"), coerce=int)
    until = forms.TypedChoiceField(label=_("Sampai"), coerce=int)

    def __init__(self, months: Sequence[int], data: Any) -> None:
        self._newest = months[0]
        given = data if "since" in data or "until" in data else {"since": months[0], "until": months[0]}
        super().__init__(given)
        choices = [(month, words.month(first_day(month))) for month in months]
        for name in ("since", "until"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = choices

    @property
    def period(self) -> tuple[int, int]:
        """The months (202610), in order, both included."""
        if not self.is_valid():
            return self._newest, self._newest
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        return min(since, until), max(since, until)
