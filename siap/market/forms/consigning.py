"""Goods at somebody's shop."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.market.forms.offering import UnitChoice
from siap.market.models import Settlement
from siap.market.queries import Shelf
from siap.market.rules import MOST_PIECES
from siap.people.models import Unit
from siap.ui.forms import CountField, OnceForm
from siap.workshop.models import Product


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
