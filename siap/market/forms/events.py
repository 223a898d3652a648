"""Bazaars in the calendar."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.market.models import Channel
from siap.ui.forms import DayField, OnceForm, RupiahField


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
