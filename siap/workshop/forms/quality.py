"""What is checked on every batch, what was found, and what was cleaned."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.ui.forms import DayField, OnceForm, choice_of
from siap.workshop import rules
from siap.workshop.models import QualityPoint

ROWS = 6
"""So many points are offered; a plan that has more shows two empty rows below them."""
YES_OR_NO = (("yes", _("Ya")), ("no", _("Tidak")))


class FigureField(forms.CharField):
    """A measured figure, below zero too: `98`, `0,5`, `-18`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=12, widget=forms.TextInput(attrs={"inputmode": "text", "class": "number"}), **options
        )

    def clean(self, value: Any) -> Decimal | None:
        """The figure, None for nothing typed; raises `ValidationError` with a sentence."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            amount, unit = rules.read_amount(text.removeprefix("-"))
        except Refused as refusal:
            raise ValidationError(_("Tulis angkanya saja, misalnya 98 atau 0,5."), code="invalid") from refusal
        if unit or amount >= 1_000_000:
            raise ValidationError(_("Tulis angkanya saja, misalnya 98 atau 0,5."), code="invalid")
        figure = (Decimal(amount.numerator) / amount.denominator).quantize(Decimal("0.01"))
        return -figure if text.startswith("-") else figure

    def prepare_value(self, value: object) -> object:
        """A stored figure as people write it."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class QualityForm(OnceForm):
    """A row a point; a row without words is none."""

    wants_cleaning = forms.BooleanField(
        label=_("Tempat dibersihkan dulu pada hari produksi"),
        required=False,
    )

    def __init__(self, points: Sequence[rules.Point], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.size = min(rules.MOST_POINTS, max(ROWS, len(points) + 2))
        for at in range(1, self.size + 1):
            now = points[at - 1] if at <= len(points) else rules.Point("")
            number = {"at": at}
            self.fields |= {
                f"says_{at}": forms.CharField(
                    label=_("Yang diperiksa, nomor %(at)s") % number, max_length=80, required=False, initial=now.says
                ),
                f"least_{at}": FigureField(
                    label=_("Paling sedikit, nomor %(at)s") % number, required=False, initial=now.least
                ),
                f"most_{at}": FigureField(
                    label=_("Paling banyak, nomor %(at)s") % number, required=False, initial=now.most
                ),
                f"unit_{at}": forms.CharField(
                    label=_("Satuan, nomor %(at)s") % number, max_length=12, required=False, initial=now.unit
                ),
            }

    @property
    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Each point with its four questions."""
        return [
            tuple(self[f"{name}_{at}"] for name in ("says", "least", "most", "unit")) for at in range(1, self.size + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """A limit belongs to something that is checked; rows keep their numbers so that an error stands beside its field."""
        cleaned = super().clean() or self.cleaned_data
        for at in range(1, self.size + 1):
            least, most = (cleaned.get(f"{name}_{at}") for name in ("least", "most"))
            if not cleaned.get(f"says_{at}") and (least is not None or most is not None):
                self.add_error(f"says_{at}", _("Tulis apa yang diperiksa."))
            elif least is not None and most is not None and least > most:
                self.add_error(f"least_{at}", _("Batas bawah lebih besar dari batas atas."))
        return cleaned

    @property
    def points(self) -> list[rules.Point]:
        """What is checked from now on; only after `is_valid()`."""
        given = self.cleaned_data
        return [
            rules.Point(given[f"says_{at}"], given[f"least_{at}"], given[f"most_{at}"], given[f"unit_{at}"])
            for at in range(1, self.size + 1)
            if given[f"says_{at}"]
        ]


class LotCheckForm(OnceForm):
    """What was found at each point of a lot's plan."""

    checked_on = DayField(label=_("Tanggal diperiksa"), initial=clock.today)

    def __init__(self, points: Sequence[tuple[QualityPoint, rules.Point]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.measured = {point.pk for point, rule in points if rule.is_measured}
        questions = {f"point_{point.pk}": self._question(rule) for point, rule in points}
        self.fields = {**questions, **self.fields}

    @staticmethod
    def _question(rule: rules.Point) -> forms.Field:
        if rule.is_measured:
            return FigureField(label=rule.says, help_text=_("Batasnya %(limits)s.") % {"limits": rule.limits})
        return choice_of(YES_OR_NO, rule.says, widget=forms.RadioSelect)

    @property
    def found(self) -> dict[int, Decimal | bool]:
        """By point id; only after `is_valid()`."""
        given = {
            int(name.removeprefix("point_")): value for name, value in self.cleaned_data.items() if "point_" in name
        }
        return {pk: value if pk in self.measured else value == "yes" for pk, value in given.items()}


class CleaningForm(OnceForm):
    """What was cleaned, on which day."""

    cleaned_on = DayField(label=_("Tanggal"), initial=clock.today)
    what = forms.CharField(
        label=_("Apa yang dibersihkan, dengan apa"),
        max_length=200,
        help_text=_("Misalnya meja, wajan, dan lantai, dengan sabun dan air panas."),
    )
