"""What people type in the market."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.ledger.models import Book
from siap.market.models import Channel, Payment, Recall, RecallNote, Sale, Settlement
from siap.market.queries import Shelf
from siap.market.rules import MOST_A_PIECE, MOST_PIECES
from siap.people.models import Unit, User
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField, choice_of, text_of
from siap.workshop.models import Product


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A unit by its name."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.name


def _cooperatives() -> dict[str, Business]:
    return {str(one.uid): one for one in Business.objects.filter(kind=Business.Kind.COOPERATIVE)}


def _sellers(cooperatives: Mapping[str, Business]) -> list[tuple[str, Any]]:
    return [("unit", _("Bendahara UPT")), *((uid, one.name) for uid, one in cooperatives.items())]


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
        self._cooperatives = _cooperatives()
        unit, seller = self.fields["unit"], self.fields["seller"]
        assert isinstance(unit, forms.ModelChoiceField)
        assert isinstance(seller, forms.ChoiceField)
        unit.queryset = units.order_by("name")
        unit.initial = units.first() if len(units) == 1 else None
        seller.choices = _sellers(self._cooperatives)
        seller.initial = "unit"

    @property
    def seller_of_record(self) -> tuple[str, str]:
        """Whose book takes the money, by its key, and its name on the receipt; only after `is_valid()`."""
        unit: Unit = self.cleaned_data["unit"]
        cooperative = self._cooperatives.get(self.cleaned_data["seller"])
        return (cooperative.book, cooperative.name) if cooperative else (unit.seller_book, unit.name)


class ProductChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A product by its name."""

    def label_from_instance(self, obj: Product) -> str:
        return obj.name


class RulingForm(forms.Form):
    """Another seller of record, from a day on."""

    seller = forms.ChoiceField(label=_("Penjual tercatat"), widget=forms.RadioSelect)
    product = ProductChoice(
        label=_("Hanya untuk produk"), queryset=Product.objects.none(), required=False, to_field_name="uid",
        empty_label=_("Semua produk di sini"),
    )  # fmt: skip
    valid_from = DayField(label=_("Berlaku mulai"), initial=clock.today)
    basis = text_of(
        _("Dasarnya"), 200, help_text=_("Surat atau perjanjian yang menyatakannya, dengan nomor dan tanggal.")
    )

    def __init__(self, channel: Channel, products: "QuerySet[Product]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._channel, self._cooperatives = channel, _cooperatives()
        seller, product = self.fields["seller"], self.fields["product"]
        assert isinstance(seller, forms.ChoiceField)
        assert isinstance(product, forms.ModelChoiceField)
        seller.choices, product.queryset = _sellers(self._cooperatives), products

    @property
    def seller_of_record(self) -> tuple[str, str]:
        """Whose book takes the money, by its key, and its name on the receipt; only after `is_valid()`."""
        unit, cooperative = self._channel.unit, self._cooperatives.get(self.cleaned_data["seller"])
        return (cooperative.book, cooperative.name) if cooperative else (unit.seller_book, unit.name)


def _below_cost() -> forms.CharField:
    return text_of(
        _("Alasan bila di bawah biaya"), 200, required=False,
        help_text=_("Hanya bila harganya lebih rendah daripada biaya membuatnya."),
    )  # fmt: skip


class PriceForm(forms.Form):
    """A price from a day on."""

    price = RupiahField(label=_("Harga sebuah"), max=MOST_A_PIECE)
    valid_from = DayField(label=_("Berlaku mulai"), initial=clock.today)
    below_cost_because = _below_cost()


class PromotionForm(OnceForm):
    """Less for some days."""

    price = RupiahField(label=_("Harga promo sebuah"), max=MOST_A_PIECE)
    from_on = DayField(label=_("Mulai"), initial=clock.today)
    until_on = DayField(label=_("Sampai dengan"))
    below_cost_because = _below_cost()


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

    def __init__(self, shelves: Sequence[Shelf], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
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
        prices = {shelf.product.pk: shelf.price for shelf in self._shelves.values()}
        rest = sum(prices[product.pk] * pieces for product, pieces in self.lines()) - part
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


class DrawerForm(OnceForm):
    """What is in a drawer when it opens."""

    amount = RupiahField(
        label=_("Uang di laci sekarang"),
        allow_zero=True,
        help_text=_("Hitung uang kembalian sebelum mulai. Nol bila kosong."),
    )


class CountForm(forms.Form):
    """What is in a drawer when it closes."""

    amount = RupiahField(label=_("Uang di laci, dihitung"), allow_zero=True)
    because = forms.CharField(
        label=_("Sebab selisih"),
        required=False,
        max_length=200,
        help_text=_("Hanya bila jumlahnya tidak sama dengan yang seharusnya."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OfficerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Somebody who sells, by name."""

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class LendForm(OnceForm):
    """Change for somebody who sells."""

    amount = RupiahField(label=_("Uang kembalian"))

    def __init__(self, unit: Unit, by: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = clock.today()
        here = Q(roles__unit=unit, roles__from_on__lte=today) & (
            Q(roles__until_on=None) | Q(roles__until_on__gte=today)
        )
        people = User.objects.filter(here, is_active=True).exclude(pk=by.pk).distinct().order_by("name")
        officer = OfficerChoice(
            people, to_field_name="uid", label=_("Diberikan kepada"), empty_label=_("Pilih petugas")
        )
        self.fields = {"officer": officer, **self.fields}


class OutletForm(OnceForm):
    """A shop that sells for us."""

    name = forms.CharField(
        label=_("Nama tempat titip"), max_length=80, help_text=_("Misalnya: Galeri UMKM, Kios Bu Nur.")
    )
    unit = UnitChoice(label=_("UPT"), queryset=Unit.objects.none())
    address = forms.CharField(label=_("Alamat"), max_length=160)
    contact = forms.CharField(label=_("Siapa yang dihubungi di sana"), max_length=80, required=False)
    fee_percent = CountField(label=_("Potongan (persen)"), min=0, max=60)
    visit_days = CountField(label=_("Dikunjungi setiap berapa hari"), min=1, max=365, initial=30)

    def __init__(self, units: "QuerySet[Unit]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = units.order_by("name")
        unit.initial = units.first() if len(units) == 1 else None


class PiecesForm(OnceForm):
    """Pieces of several products, in one or more columns: a field `<column>-<product>` each."""

    def __init__(self, rows: Sequence[Any], columns: Mapping[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rows = {row.product.uid.hex: row for row in rows}
        self.columns = list(columns.values())
        self._names = list(columns)
        for hexed, row in self._rows.items():
            for column, label in columns.items():
                self.fields[f"{column}-{hexed}"] = CountField(
                    label=f"{row.product.name}: {label}", required=False, min=0, max=MOST_PIECES
                )

    def rows(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Every product with its inputs."""
        for hexed, row in self._rows.items():
            yield row, [self[f"{column}-{hexed}"] for column in self._names]

    def lines(self, column: str) -> list[tuple[Product, int]]:
        """What was typed in a column; only after `is_valid()`."""
        typed = ((row.product, self.cleaned_data[f"{column}-{hexed}"]) for hexed, row in self._rows.items())
        return [(product, pieces) for product, pieces in typed if pieces]


class BringForm(PiecesForm):
    """What goes to an outlet."""

    def __init__(self, shelves: Sequence[Shelf], *args: Any, **options: Any) -> None:
        super().__init__(shelves, {"bring": _("Diantar")}, *args, **options)


class VisitForm(PiecesForm):
    """What was found at an outlet."""

    because = forms.CharField(label=_("Sebab hilang atau rusak"), max_length=200, required=False)

    def __init__(self, shelf: Sequence[Any], *args: Any, **options: Any) -> None:
        columns = {"sold": _("Terjual"), "back": _("Ditarik"), "missing": _("Hilang")}
        super().__init__(shelf, columns, *args, **options)


class SettleForm(OnceForm):
    """How an outlet pays."""

    method = forms.ChoiceField(
        label=_("Dibayar dengan"), choices=Settlement.Method.choices, initial="cash", widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("Bukti transfer"), max_length=200, required=False, help_text=_("Mutasi rekening: tanggal dan jamnya.")
    )


class RecallForm(OnceForm):
    """Why a lot is called back, how dangerous it is, and whether it is only practised."""

    level = choice_of(Recall.Level.choices, _("Seberapa berbahaya"), widget=forms.RadioSelect)
    because = text_of(_("Apa yang salah"), 160, help_text=_("Misalnya: garamnya tercampur pasir. Tanpa nama orang."))
    is_drill = forms.BooleanField(
        label=_("Ini hanya latihan"),
        required=False,
        help_text=_("Latihan tidak menahan lot dan tidak memanggil siapa pun; waktunya dicatat sampai ditutup."),
    )


class TallyForm(OnceForm):
    """What a holder answered: told, so many back, so many gone."""

    kind = choice_of(
        [(one.value, one.label) for one in (RecallNote.Kind.TOLD, RecallNote.Kind.BACK, RecallNote.Kind.GONE)],
        _("Apa yang terjadi"),
        widget=forms.RadioSelect,
    )
    quantity = CountField(
        label=_("Berapa"), required=False, max=10**12, help_text=_("Kosongkan bila baru diberi tahu.")
    )


class CloseRecallForm(forms.Form):
    """What was found, and what changes."""

    found = text_of(_("Apa yang ditemukan"), 300, help_text=_("Sebabnya, dan bagaimana diketahui."))
    measures = text_of(_("Apa yang diubah supaya tidak terulang"), 300, required=False)
    is_safe = forms.BooleanField(
        label=_("Ternyata aman: lepas semua lotnya"),
        required=False,
        help_text=_("Hanya bila pemeriksaan menyatakan barangnya aman. Selain itu lot tetap ditahan."),
    )

    def __init__(self, *args: Any, is_drill: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_drill:
            del self.fields["is_safe"]


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A place of our own by its name and unit."""

    def label_from_instance(self, obj: Channel) -> str:
        return f"{obj.name} · {obj.unit.short_name}"


class EventForm(OnceForm):
    """A bazaar in the calendar."""

    name = forms.CharField(label=_("Nama bazar"), max_length=80, help_text=_("Misalnya: Bazar Hari Pahlawan."))
    place = forms.CharField(label=_("Di mana"), max_length=160)
    channel = PlaceChoice(
        label=_("Dijual lewat"),
        queryset=Channel.objects.none(),
        help_text=_("Harga dan kasirnya dari tempat jual ini."),
    )
    from_on = DayField(label=_("Mulai"), initial=clock.today)
    until_on = DayField(label=_("Sampai"), initial=clock.today)
    target = RupiahField(label=_("Target penjualan"), required=False, allow_zero=True)

    def __init__(self, channels: "QuerySet[Channel]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ModelChoiceField)
        channel.queryset = channels.select_related("unit").order_by("unit__name", "name")
        channel.initial = channels.first() if len(channels) == 1 else None
