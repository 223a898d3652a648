"""What people type in training: a class, who joins, who came, what they knew."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.learning.models import Attendance, Audience, Course, Enrolment, Lesson
from siap.people.models import Person, Unit, User
from siap.ui.forms import CountField, DayField, OnceForm


class CourseChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A course with for whom it is."""

    def label_from_instance(self, course: Course) -> str:
        """`Mulai usaha olahan (Peserta)`."""
        return f"{course.title} ({course.get_audience_display()})"


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several people, ticked, by the name the user may see."""

    def __init__(self, user: User, people: QuerySet[Person], **options: Any) -> None:
        self.user = user
        super().__init__(people, to_field_name="uid", widget=forms.CheckboxSelectMultiple, **options)

    def label_from_instance(self, person: Person) -> str:
        """The name this user may see."""
        return person.name_for(self.user)


class CourseForm(forms.Form):
    """A course that can be taught."""

    title = forms.CharField(label=_("Nama pelatihan"), max_length=120)
    code = forms.CharField(label=_("Kode"), max_length=12, help_text=_("Pendek dan tidak berubah, misalnya KWU-1."))
    audience = forms.ChoiceField(label=_("Untuk siapa"), choices=Audience.choices)
    lesson_hours = CountField(label=_("Jam pelajaran"), help_text=_("Satu jam pelajaran 45 menit."), max=1000)
    pass_mark = CountField(label=_("Nilai lulus"), min=1, max=100, initial=60)
    min_presence = CountField(
        label=_("Hadir paling sedikit (persen)"),
        min=0,
        max=100,
        initial=75,
        help_text=_("Sakit, sidang, ibadah, dan keperluan lain tidak dihitung sebagai mangkir."),
    )
    issuer = forms.CharField(
        label=_("Penerbit sertifikat"),
        max_length=120,
        help_text=_("Lembaga pelatihan atau koperasi. Nama UPT tidak pernah ada di sertifikat."),
    )


class CohortForm(OnceForm):
    """A new class. Somebody of one unit is not asked which."""

    on = DayField(label=_("Dibuka pada"))

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.visible_to(user).order_by("pk")
        courses = Course.objects.order_by("audience", "title")
        course = CourseChoice(courses, label=_("Pelatihan"), to_field_name="uid", empty_label=None)
        unit = forms.ModelChoiceField(units, label=_("UPT"), to_field_name="uid", empty_label=None)
        if user.unit is not None and len(units) == 1:
            unit.initial = user.unit.uid
            unit.widget = forms.HiddenInput()
        self.fields = {"course": course, "unit": unit, **self.fields}
        self.fields["on"].initial = clock.today


class EnrolForm(forms.Form):
    """Who joins, ticked from those who may."""

    def __init__(self, user: User, people: QuerySet[Person], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"] = PeopleChoice(
            user,
            people,
            label=_("Siapa yang ikut"),
            error_messages={
                "required": _("Centang paling sedikit satu orang."),
                "invalid_choice": _(
                    "Ada orang yang sudah terdaftar atau tidak bisa ikut lagi. Periksa daftar di bawah."
                ),
            },
        )


class BankForm(forms.Form):
    """A question bank to be taken in."""

    document = forms.FileField(
        label=_("Berkas soal"),
        help_text=_(
            "Lembar kerja (.xlsx) atau paket QTI 3 (.zip). Kode soal yang sama dengan kata lain menjadi versi baru."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip"}),
    )


class SessionForm(OnceForm):
    """A meeting and its attendance on one screen: everybody present, exceptions are chosen. The lesson that comes next is
    filled in, so that most of the time there is nothing to type."""

    held_on = DayField(label=_("Hari pertemuan"))
    lesson = forms.TypedChoiceField(label=_("Bahan"), coerce=int, required=False, empty_value=None)
    topic = forms.CharField(label=_("Bahasan"), max_length=120, required=False)
    lesson_hours = CountField(label=_("Jam pelajaran"), max=10, initial=2)
    room = forms.CharField(label=_("Ruangan"), max_length=60, required=False)

    def __init__(
        self,
        user: User,
        enrolments: Iterable[Enrolment],
        *args: Any,
        lessons: Sequence[Lesson] = (),
        next_lesson: Lesson | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["held_on"].initial = clock.today
        self.lessons = {one.position: one for one in lessons}
        self._offer_lessons(next_lesson)
        self.people = {f"a_{one.person.uid.hex}": one.person for one in enrolments}
        for name, person in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=person.name_for(user), choices=Attendance.State.choices, initial=Attendance.State.PRESENT
            )

    def _offer_lessons(self, next_lesson: Lesson | None) -> None:
        if not self.lessons:
            del self.fields["lesson"]
            return
        offered = [(one.position, f"{one.position}. {one.title}") for one in self.lessons.values()]
        self.fields["lesson"].choices = [("", _("Bahan lain")), *offered]  # type: ignore[attr-defined]
        self.fields["topic"].help_text = _("Boleh kosong kalau bahannya sudah dipilih.")
        if next_lesson is not None:
            self.fields["lesson"].initial = next_lesson.position
            self.fields["lesson_hours"].initial = next_lesson.lesson_hours

    def clean(self) -> dict[str, Any]:
        """The lesson's title is the topic where nothing else was typed."""
        cleaned: dict[str, Any] = super().clean() or {}
        lesson = self.lessons.get(cleaned.get("lesson") or 0)
        cleaned["lesson"] = lesson.position if lesson else None
        if not cleaned.get("topic"):
            if lesson is None:
                self.add_error("topic", _("Bagian ini perlu diisi."))
            else:
                cleaned["topic"] = lesson.title
        return cleaned

    def rows(self) -> Iterator[tuple[Person, forms.BoundField]]:
        """Each person with his field."""
        return ((person, self[name]) for name, person in self.people.items())

    @property
    def attendance(self) -> dict[int, str]:
        """Person id → state; only after `is_valid()`."""
        return {person.pk: self.cleaned_data[name] for name, person in self.people.items()}


class MarksForm(forms.Form):
    """Pre-test and post-test of a whole class; an empty field is not marked yet."""

    def __init__(self, user: User, enrolments: Iterable[Enrolment], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.enrolments = list(enrolments)
        for one in self.enrolments:
            for kind, label, mark in (
                ("pre", _("Tes awal"), one.pre_test),
                ("post", _("Tes akhir"), one.post_test),
            ):
                self.fields[self._name(one, kind)] = CountField(
                    label=f"{label}: {one.person.name_for(user)}", min=0, max=100, required=False, initial=mark
                )

    @staticmethod
    def _name(enrolment: Enrolment, kind: str) -> str:
        return f"{kind}_{enrolment.person.uid.hex}"

    def rows(self) -> Iterator[tuple[Enrolment, forms.BoundField, forms.BoundField]]:
        """Each enrolment with its two fields."""
        return ((one, self[self._name(one, "pre")], self[self._name(one, "post")]) for one in self.enrolments)

    @property
    def marks(self) -> list[tuple[Enrolment, str, int]]:
        """What was typed; only after `is_valid()`."""
        return [
            (one, kind, self.cleaned_data[self._name(one, kind)])
            for one in self.enrolments
            for kind in ("pre", "post")
            if self.cleaned_data[self._name(one, kind)] is not None
        ]


class BecauseForm(forms.Form):
    """The reason of a deed that cannot be undone."""

    because = forms.CharField(label=_("Alasan"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class TimetableForm(forms.Form):
    """On which days of the week a class meets."""

    weekdays = forms.MultipleChoiceField(
        label=_("Bertemu setiap"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[
            ("0", _("Senin")), ("1", _("Selasa")), ("2", _("Rabu")), ("3", _("Kamis")), ("4", _("Jumat")),
            ("5", _("Sabtu")), ("6", _("Hari Minggu")),
        ],
        help_text=_("Hari libur dan hari ibadah UPT dilewati sendiri."),
        error_messages={"invalid_choice": _("Pilihan ini tidak ada. Muat ulang halaman ini.")},
    )  # fmt: skip
