"""What a buyer types, and what a shop on the web needs."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.core.money import rupiah
from siap.market import queries
from siap.market.models import Channel, Gateway, Order
from siap.market.queries import Seller
from siap.ui.forms import OnceForm, RupiahField

MOST_OF_ONE = 100
"""Pieces of one product in an order; a larger one is talked about first."""
MOST_PRODUCTS = 30


class CheckoutForm(OnceForm):
    """Who gets it, how, and how it is paid."""

    buyer = forms.CharField(label=_("Nama Anda"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=25,
        help_text=_("Hanya untuk pesanan ini; disimpan tersandi."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    how = forms.ChoiceField(label=_("Cara menerima"), widget=forms.RadioSelect)
    delivered_to = forms.ChoiceField(label=_("Diantar ke"), required=False)
    address = forms.CharField(
        label=_("Alamat lengkap"),
        max_length=300,
        required=False,
        help_text=_("Hanya bila diantar."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    fetched_at = forms.ChoiceField(label=_("Diambil di bazar"), required=False)
    method = forms.ChoiceField(label=_("Cara bayar"), widget=forms.RadioSelect)

    def __init__(self, channel: Channel, seller: Seller, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        how, method = Order.How, Order.Method
        fees, bazaars = list(queries.delivery_fees(channel)), queries.bazaars_of(channel)
        pays = [method.CASH]
        if queries.bank_of(seller.book.pk):
            pays.insert(0, method.TRANSFER)
        if queries.gateway_of(seller.book.pk):
            pays.insert(0, method.GATEWAY)
        if queries.qris_of(seller.book.pk):
            pays.insert(0, method.QRIS)
        can_deliver = bool(fees) and len(pays) > 1
        ways = [how.PICK_UP, *([how.DELIVERY] if can_deliver else []), *([how.BAZAAR] if bazaars else [])]
        self._choose("how", [(one.value, one.label) for one in ways])
        self._choose("method", [(one.value, one.label) for one in pays])
        self._choose("delivered_to", [("", "–"), *((row.place, f"{row.place}: {rupiah(row.fee)}") for row in fees)])
        self._choose("fetched_at", [("", "–"), *((name, name) for name in bazaars)])
        for name, is_there in (("delivered_to", can_deliver), ("address", can_deliver), ("fetched_at", bool(bazaars))):
            if not is_there:
                del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if field.required:
            field.initial = choices[0][0]

    def clean_phone(self) -> str:
        """Digits that a phone can have."""
        digits = re.sub(r"[^\d+]", "", self.cleaned_data["phone"])
        if not re.fullmatch(r"\+?\d{8,15}", digits):
            raise forms.ValidationError(_("Tulis nomor telepon yang lengkap, misalnya 0812 3456 7890."))
        return digits

    @property
    def place(self) -> str:
        """Where it goes or is fetched; only after `is_valid()`."""
        given = self.cleaned_data
        names = {Order.How.DELIVERY: "delivered_to", Order.How.BAZAAR: "fetched_at"}
        return str(given.get(names.get(given["how"], ""), ""))


class QrisForm(forms.Form):
    """A seller's static code."""

    nmid = forms.CharField(label="NMID", max_length=20, help_text=_("Tertulis di bawah nama pada stiker QRIS resmi."))
    payload = forms.CharField(
        label=_("Isi kode QRIS statis"),
        max_length=512,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Teks yang dimulai dengan 000201. Salin dari aplikasi pedagang."),
    )


class BankForm(forms.Form):
    """Where transfers go."""

    bank = forms.CharField(label=_("Bank"), max_length=40)
    number = forms.CharField(label=_("Nomor rekening"), max_length=30)
    holder = forms.CharField(label=_("Atas nama"), max_length=80)


class GatewayForm(forms.Form):
    """A seller's account at a payment gateway."""

    kind = forms.ChoiceField(label=_("Layanan"), choices=Gateway.Kind.choices, widget=forms.RadioSelect)
    secret = forms.CharField(
        label=_("Kunci rahasia"), max_length=200, widget=forms.PasswordInput,
        help_text=_("Server Key Midtrans atau Secret Key Xendit. Disimpan tersandi dan tidak pernah ditampilkan lagi."),
    )  # fmt: skip
    token = forms.CharField(
        label=_("Token pemberitahuan"), max_length=200, required=False, widget=forms.PasswordInput,
        help_text=_("Hanya Xendit: Webhook Verification Token."),
    )  # fmt: skip
    is_live = forms.BooleanField(label=_("Uang sungguhan (bukan percobaan)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Xendit signs by its token."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("kind") == Gateway.Kind.XENDIT and not given.get("token"):
            self.add_error("token", _("Xendit memerlukan token ini: tanpa itu pemberitahuannya tidak dapat dipercaya."))
        return given


class FeeForm(forms.Form):
    """What bringing an order to a place costs."""

    place = forms.CharField(label=_("Tempat"), max_length=60, help_text=_("Misalnya: Palu Timur."))
    fee = RupiahField(label=_("Ongkos antar"), allow_zero=True)
