"""What people type in the market."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.ledger.models import Book
from siap.market.models import Channel, Payment, Sale
from siap.market.queries import Shelf
from siap.market.rules import MOST_A_PIECE, MOST_PIECES
from siap.people.models import Unit, User
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField
from siap.workshop.models import Product


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A unit by its name."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.name


class ChannelForm(OnceForm):
    """A new place to sell."""

    name = forms.CharField(label=_("Nama tempat jual"), max_length=80, help_text=_("Misalnya: Bazar Palu, Toko Lapas."))
    kind = forms.ChoiceField(label=_("Jenis"), choices=Channel.Kind.choices, widget=forms.RadioSelect)
    unit = UnitChoice(label=_("UPT"), queryset=Unit.objects.none())
    seller = forms.ChoiceField(
        label=_("Penjual tercatat"),
        help_text=_("Yang menerima uangnya; namanya tercetak di nota."),
        widget=forms.RadioSelect,
    )

    def __init__(self, units: "QuerySet[Unit]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._cooperatives = {str(one.uid): one for one in Business.objects.filter(kind=Business.Kind.COOPERATIVE)}
        unit, seller = self.fields["unit"], self.fields["seller"]
        assert isinstance(unit, forms.ModelChoiceField)
        assert isinstance(seller, forms.ChoiceField)
        unit.queryset = units.order_by("name")
        unit.initial = units.first() if len(units) == 1 else None
        seller.choices = [
            ("unit", _("Bendahara UPT")),
            *((uid, one.name) for uid, one in self._cooperatives.items()),
        ]
        seller.initial = "unit"

    @property
    def seller_of_record(self) -> tuple[str, str]:
        """Whose book takes the money, by its key, and its name on the receipt; only after `is_valid()`."""
        unit: Unit = self.cleaned_data["unit"]
        cooperative = self._cooperatives.get(self.cleaned_data["seller"])
        return (cooperative.book, cooperative.name) if cooperative else (unit.seller_book, unit.name)


class PriceForm(forms.Form):
    """A price from a day on."""

    price = RupiahField(label=_("Harga sebuah"), max=MOST_A_PIECE)
    valid_from = DayField(label=_("Berlaku mulai"), initial=clock.today)


class TillForm(OnceForm):
    """How many of what, how it is paid, and for whom when that matters."""

    method = forms.ChoiceField(
        label=_("Cara bayar"), choices=Payment.Method.choices, initial=Payment.Method.CASH, widget=forms.RadioSelect
    )
    buyer = forms.CharField(
        label=_("Pembeli"), max_length=80, required=False, help_text=_("Hanya bila diminta, untuk nota.")
    )

    def __init__(self, shelves: Sequence[Shelf], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._shelves = {f"pieces-{shelf.product.uid.hex}": shelf for shelf in shelves}
        for name, shelf in self._shelves.items():
            self.fields[name] = CountField(label=shelf.product.name, required=False, min=0, max=MOST_PIECES)

    def tiles(self) -> Iterator[tuple[Shelf, forms.BoundField]]:
        """Every product with the input for its pieces."""
        for name, shelf in self._shelves.items():
            yield shelf, self[name]

    def lines(self) -> list[tuple[Product, int]]:
        """What was rung up; only after `is_valid()`."""
        counted = ((shelf.product, self.cleaned_data[name]) for name, shelf in self._shelves.items())
        return [(product, pieces) for product, pieces in counted if pieces]


class BecauseForm(forms.Form):
    """Why something is taken back."""

    because = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class EvidenceForm(forms.Form):
    """What was seen, by whoever signs that the money came."""

    evidence = forms.CharField(
        label=_("Bukti uang masuk"),
        max_length=200,
        help_text=_("Apa yang Anda lihat: mutasi rekening atau aplikasi QRIS, tanggal, dan jamnya."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SellerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A seller's book by the name on its receipts; no question where there is only one."""

    def __init__(self, sellers: "QuerySet[Book]", names: Mapping[int, str], **options: Any) -> None:
        self._names = names
        only = next(iter(names)) if len(names) == 1 else None
        widget = forms.HiddenInput() if only else forms.Select()
        super().__init__(sellers, initial=only, widget=widget, **options)

    def label_from_instance(self, obj: Book) -> str:
        return self._names.get(obj.pk, obj.key)


class MoneyForm(OnceForm):
    """Counted money of a seller."""

    amount = RupiahField(label=_("Jumlah uang"))

    def __init__(self, sellers: "QuerySet[Book]", names: Mapping[int, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seller"] = SellerChoice(sellers, names, label=_("Penjual"))


STATES = {
    "sah": (_("Uang sudah masuk"), Q(voided_at=None, payment__state=Payment.State.VERIFIED)),
    "belum": (_("QRIS belum dicocokkan"), Q(voided_at=None, payment__state=Payment.State.REPORTED)),
    "batal": (_("Dibatalkan"), Q(voided_at__isnull=False)),
}


class SalesFilter(forms.Form):
    """Which sales to list. Nonsense filters nothing."""

    q = forms.CharField(label=_("Nomor atau pembeli"), required=False, max_length=80)
    day = DayField(label=_("Hari"), required=False)
    channel = forms.ChoiceField(label=_("Tempat jual"), required=False)
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua")), *((key, row[0]) for key, row in STATES.items())]
    )

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels = Channel.objects.visible_to(user).select_related("unit").order_by("unit__name", "name")
        choices = self.fields["channel"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [
            ("", _("Semua")),
            *((str(channel.uid), f"{channel.name} · {channel.unit.short_name}") for channel in channels),
        ]

    def narrow(self, sales: "QuerySet[Sale]") -> "QuerySet[Sale]":
        """The sales that were asked for."""
        self.full_clean()
        asked = self.cleaned_data
        if q := asked.get("q"):
            sales = sales.filter(Q(number__icontains=q) | Q(buyer__icontains=q))
        if day := asked.get("day"):
            sales = sales.filter(sold_on=day)
        if channel := asked.get("channel"):
            sales = sales.filter(channel__uid=channel)
        if state := asked.get("state"):
            sales = sales.filter(STATES[state][1])
        return sales
