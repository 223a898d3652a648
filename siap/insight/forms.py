"""Which period to look at, and which cohort."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.insight import queries, rules
from siap.ledger.rules import month_of
from siap.people.models import Person, Unit, User


def period_asked(request: HttpRequest) -> rules.Period:
    """The period in `?bulan=2026-10` (`2026-T4`, `2026`); nonsense, the future and nothing give the last busy month."""
    found = rules.Period.read(request.GET.get("bulan", request.POST.get("bulan", "")))
    if found is None or found.first > month_of(clock.today()):
        return rules.Period(queries.last_busy_month())
    return found


class CohortSearch(forms.Form):
    """Proposed in which year, in which unit, of which sex; nothing means all."""

    tahun = forms.ChoiceField(label=_("Diusulkan tahun"), required=False)
    upt = forms.ModelChoiceField(
        label=_("UPT"), queryset=Unit.objects.none(), required=False, empty_label=_("Semua UPT"), to_field_name="code"
    )
    kelamin = forms.ChoiceField(
        label=_("Jenis kelamin"), required=False, choices=[("", _("Semua")), *Person.Sex.choices]
    )

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        years = [(str(year), str(year)) for year in queries.years_proposed()]
        self.fields["tahun"].choices = [("", _("Semua")), *years]  # type: ignore[attr-defined]
        if viewer.sees_all_units:
            self.fields["upt"].queryset = Unit.objects.order_by("pk")  # type: ignore[attr-defined]
        else:
            del self.fields["upt"]
