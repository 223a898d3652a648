"""What a buyer types, and what a shop on the web needs."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.money import digits, rupiah
from siap.market import queries
from siap.market.chat import Heard
from siap.market.models import Channel, Complaint, Gateway, Order, OrderRound
from siap.market.queries import Seller, Shelf
from siap.market.services.refusals import PlaceUnknown
from siap.ui import words
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField, choice_of, text_of
from siap.workshop.models import Product

MOST_OF_ONE = queries.MOST_OF_ONE
MOST_ASKED = 9_999
"""Pieces of one product that a price can be asked for."""
MOST_PRODUCTS = 30
PLACES = {Order.How.DELIVERY: "delivered_to", Order.How.BAZAAR: "fetched_at", Order.How.ROUND: "joined"}
"""Which field says where, by the way the goods reach the buyer."""


def _phone(text: str) -> str:
    number = re.sub(r"[^\d+]", "", text)
    if not re.fullmatch(r"\+?\d{8,15}", number):
        raise forms.ValidationError(_("Tulis nomor telepon yang lengkap, misalnya 0812 3456 7890."))
    return number


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
    joined = forms.ChoiceField(label=_("Putaran pesanan"), required=False)
    method = forms.ChoiceField(label=_("Cara bayar"), widget=forms.RadioSelect)
    voucher = text_of(_("Kode voucher"), 20, required=False, help_text=_("Kosongkan bila tidak punya."))
    remember = forms.BooleanField(
        label=_("Ingat nomor saya, supaya lain kali pesan lagi dengan satu ketukan. Izin ini dapat dicabut di halaman pesanan."),
        required=False,
    )  # fmt: skip

    def __init__(
        self, channel: Channel, seller: Seller, *args: Any, rounds: Sequence[OrderRound] = (), **options: Any
    ) -> None:
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
        ways += [how.ROUND] if rounds else []
        self._choose("how", [(one.value, one.label) for one in ways])
        self._choose("method", [(one.value, one.label) for one in pays])
        self._choose("delivered_to", [("", "–"), *((row.place, f"{row.place}: {rupiah(row.fee)}") for row in fees)])
        self._choose("fetched_at", [("", "–"), *((name, name) for name in bazaars)])
        self._choose("joined", [("", "–"), *((str(one.uid), _said(one)) for one in rounds)])
        with_code = queries.takes_vouchers(channel)
        there = {
            "voucher": with_code,
            "delivered_to": can_deliver,
            "address": can_deliver,
            "fetched_at": bazaars,
            "joined": rounds,
        }
        for name, is_there in there.items():
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
        return _phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """Whoever wants it brought, or fetches it elsewhere, says where."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        name = PLACES.get(given.get("how", ""), "")
        if name in self.fields and not given.get(name):
            self.add_error(name, str(PlaceUnknown()))
        return given

    @property
    def place(self) -> str:
        """Where it goes or is fetched; only after `is_valid()`."""
        return str(self.cleaned_data.get(PLACES.get(self.cleaned_data["how"], ""), ""))


def _said(joined: OrderRound) -> str:
    """A round as one chooses it."""
    told = {"place": joined.place, "day": words.long_day(joined.brought_on), "until": words.long_day(joined.until_on)}
    return gettext("%(place)s, %(day)s (pesan sampai %(until)s)") % told


class QuoteForm(CheckoutForm):
    """Who asks what many pieces cost, and by when they are wanted."""

    wanted_on = DayField(label=_("Diperlukan paling lambat"))
    field_order = ("buyer", "phone", "wanted_on")

    def __init__(self, channel: Channel, seller: Seller, *args: Any, **options: Any) -> None:
        super().__init__(channel, seller, *args, **options)
        self.fields.pop("voucher", None)  # its price is talked about
        self.fields["buyer"].label = _("Nama lembaga dan penghubungnya")
        wanted = self.fields["wanted_on"]
        assert isinstance(wanted, DayField)
        wanted.earliest = clock.today()
        wanted.latest = clock.today() + timedelta(days=366)


class ReviewForm(forms.Form):
    """What a buyer thinks of a product he got."""

    stars = choice_of([(str(n), "★" * n) for n in range(5, 0, -1)], _("Bintang"), widget=forms.RadioSelect)
    words = text_of(_("Kata Anda"), 300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    shown_name = text_of(
        _("Nama yang boleh ditampilkan"), 40, required=False, help_text=_("Kosongkan bila tidak ingin bernama.")
    )


class ComplaintForm(OnceForm):
    """What is wrong with a jar."""

    kind = choice_of(Complaint.Kind.choices, _("Apa yang salah"), widget=forms.RadioSelect)
    words = text_of(_("Ceritakan singkat"), 300, widget=forms.Textarea(attrs={"rows": 3}))
    phone = forms.CharField(
        label=_("Nomor WhatsApp"),
        max_length=25,
        required=False,
        help_text=_("Hanya untuk menjawab Anda; disimpan tersandi dan dihapus sesudah dijawab."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        """Nothing, or digits that a phone can have."""
        return _phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"].strip() else ""


class KeyedOrderForm(CheckoutForm):
    """An order that came by chat or by telephone: the message, how many of what, and all that a buyer would type himself."""

    text = forms.CharField(
        label=_("Pesan pembeli"),
        required=False,
        max_length=4_000,
        help_text=_(
            "Tempel pesannya apa adanya, lalu tekan Baca pesan. Boleh dikosongkan, misalnya bila lewat telepon."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, channel: Channel, seller: Seller, shelves: Sequence[Shelf], *args: Any, **options: Any) -> None:
        super().__init__(channel, seller, *args, **options)
        self.fields["buyer"].label, self.fields["phone"].help_text = _("Nama pembeli"), ""
        del self.fields["remember"]  # only he himself agrees to that
        self._shelves = {f"pieces-{shelf.product.uid.hex}": shelf for shelf in shelves}
        for name, shelf in self._shelves.items():
            there = _("ada %(n)s") % {"n": digits(shelf.pieces)}
            self.fields[name] = CountField(
                label=shelf.product.name, required=False, min=0, max=MOST_OF_ONE,
                help_text=f"{rupiah(shelf.price)} · {shelf.product.business.name} · {there}",
            )  # fmt: skip

    def heard(self, heard: Heard) -> dict[str, Any]:
        """What a message fills in, by field."""
        pieces = {name: heard.pieces.get(shelf.product.pk) for name, shelf in self._shelves.items()}
        told = {"buyer": heard.buyer, "phone": heard.phone, "how": heard.how, "method": heard.method,
                "delivered_to": heard.place, "address": heard.address} | pieces  # fmt: skip
        return {name: value for name, value in told.items() if value and self._may_be(name, value)}

    def _may_be(self, name: str, value: Any) -> bool:
        field = self.fields.get(name)
        return field is not None and (not isinstance(field, forms.ChoiceField) or field.valid_value(value))

    def goods(self) -> tuple[list[forms.BoundField], list[forms.BoundField]]:
        """The fields of what is ordered or wrong, and those of all other products."""
        fields = [self[name] for name in self._shelves]
        wanted = [one for one in fields if one.value() or one.errors]
        return wanted, [one for one in fields if one not in wanted]

    def lines(self) -> list[tuple[Product, int]]:
        """What is ordered; only after `is_valid()`."""
        counted = ((shelf.product, self.cleaned_data[name]) for name, shelf in self._shelves.items())
        return [(product, pieces) for product, pieces in counted if pieces]


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
