"""What people fill in about sharing. The rules stand in `services`; a form only reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.ledger.rules import month_of, previous_month
from siap.sharing.models import Payout
from siap.sharing.queries import months_in_words
from siap.ui.forms import DayField, OnceForm, RupiahField

FILL_IN = {"required": _("Bagian ini perlu diisi."), "max_length": _("Terlalu panjang.")}
CHOOSE = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilihan ini tidak ada. Muat ulang halaman ini.")}
MONTHS_BACK = 24
"""How far back one may share."""


def past_months() -> list[tuple[int, str]]:
    """The months that are over, newest first."""
    month, found = month_of(clock.today()), []
    for _back in range(MONTHS_BACK):
        month = previous_month(month)
        found.append((month, months_in_words(month, month)))
    return found


class MonthsForm(forms.Form):
    """Which months to look at."""

    first_month = forms.TypedChoiceField(label=_("Dari bulan"), coerce=int, error_messages=CHOOSE)
    last_month = forms.TypedChoiceField(label=_("Sampai bulan"), coerce=int, error_messages=CHOOSE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_month", "last_month"):
            self.fields[name].choices = past_months()  # type: ignore[attr-defined]


class PrepareForm(OnceForm):
    """Lay the sheet that is shown before the head."""

    first_month = forms.TypedChoiceField(coerce=int, widget=forms.HiddenInput, error_messages=CHOOSE)
    last_month = forms.TypedChoiceField(coerce=int, widget=forms.HiddenInput, error_messages=CHOOSE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_month", "last_month"):
            self.fields[name].choices = past_months()  # type: ignore[attr-defined]


class BecauseForm(forms.Form):
    """Why not."""

    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages=FILL_IN)


class CapitalForm(OnceForm):
    """Give kept capital back."""

    amount = RupiahField(label=_("Jumlah yang dikembalikan ke kas kelompok"))


class WithdrawForm(OnceForm):
    """Ask for money that may be used now."""

    amount = RupiahField(label=_("Jumlah yang ditarik"))


class PayForm(forms.Form):
    """Pay an approved payout."""

    channel = forms.ChoiceField(label=_("Dibayar lewat"), widget=forms.RadioSelect, error_messages=CHOOSE)
    evidence = forms.CharField(
        label=_("Bukti"),
        max_length=120,
        help_text=_("Nomor transaksi atau kuitansi; untuk keluarga atau ahli waris, nomor suratnya."),
        error_messages=FILL_IN,
    )

    document = forms.FileField(
        label=_("Foto atau PDF buktinya"), required=False,
        help_text=_("Wajib untuk keluarga: surat permintaan tertulis orangnya. Paling besar 10 MB."),
    )  # fmt: skip

    def __init__(self, payout: Payout, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels = dict(Payout.Channel.choices)
        if payout.kind != Payout.Kind.CLOSING:  # cash is not supposed to circulate inside
            del channels[Payout.Channel.HAND]
        if payout.person.died_on is not None:  # what he was owed is his heirs'
            channels = {Payout.Channel.FAMILY: channels[Payout.Channel.FAMILY]}
            self.initial["channel"] = Payout.Channel.FAMILY
            self.fields["document"].help_text = _("Wajib: surat keterangan ahli waris. Paling besar 10 MB.")
            self.fields["document"].required = True
            self.fields["document"].error_messages["required"] = _(
                "Lampirkan foto atau PDF surat keterangan ahli waris."
            )
        self.fields["channel"].choices = list(channels.items())  # type: ignore[attr-defined]


class DepositForm(OnceForm):
    """State revenue was paid."""

    amount = RupiahField(label=_("Jumlah yang disetor"))
    billing_code = forms.CharField(
        label=_("Kode billing SIMPONI"), max_length=30, help_text=_("Biasanya 15 angka."), error_messages=FILL_IN
    )
    ntpn = forms.CharField(
        label=_("NTPN"), max_length=30, help_text=_("16 huruf dan angka pada bukti setor."), error_messages=FILL_IN
    )
    paid_on = DayField(label=_("Tanggal setor"))
    document = forms.FileField(label=_("Foto atau PDF bukti setor"), required=False, help_text=_("Paling besar 10 MB."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("paid_on", clock.today())


class BillingForm(OnceForm):
    """A billing code for all that is due and not billed."""

    code = forms.CharField(
        label=_("Kode billing SIMPONI"), max_length=30, help_text=_("Biasanya 15 angka."), error_messages=FILL_IN
    )
    due_on = DayField(label=_("Jatuh tempo"))


class OnDayForm(forms.Form):
    """As of which day."""

    on = DayField(label=_("Per tanggal"))


class ObjectionForm(OnceForm):
    """What is wrong with a slip."""

    words = forms.CharField(
        label=_("Apa yang menurut anggota tidak benar?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tulis dengan kata-katanya sendiri."),
        error_messages=FILL_IN,
    )


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(
        label=_("Jawaban"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}), error_messages=FILL_IN
    )
