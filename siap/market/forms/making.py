"""What is made to order: how much a week, batches for orders, rounds, and the answer to who asks for many."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.core.money import rupiah
from siap.market.forms.events import PlaceChoice
from siap.market.models import Channel, OrderLine
from siap.market.rules import MOST_A_PIECE, MOST_A_WEEK
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField, text_of


class PaceForm(forms.Form):
    """How many pieces can be made to order in a week."""

    a_week = CountField(
        label=_("Sanggup membuat seminggu"), min=0, max=MOST_A_WEEK,
        help_text=_("Buah, menurut pesanan. 0 bila hanya dijual dari yang sudah ada."),
    )  # fmt: skip


class ForOrdersForm(OnceForm):
    """A batch because of orders."""

    planned_on = DayField(label=_("Dibuat hari"), initial=clock.today)


class BusinessChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A business by its name."""

    def label_from_instance(self, obj: Business) -> str:
        return obj.name


class RoundForm(OnceForm):
    """Orders are collected, then made, then brought to one place."""

    business = BusinessChoice(label=_("Kelompok yang membuat"), queryset=Business.objects.none())
    channel = PlaceChoice(label=_("Dipesan lewat"), queryset=Channel.objects.none())
    place = text_of(_("Titik ambil"), 80, help_text=_("Misalnya: Kantor Camat Palu Timur."))
    until_on = DayField(label=_("Pesanan dikumpulkan sampai"))
    brought_on = DayField(label=_("Diantar ke titik ambil"))

    def __init__(self, makers: "QuerySet[Business]", channels: "QuerySet[Channel]", *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (("business", makers), ("channel", channels.select_related("unit").order_by("name"))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
            field.initial = rows[0] if len(rows) == 1 else None


class AnswerForm(forms.Form):
    """A price for each piece, by when it is there, and how long the offer holds."""

    promised_on = DayField(label=_("Barangnya siap"))
    valid_until = DayField(label=_("Penawaran berlaku sampai"))
    below_cost_because = forms.CharField(
        label=_("Alasan bila di bawah biaya"), max_length=200, required=False,
        help_text=_("Hanya bila harganya lebih murah dari biaya membuatnya."),
    )  # fmt: skip

    def __init__(self, lines: Sequence[OrderLine], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._prices = {f"price-{line.product.uid.hex}": line for line in lines}
        for name, line in self._prices.items():
            self.fields[name] = RupiahField(
                label=_("Harga sebuah %(product)s") % {"product": line.product.name}, max=MOST_A_PIECE, initial=line.price,
                help_text=_("%(pieces)s buah; harga toko %(price)s.")
                % {"pieces": line.quantity, "price": rupiah(line.price)},
            )  # fmt: skip
        self.order_fields(list(self._prices))
        if lines:
            self.fields["promised_on"].initial = lines[0].order.promised_on
        self.fields["valid_until"].initial = clock.today() + timedelta(days=14)

    def prices(self) -> dict[int, int]:
        """Product id to rupiah a piece; only after `is_valid()`."""
        return {line.product_id: self.cleaned_data[name] for name, line in self._prices.items()}
