"""What people type about groups: who is in them, how long they worked, what a visit agreed on."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.business import queries, rules
from siap.business.models import Membership
from siap.core import clock
from siap.people.models import Person, Unit, User
from siap.people.rules import MENTOR, OFFICER, PROBATION_OFFICER
from siap.ui.forms import CountField, DayField, OnceForm, PhotoField, choice_of, text_of
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


class PlanVisitForm(OnceForm):
    """A visit that lies ahead."""

    planned_on = DayField(label=_("Hari kunjungan"))
    agenda = forms.CharField(
        label=_("Yang akan dilihat"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terbaca oleh petugas, supaya kelompok dapat menyiapkannya."),
    )  # fmt: skip


class VisitForm(OnceForm):
    """A mentoring visit that was made, with what was agreed."""

    visited_on = DayField(label=_("Hari kunjungan"))
    found = forms.CharField(label=_("Apa yang ditemukan"), max_length=2000, widget=forms.Textarea)
    photo = PhotoField(
        label=_("Foto"), required=False, help_text=_("Barang, alat, atau tempat kerja. Jangan ada orang di dalamnya.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["visited_on"].initial = clock.today
        for at in range(1, rules.MOST_ACTIONS + 1):
            self.fields[f"what_{at}"] = text_of(
                _("Tindak lanjut"), 300, required=False, help_text=_("Satu hal yang jelas dan dapat diperiksa.")
            )
            self.fields[f"owner_{at}"] = choice_of(
                rules.OWNERS, _("Siapa yang mengerjakan"), empty=_("Pilih"), required=False
            )
            self.fields[f"due_{at}"] = DayField(label=_("Selesai paling lambat"), required=False)

    @property
    def action_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of each action together."""
        return [
            tuple(self[f"{name}_{at}"] for name in ("what", "owner", "due")) for at in range(1, rules.MOST_ACTIONS + 1)
        ]

    @property
    def agreed(self) -> list[rules.Agreed]:
        """What was agreed; only after `is_valid()`."""
        told = self.cleaned_data
        rows = ((told[f"what_{at}"], told[f"owner_{at}"], told[f"due_{at}"]) for at in range(1, rules.MOST_ACTIONS + 1))
        return [rules.Agreed(*row) for row in rows if row[0]]

    def clean(self) -> dict[str, Any]:
        """An action is what, who and until when: all of it or nothing."""
        cleaned = super().clean() or self.cleaned_data
        for at in range(1, rules.MOST_ACTIONS + 1):
            given = {name: cleaned.get(f"{name}_{at}") for name in _WHOLE}
            for name, says in _WHOLE.items() if any(given.values()) else ():
                if not given[name] and f"{name}_{at}" not in self.errors:
                    self.add_error(f"{name}_{at}", says)
        return cleaned


_WHOLE = {
    "what": _("Tulis apa yang disepakati."),
    "owner": _("Pilih siapa yang mengerjakannya."),
    "due": _("Tulis sampai kapan."),
}
