"""Places to sell, prices, and whose book takes the money."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.market.models import Channel
from siap.market.rules import MOST_A_PIECE
from siap.people.models import Unit
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField, text_of
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


def below_cost() -> forms.CharField:
    """Why something is sold for less than it cost."""
    return text_of(
        _("Alasan bila di bawah biaya"), 200, required=False,
        help_text=_("Hanya bila harganya lebih rendah daripada biaya membuatnya."),
    )  # fmt: skip


class PriceForm(forms.Form):
    """A price from a day on."""

    price = RupiahField(label=_("Harga sebuah"), max=MOST_A_PIECE)
    valid_from = DayField(label=_("Berlaku mulai"), initial=clock.today)
    below_cost_because = below_cost()


class MarginForm(forms.Form):
    """How much of the price is to be left. A GET form: it changes nothing."""

    margin = CountField(label=_("Untung yang diinginkan dari harga jual"), min=1, max=90)
    margin.unit_after = "%"


class PromotionForm(OnceForm):
    """Less for some days."""

    price = RupiahField(label=_("Harga promo sebuah"), max=MOST_A_PIECE)
    from_on = DayField(label=_("Mulai"), initial=clock.today)
    until_on = DayField(label=_("Sampai dengan"))
    below_cost_because = below_cost()
