"""What is typed, tapped and photographed around a test."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siap.learning.models import Enrolment, Question, Test
from siap.learning.rules.banks import LETTERS
from siap.learning.rules.sheets import MOST_QUESTIONS
from siap.learning.rules.testing import SIGNS
from siap.people.models import User
from siap.ui.forms import CountField

BLANK, UNCLEAR = "-", "?"
MOST_PHOTOS = 60
PHOTO_BYTES = 10 * 1024 * 1024


class SetTestForm(forms.Form):
    """A test of a class: before or after, and how long."""

    kind = forms.ChoiceField(label=gettext_lazy("Tes"), choices=Test.Kind.choices)
    size = CountField(
        label=gettext_lazy("Jumlah soal"),
        min=5,
        max=MOST_QUESTIONS,
        initial=20,
        help_text=gettext_lazy("Tes akhir memakai soal yang sama dengan tes awal, supaya kenaikannya terlihat."),
    )

    def __init__(self, kinds: Sequence[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, Test.Kind(kind).label) for kind in kinds]  # type: ignore[attr-defined]


class SignInForm(forms.Form):
    """Who sits down at the shared screen: a name, and the picture that only he knows."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Nama saya"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": gettext_lazy("Pilih dulu nama Anda.")},
    )
    sign = forms.ChoiceField(
        label=gettext_lazy("Gambar saya"),
        widget=forms.RadioSelect,
        choices=[(sign, sign) for sign in SIGNS],
        error_messages={
            "required": gettext_lazy("Pilih gambar Anda. Yang baru pertama kali, pilih satu dan ingat baik-baik.")
        },
    )

    def __init__(self, enrolments: Iterable[Enrolment], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(one.pk, one.person.workshop_name, one.person.member_code) for one in enrolments]
        names = [name for _pk, name, _code in people]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (pk, f"{name} · {code}" if names.count(name) > 1 else name) for pk, name, code in people
        ]


class QuestionForm(forms.Form):
    """One question at the shared screen."""

    choice = forms.TypedChoiceField(
        widget=forms.RadioSelect, coerce=int, required=False, empty_value=None, label=gettext_lazy("Jawaban")
    )

    def __init__(self, question: Question, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["choice"].choices = list(enumerate(question.choices))  # type: ignore[attr-defined]


class AnswersForm(forms.Form):
    """The answers of a class from paper: a row of letters a person, `-` for a blank. Empty: not keyed in now."""

    def __init__(
        self, user: User, enrolments: Iterable[Enrolment], sizes: Sequence[int], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.sizes = sizes
        self.people = {f"j_{one.pk}": one for one in enrolments}
        for name, one in self.people.items():
            self.fields[name] = forms.CharField(
                label=one.person.name_for(user),
                required=False,
                max_length=120,
                widget=forms.TextInput(
                    attrs={
                        "autocomplete": "off",
                        "autocapitalize": "characters",
                        "spellcheck": "false",
                        "class": "letters",
                    }
                ),
            )

    def rows(self) -> Iterator[tuple[Enrolment, forms.BoundField]]:
        """Each person with his field."""
        return ((one, self[name]) for name, one in self.people.items())

    def clean(self) -> dict[str, Any]:
        """Letters as indexes; a sentence beside the row that does not fit."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.people:
            typed = "".join(str(cleaned.get(name) or "").split()).upper()
            if typed:
                try:
                    cleaned[name] = self._read(typed)
                except ValidationError as error:
                    self.add_error(name, error)
            else:
                cleaned.pop(name, None)
        return cleaned

    def _read(self, typed: str) -> list[int | None]:
        if UNCLEAR in typed:
            place = typed.index(UNCLEAR) + 1
            raise ValidationError(
                _("Soal %(place)s tidak jelas di foto. Lihat kertasnya, lalu ganti tanda ? dengan huruf atau -.")
                % {"place": place}
            )
        if len(typed) != len(self.sizes):
            raise ValidationError(
                _("Ada %(typed)s jawaban, padahal soalnya %(size)s. Yang kosong ditulis -.")
                % {"typed": len(typed), "size": len(self.sizes)}
            )
        read = [None if letter == BLANK else LETTERS.find(letter) for letter in typed]
        for place, (choice, size) in enumerate(zip(read, self.sizes, strict=True), 1):
            if choice is not None and not 0 <= choice < size:
                raise ValidationError(
                    _("Jawaban soal %(place)s harus A sampai %(last)s, atau - untuk kosong.")
                    % {"place": place, "last": LETTERS[size - 1]}
                )
        return read

    @property
    def answers(self) -> dict[int, list[int | None]]:
        """Enrolment id → what was chosen; only after `is_valid()`."""
        return {one.pk: self.cleaned_data[name] for name, one in self.people.items() if name in self.cleaned_data}


class _ManyPhotos(forms.FileInput):
    allow_multiple_selected = True


class _PhotosField(forms.FileField):
    """Several pictures at once."""

    widget = _ManyPhotos

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every picture. Raises ValidationError with a sentence."""
        sent = data if isinstance(data, list | tuple) else [data]
        photos = [super(_PhotosField, self).clean(one, initial) for one in sent]
        if len(photos) > MOST_PHOTOS or any((one.size or 0) > PHOTO_BYTES for one in photos):
            raise ValidationError(
                _("Paling banyak %(most)s foto sekaligus, masing-masing paling besar 10 MB.") % {"most": MOST_PHOTOS}
            )
        return photos


class PhotosForm(forms.Form):
    """Photos of sheets that a camera can read."""

    photos = _PhotosField(
        label=gettext_lazy("Foto lembarnya"),
        help_text=gettext_lazy(
            "Boleh beberapa foto sekaligus, boleh miring atau terputar, asal keempat kotak hitam terlihat."
        ),
        widget=_ManyPhotos(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": gettext_lazy("Pilih foto lembarnya.")},
    )


class CredentialForm(forms.Form):
    """A credential that somebody wants to check."""

    credential = forms.CharField(
        label=gettext_lazy("Isi berkas kredensial"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
