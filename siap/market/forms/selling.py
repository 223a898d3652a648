"""What is rung up, taken back, signed for and looked for."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.market.models import Channel, Payment, Sale
from siap.market.queries import Shelf
from siap.market.rules import MOST_PIECES, Together, less
from siap.people.models import User
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField
from siap.workshop.models import Product


class TillForm(OnceForm):
    """How many of what, how it is paid, and for whom when that matters."""

    method = forms.ChoiceField(
        label=_("Cara bayar"),
        choices=[(one.value, one.label) for one in (Payment.Method.CASH, Payment.Method.QRIS)],
        initial=Payment.Method.CASH,
        widget=forms.RadioSelect,
    )
    qris_part = RupiahField(
        label=_("Sebagian lewat QRIS"),
        required=False,
        allow_zero=True,
        help_text=_("Bila dibayar tunai: berapa yang lewat QRIS. Sisanya tunai."),
    )
    buyer = forms.CharField(
        label=_("Pembeli"), max_length=80, required=False, help_text=_("Hanya bila diminta, untuk nota.")
    )

    def __init__(self, shelves: Sequence[Shelf], *args: Any, bundles: Sequence[Together] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._bundles = bundles
        self.stand(shelves)

    def stand(self, shelves: Sequence[Shelf]) -> None:
        """Show these shelves, each with its field. What was typed into them stays."""
        self._shelves = {f"pieces-{shelf.product.uid.hex}": shelf for shelf in shelves}
        for name, shelf in self._shelves.items():
            if name in self.fields:
                continue
            self.fields[name] = CountField(label=shelf.product.name, required=False, min=0, max=MOST_PIECES)
            self.fields[f"lot-{shelf.product.uid.hex}"] = forms.CharField(
                required=False, max_length=30, widget=forms.HiddenInput
            )  # the lot whose label was scanned

    def tiles(self) -> Iterator[tuple[Shelf, forms.BoundField]]:
        """Every product with the input for its pieces."""
        for name, shelf in self._shelves.items():
            yield shelf, self[name]

    def bundles(self) -> str:
        """The bundles of the place as JSON, for the till that counts along."""
        return json.dumps([{"price": one.price, "parts": dict(one.parts)} for one in self._bundles])

    def lot_fields(self) -> Iterator[forms.BoundField]:
        """Where the scanner leaves the lot of each product."""
        for shelf in self._shelves.values():
            yield self[f"lot-{shelf.product.uid.hex}"]

    def lots(self) -> dict[int, str]:
        """The numbers of scanned lots, by product id; only after `is_valid()`."""
        told = {shelf.product.pk: self.cleaned_data[f"lot-{shelf.product.uid.hex}"] for shelf in self._shelves.values()}
        return {pk: number for pk, number in told.items() if number}

    def payments(self) -> list[tuple[str, int]]:
        """Cash and QRIS in one sale: (method, rupiah); empty where there is one way to pay. Only after `is_valid()`."""
        part = self.cleaned_data["qris_part"] or 0
        if self.cleaned_data["method"] != Payment.Method.CASH or not part:
            return []
        prices = {str(shelf.product.uid): shelf.price for shelf in self._shelves.values()}
        taken = {str(product.uid): pieces for product, pieces in self.lines()}
        off = less(taken, prices, self._bundles)
        rest = sum(prices[one] * pieces - off[one] for one, pieces in taken.items()) - part
        both = [(Payment.Method.CASH.value, rest), (Payment.Method.QRIS.value, part)]
        return both if rest else both[1:]

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


STATES = {
    "sah": (_("Uang sudah masuk"), Q(voided_at=None, paid_on__isnull=False)),
    "belum": (_("Uang belum dicocokkan"), Q(voided_at=None, paid_on=None)),
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
