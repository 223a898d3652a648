"""What people type about groups: who is in them, how long they worked, what a visit agreed on."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.business import queries
from siap.business.models import Membership
from siap.core import clock
from siap.people.models import Person, Unit, User
from siap.people.rules import MENTOR, OFFICER, PROBATION_OFFICER
from siap.ui.forms import CountField, DayField, OnceForm
from siap.ui.hours import HoursForm


class UserChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who signs in, by name."""

    def label_from_instance(self, user: User) -> str:
        """His name; the sign-in name is nobody's business."""
        return user.name


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person, by the name the user may see."""

    def __init__(self, user: User, people: QuerySet[Person], **options: Any) -> None:
        self.user = user
        super().__init__(people, to_field_name="uid", **options)

    def label_from_instance(self, person: Person) -> str:
        """The name this user may see."""
        return person.name_for(self.user)


def _standing_in(*roles: str, unit: Unit | None = None) -> QuerySet[User]:
    """Users who stand in one of these roles today, in a unit when asked."""
    today = clock.today()
    valid = Q(roles__kind__in=roles, roles__from_on__lte=today)
    valid &= Q(roles__until_on=None) | Q(roles__until_on__gte=today)
    if unit is not None:
        valid &= Q(roles__unit=unit)
    users: QuerySet[User] = User.objects.filter(valid, is_active=True).distinct().order_by("name")
    return users


class GroupForm(OnceForm):
    """A new group: its name, what it makes, and a post for everybody who joins."""

    name = forms.CharField(label=_("Nama kelompok"), max_length=80, help_text=_("Nama ini dibaca pembeli pada label."))
    what = forms.CharField(label=_("Apa yang dibuat"), max_length=120)

    def __init__(self, user: User, unit: Unit, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bridge"] = UserChoice(
            _standing_in(OFFICER, PROBATION_OFFICER, unit=unit), to_field_name="uid", label=_("Petugas penghubung"),
            initial=user.uid, empty_label=_("Pilih petugas"),
        )  # fmt: skip
        self.fields["mentor"] = UserChoice(
            _standing_in(MENTOR), to_field_name="uid", label=_("Pendamping koperasi"), required=False,
            empty_label=_("Belum ada"),
        )  # fmt: skip
        self.people = {f"p_{person.uid.hex}": person for person in queries.may_join(unit)}
        for name, person in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=person.name_for(user), required=False, choices=[("", _("Tidak ikut")), *Membership.Post.choices]
            )

    def rows(self) -> list[tuple[Person, forms.BoundField]]:
        """Each person who may join, with his field."""
        return [(person, self[name]) for name, person in self.people.items()]

    @property
    def members(self) -> list[tuple[Person, str]]:
        """Who joins, in which post; only after `is_valid()`."""
        return [(person, self.cleaned_data[name]) for name, person in self.people.items() if self.cleaned_data[name]]


class JoinForm(forms.Form):
    """One more member."""

    post = forms.ChoiceField(label=_("Tugas"), choices=Membership.Post.choices, initial=Membership.Post.MEMBER)
    on = DayField(label=_("Mulai"))

    def __init__(self, user: User, unit: Unit, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = PersonChoice(user, queries.may_join(unit), label=_("Siapa"), empty_label=_("Pilih orang"))
        self.fields = {"person": choice, **self.fields}
        self.fields["on"].initial = clock.today


class LeaveForm(forms.Form):
    """The last day of a membership."""

    on = DayField(label=_("Hari terakhir"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today


class BecauseForm(forms.Form):
    """The reason of an end."""

    because = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectionForm(HoursForm[Person]):
    """A sheet written anew, with the reason."""

    because = forms.CharField(
        label=_("Mengapa diperbaiki"), max_length=200, help_text=_("Alasan ini tersimpan bersama kedua lembar.")
    )


class ConductForm(OnceForm):
    """How much a member's conduct counts from a day on."""

    percent = CountField(label=_("Nilai kelakuan, persen"), min=1, max=100)
    from_on = DayField(label=_("Mulai tanggal"))
    evidence = forms.CharField(
        label=_("Bukti"), max_length=200, required=False,
        help_text=_("Misalnya nomor berita acara. Wajib bila di bawah 100."),
    )  # fmt: skip
    fair = forms.BooleanField(
        label=_("Bukan karena berhenti, sakit, sidang, ibadah, atau puasa"),
        error_messages={
            "required": _("Berhenti, sakit, sidang, ibadah dan puasa tidak pernah menurunkan nilai kelakuan.")
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("from_on", clock.today())


class VisitForm(OnceForm):
    """A mentoring visit."""

    visited_on = DayField(label=_("Hari kunjungan"))
    found = forms.CharField(label=_("Apa yang ditemukan"), max_length=2000, widget=forms.Textarea)
    agreed = forms.CharField(
        label=_("Apa yang disepakati"), max_length=2000, required=False, widget=forms.Textarea,
        help_text=_("Satu tindak lanjut yang jelas: siapa melakukan apa."),
    )  # fmt: skip
    due_on = DayField(label=_("Tenggat tindak lanjut"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["visited_on"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        """A due day belongs to something that is due."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("due_on") and not cleaned.get("agreed"):
            self.add_error("agreed", _("Tulis apa yang disepakati untuk tenggat itu."))
        return cleaned
