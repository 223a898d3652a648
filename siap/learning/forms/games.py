"""What players of Warung Mandiri decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.learning.models import Enrolment
from siap.people.models import User
from siap.ui.forms import CountField, OnceForm, RupiahField


class PlayerForm(OnceForm):
    """Who plays: somebody of the class, or a group under its own name."""

    player = forms.TypedChoiceField(
        label=_("Siapa yang bermain"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Kosongkan kalau sekelompok."),
    )
    group = forms.CharField(label=_("Nama kelompoknya"), max_length=40, required=False)

    def __init__(self, user: User, enrolments: Iterable[Enrolment], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(one.pk, one.person.name_for(user)) for one in enrolments]
        self.fields["player"].choices = [("", _("Sekelompok")), *people]  # type: ignore[attr-defined]


class ChoiceForm(forms.Form):
    """The three decisions of a week."""

    week = forms.IntegerField(widget=forms.HiddenInput)
    buy = CountField(label=_("Beli pisang (sisir)"), min=0, max=500, initial=0)
    cook = CountField(label=_("Masak (sisir)"), min=0, max=500, initial=0, help_text=_("Satu sisir menjadi 7 bungkus."))
    price = RupiahField(label=_("Harga satu bungkus"), max=100_000, initial=10_000)
