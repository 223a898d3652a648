"""A week's paper sheet as a screen: hours of everybody, a row for each material, some rows for what was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from siap.people.models import Person
from siap.ui import words
from siap.ui.forms import CountField, DayField, RupiahField
from siap.ui.hours import HoursForm
from siap.workshop import queries, rules, services
from siap.workshop.forms.making import RoundsField
from siap.workshop.forms.recipes import AmountField
from siap.workshop.models import BatchPlan, Material

BATCHES, MOST_BATCHES = 6, 40
"""So many batches fit on a sheet, and more when more were planned."""
BOUGHT = ("quantity", "total", "supplier", "bought_on", "best_before", "is_owed")
MADE = ("made_on", "product", "rounds", "good", "lost", "lost_because")


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its material, where it has one, and its fields; `plan` is a hidden one."""

    fields: tuple[forms.BoundField, ...]
    material: Material | None = None
    plan: forms.BoundField | None = None


class WeekForm(HoursForm[Person]):
    """What a week's sheet says. A material without an amount and a price was not bought; a batch without pieces not made."""

    def __init__(
        self, user: Any, kitchen: queries.Kitchen, days: Sequence[date], *args: Any, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(user, *args, **options)
        self.days = days
        self.materials = {f"m_{one.uid.hex}": one for one, _seller in kitchen.materials}
        self.recipes = {str(one.of.uid): one for one in kitchen.recipes}
        plans = dict(enumerate(kitchen.plans, 1))
        size = len([name for name in self.data if name.startswith("b_") and name.endswith("_good")])
        size = min(MOST_BATCHES, max(BATCHES, len(plans) + 2, size)) if self.recipes else 0
        self.batches = {f"b_{at}": at for at in range(1, size + 1)}
        for name, (material, seller) in zip(self.materials, kitchen.materials, strict=True):
            self._ask_bought(name, material, seller)
        for name, at in self.batches.items():
            self._ask_made(name, at, plans.get(at))

    def _ask_bought(self, name: str, material: Material, seller: str) -> None:
        named = {"material": material.name}
        self.fields |= {
            f"{name}_quantity": AmountField(
                queries.kind_of(material), label=_("%(material)s: banyaknya") % named, required=False
            ),
            f"{name}_total": RupiahField(label=_("%(material)s: harga seluruhnya") % named, required=False),
            f"{name}_supplier": forms.CharField(
                label=_("%(material)s: dibeli dari") % named, max_length=80, required=False, initial=seller
            ),
            f"{name}_bought_on": self._day(_("%(material)s: hari") % named),
            f"{name}_best_before": DayField(label=_("%(material)s: baik sebelum") % named, required=False),
            f"{name}_is_owed": forms.BooleanField(label=_("%(material)s: belum dibayar") % named, required=False),
        }

    def _ask_made(self, name: str, at: int, plan: BatchPlan | None) -> None:
        row = {"at": at}
        only = next(iter(self.recipes)) if len(self.recipes) == 1 else ""
        products = [(uid, one.of.name) for uid, one in self.recipes.items()]
        self.fields |= {
            f"{name}_made_on": self._day(_("Produksi %(at)s: hari") % row, plan.planned_on if plan else None),
            f"{name}_product": forms.ChoiceField(
                label=_("Produksi %(at)s: produk") % row,
                choices=products if only else [("", "–"), *products],
                initial=str(plan.product.uid) if plan else only,
                required=False,
            ),
            f"{name}_rounds": RoundsField(
                label=_("Produksi %(at)s: berapa kali resep") % row,
                max_length=12,
                required=False,
                initial=rules.said(queries.as_size(plan.rounds)) if plan else "",
            ),
            f"{name}_good": CountField(
                label=_("Produksi %(at)s: jadi") % row, max=rules.MOST_OF_ANYTHING, required=False
            ),
            f"{name}_lost": CountField(
                label=_("Produksi %(at)s: gagal") % row, min=0, max=rules.MOST_OF_ANYTHING, required=False
            ),
            f"{name}_lost_because": forms.CharField(
                label=_("Produksi %(at)s: mengapa gagal") % row, max_length=200, required=False
            ),
            f"{name}_plan": forms.UUIDField(
                required=False, widget=forms.HiddenInput, initial=plan.uid if plan else None
            ),
        }

    def _day(self, label: str, initial: date | None = None) -> forms.TypedChoiceField:
        """One of the days that have come; the first, unless another one was planned."""
        return forms.TypedChoiceField(
            label=label,
            choices=[(day.isoformat(), words.short_day(day)) for day in self.days],
            coerce=date.fromisoformat,
            initial=initial.isoformat() if initial and initial in self.days else "",
            required=False,
            error_messages={"invalid_choice": _("Pilih satu hari dari minggu ini.")},
        )

    # --- As it is shown --------------------------------------------------------------------------------------------------

    @property
    def bought_rows(self) -> list[Row]:
        """A row for each material that is bought."""
        return [Row(self._fields(name, BOUGHT), material=one) for name, one in self.materials.items()]

    @property
    def made_rows(self) -> list[Row]:
        """What was planned, then empty rows."""
        return [Row(self._fields(name, MADE), plan=self[f"{name}_plan"]) for name in self.batches]

    def _fields(self, name: str, fields: Sequence[str]) -> tuple[forms.BoundField, ...]:
        return tuple(self[f"{name}_{field}"] for field in fields)

    # --- As it is read ---------------------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """A row that was begun is to be finished."""
        cleaned = super().clean() or self.cleaned_data
        pick_day = _("Pilih satu hari dari minggu ini.")
        for name in self.materials:
            if self._has(name, "quantity", "total"):
                asked = {"quantity": _("Isi banyaknya."), "total": _("Isi harganya."), "bought_on": pick_day}
                self._finish(name, asked)
        for name in self.batches:
            is_planned = self._has(name, "plan")
            if self._has(name, "good", "lost", "lost_because") or (self._has(name, "rounds") and not is_planned):
                asked = {"product": _("Pilih produknya."), "rounds": _("Isi berapa kali resep dibuat.")}
                self._finish(name, {**asked, "good": _("Isi berapa buah yang jadi."), "made_on": pick_day})
        return cleaned

    def _has(self, name: str, *fields: str) -> bool:
        return any(self.cleaned_data.get(f"{name}_{field}") for field in fields)

    def _finish(self, name: str, needed: dict[str, str]) -> None:
        for field, says in needed.items():
            if not self._has(name, field) and f"{name}_{field}" not in self.errors:
                self.add_error(f"{name}_{field}", says)

    @property
    def bought(self) -> list[services.Bought]:
        """What was bought; only after `is_valid()`."""
        return [
            services.Bought(
                row=name,
                material=material,
                supplier=self.cleaned_data[f"{name}_supplier"],
                quantity=self.cleaned_data[f"{name}_quantity"][0],
                total=self.cleaned_data[f"{name}_total"],
                bought_on=self.cleaned_data[f"{name}_bought_on"],
                best_before=self.cleaned_data[f"{name}_best_before"],
                is_paid=not self.cleaned_data[f"{name}_is_owed"],
            )
            for name, material in self.materials.items()
            if self._has(name, "quantity")
        ]

    @property
    def made(self) -> list[services.Made]:
        """What was made; only after `is_valid()`."""
        return [self._made(name) for name in self.batches if self._has(name, "good")]

    def _made(self, name: str) -> services.Made:
        given = {field: self.cleaned_data[f"{name}_{field}"] for field in (*MADE, "plan")}
        recipe = self.recipes[given.pop("product")]
        return services.Made(row=name, recipe=recipe, **{**given, "lost": given["lost"] or 0})
