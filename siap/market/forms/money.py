"""Money that is counted: in hands, in a drawer, handed on."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.ledger.models import Book
from siap.people.models import Unit, User
from siap.ui.forms import OnceForm, RupiahField


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
