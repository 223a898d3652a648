"""Forms of the press desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.people.models import Person, Unit
from siap.stories import queries
from siap.ui.forms import OnceForm


class WorkshopNames(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People by the name they chose: the press desk sees no other."""

    def label_from_instance(self, person: Any) -> str:
        """Workshop name and member code."""
        return f"{person.workshop_name} · {person.member_code}"


class StoryForm(OnceForm):
    """A title, a text with a few marks, a picture, and who is shown."""

    title = forms.CharField(
        label=_("Judul"), max_length=120, error_messages={"required": _("Beri judul yang menceritakan isinya.")}
    )
    body = forms.CharField(
        label=_("Isi"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Tulis seperti bercerita. Baris kosong memulai paragraf baru. **tebal**, *miring*, ## judul bagian, - daftar, "
            "[tulisan](https://alamat). Jangan menulis nama lengkap peserta."
        ),
        error_messages={"required": _("Isi ceritanya.")},
    )
    picture = forms.FileField(
        label=_("Gambar"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Dibuat ulang tanpa keterangan tempat dan kamera. Yang terlihat harus setuju difoto."),
    )
    picture_tells = forms.CharField(
        label=_("Apa yang terlihat di gambar?"),
        max_length=200,
        required=False,
        help_text=_("Satu kalimat, untuk yang tidak dapat melihatnya."),
    )
    drop_picture = forms.BooleanField(label=_("Hapus gambar yang ada"), required=False)
    unit = forms.ModelChoiceField(
        label=_("UPT"), queryset=Unit.objects.none(), required=False, empty_label=_("Seluruh Kanwil")
    )
    people = WorkshopNames(
        label=_("Siapa yang disebut atau terlihat?"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya orang yang sudah menyetujui cerita publik yang dapat dipilih."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = Unit.objects.order_by("pk")  # type: ignore[attr-defined]
        self.fields["people"].queryset = queries.people_who_agreed()  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a story is no longer public."""

    because = forms.CharField(
        label=_("Mengapa ditarik?"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya dalam satu kalimat.")},
    )
