"""Form fields that read what people type and answer in a sentence; nothing typed is ever lost.

A field gives whole rupiah, gram, minutes or a date to the verb, and shows them again as people write them. `OnceForm`
makes sending a form twice harmless. `Renderer` draws every field the same way: label above, help, input, error beside.
"""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siap.core import ids, money
from siap.ui import reading, words

DAY_OF_MINUTES = 24 * 60
TEN_TONNES = 10_000_000  # gram
PHOTO_BYTES = 5 * 1024 * 1024
PHOTO_PIXELS = 50_000_000
PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")


class Renderer(DjangoTemplates):
    """Every form and field of the house is drawn by our two templates."""

    form_template_name = "ui/fields.html"
    field_template_name = "ui/field.html"


class _SpokenField(forms.Field, ABC):
    """A whole number typed as text, from `min` to `max`, both included."""

    default_error_messages = {"required": gettext_lazy("Bagian ini perlu diisi.")}
    inputmode = "numeric"
    unit_before = ""
    unit_after: object = ""

    def __init__(self, *, min: int, max: int, **options: Any) -> None:
        self.min, self.max = min, max
        super().__init__(**options)

    @abstractmethod
    def read(self, text: str, /) -> int:
        """The number in a text; raises `ValidationError` with a sentence."""

    @abstractmethod
    def write(self, value: int, /) -> str:
        """The number as `read` understands it again."""

    def to_python(self, value: object) -> int | None:
        """The number, None for nothing typed; raises `ValidationError` with a sentence."""
        if value is None or isinstance(value, int):
            return value
        text = str(value).strip()
        return self.read(text) if text else None

    def validate(self, value: int | None) -> None:
        """Required and within bounds."""
        super().validate(value)
        if value is not None and value < self.min:
            raise ValidationError(self.too_little(), code="min_value")
        if value is not None and value > self.max:
            raise ValidationError(self.too_much(), code="max_value")

    def too_little(self) -> str:
        return _("Paling sedikit %(bound)s.") % {"bound": self.write(self.min)}

    def too_much(self) -> str:
        return _("Terlalu besar: paling banyak %(bound)s.") % {"bound": self.write(self.max)}

    def prepare_value(self, value: object) -> object:
        """A stored number as people write it; typed text exactly as it was typed."""
        return self.write(value) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """A number pad on a phone, and no suggestions from other pages."""
        return {"inputmode": self.inputmode, "autocomplete": "off", "class": "number"}


class CountField(_SpokenField):
    """A whole number of things or people."""

    read = staticmethod(reading.whole)
    write = staticmethod(money.digits)

    def __init__(self, *, min: int = 1, max: int = 1_000_000, **options: Any) -> None:
        super().__init__(min=min, max=max, **options)


class RupiahField(_SpokenField):
    """Whole rupiah, above zero unless `allow_zero`, at most `siap.core.money.MOST`."""

    read = staticmethod(reading.rupiah)
    write = staticmethod(money.digits)
    unit_before = "Rp"

    def __init__(self, *, allow_zero: bool = False, max: int = money.MOST, **options: Any) -> None:
        super().__init__(min=0 if allow_zero else 1, max=max, **options)

    def too_little(self) -> str:
        return _("Jumlah uang harus lebih dari nol.")

    def too_much(self) -> str:
        return _("Jumlah ini terlalu besar: paling banyak %(bound)s. Periksa lagi jumlah nolnya.") % {
            "bound": money.rupiah(self.max)
        }


class GramField(_SpokenField):
    """A weight in whole gram; people may type kilograms (`0,25 kg`)."""

    read = staticmethod(reading.gram)
    inputmode = "text"

    def __init__(self, *, min: int = 1, max: int = TEN_TONNES, **options: Any) -> None:
        super().__init__(min=min, max=max, **options)

    def write(self, value: int, /) -> str:
        """In gram: a kilogram with three decimals could be read in two ways."""
        return f"{money.digits(value)} g"


class HoursField(_SpokenField):
    """A length of working time in whole minutes; people type hours (`7,5` or `7:30`)."""

    read = staticmethod(reading.minutes)
    write = staticmethod(words.clock_hours)
    inputmode = "text"
    unit_after: object = gettext_lazy("jam")

    def __init__(self, *, min: int = 1, max: int = DAY_OF_MINUTES, **options: Any) -> None:
        super().__init__(min=min, max=max, **options)

    def too_little(self) -> str:
        if self.min == 1:
            return _("Lamanya harus lebih dari nol.")
        return _("Paling sedikit %(bound)s.") % {"bound": words.hours(self.min)}

    def too_much(self) -> str:
        return _("Terlalu lama: paling banyak %(bound)s.") % {"bound": words.hours(self.max)}


class DayInput(forms.DateInput):
    """The browser's own date input. What it could not show (a day that does not exist) comes back as text."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if isinstance(value, str) and not _is_iso_day(value):
            context["widget"]["type"] = "text"
        return context


def _is_iso_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class DayField(forms.Field):
    """A calendar day between `earliest` and `latest`, both included."""

    widget = DayInput
    default_error_messages = {"required": gettext_lazy("Tanggalnya perlu diisi.")}

    def __init__(self, *, earliest: date = date(1920, 1, 1), latest: date = date(2100, 12, 31), **options: Any) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**options)

    def to_python(self, value: object) -> date | None:
        """The day, None for nothing typed; raises `ValidationError` with a sentence."""
        if value is None or isinstance(value, date):
            return value
        text = str(value).strip()
        return reading.day(text) if text else None

    def validate(self, value: date | None) -> None:
        """Required and within bounds."""
        super().validate(value)
        if value is not None and not self.earliest <= value <= self.latest:
            raise ValidationError(
                _("Tanggal ini di luar yang mungkin: antara %(earliest)s dan %(latest)s.")
                % {"earliest": words.day(self.earliest), "latest": words.day(self.latest)},
                code="out_of_reach",
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """The browser's calendar keeps to the same bounds."""
        return {"min": self.earliest.isoformat(), "max": self.latest.isoformat(), "autocomplete": "off"}


class PhotoField(forms.ImageField):
    """A JPEG, PNG or WebP picture of at most 5 MB. `core` re-encodes it when it becomes a document."""

    widget = forms.FileInput
    default_validators = []  # the content decides, not the ending of the name
    default_error_messages = {
        "required": gettext_lazy("Pilih sebuah foto."),
        "empty": gettext_lazy("Berkas foto ini kosong. Pilih foto lain."),
        "invalid_image": gettext_lazy("Berkas ini bukan foto yang bisa dibaca. Pilih berkas JPG, PNG, atau WebP."),
    }

    def to_python(self, data: Any) -> Any:
        """The uploaded file with its `image`; raises `ValidationError` with a sentence."""
        if isinstance(data, UploadedFile) and (data.size or 0) > PHOTO_BYTES:
            raise ValidationError(
                _("Foto ini lebih besar dari 5 MB. Kecilkan dulu, lalu pilih lagi."), code="too_large"
            )
        photo: Any = super().to_python(data)
        if photo is not None and photo.image.format not in PHOTO_FORMATS:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image")
        if photo is not None and photo.image.width * photo.image.height > PHOTO_PIXELS:
            raise ValidationError(
                _("Foto ini terlalu besar ukurannya. Kecilkan dulu, lalu pilih lagi."), code="too_large"
            )
        return photo

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Offers only what can be read."""
        return {"accept": "image/jpeg,image/png,image/webp"}


class OnceForm(forms.Form):
    """A form that may be sent twice: a hidden UUIDv7, made when the page is shown, names what it will make."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["uid"] = forms.UUIDField(
            widget=forms.HiddenInput,
            initial=ids.new_uid,
            error_messages={
                "required": _("Halaman ini tidak lengkap. Muat ulang halaman, lalu kirim lagi."),
                "invalid": _("Halaman ini tidak lengkap. Muat ulang halaman, lalu kirim lagi."),
            },
        )

    @property
    def uid(self) -> UUID:
        """The name of what this form makes; only after `is_valid()`."""
        uid: UUID = self.cleaned_data["uid"]
        return uid


def choice_of(choices: Any, label: Any, *, empty: Any = "", **options: Any) -> forms.ChoiceField:
    """One of a few, with a sentence when it is missing or none of them."""
    return forms.ChoiceField(
        choices=[("", empty), *choices] if empty else choices, label=label,
        error_messages={
            "required": gettext_lazy("Pilih salah satu."), "invalid_choice": gettext_lazy("Pilihan ini tidak ada.")
        },
        **options,
    )  # fmt: skip


def text_of(label: Any, most: int, **options: Any) -> forms.CharField:
    """A line of text, with sentences in the house's own words."""
    return forms.CharField(
        label=label, max_length=most,
        error_messages={
            "required": gettext_lazy("Bagian ini perlu diisi."), "max_length": gettext_lazy("Terlalu panjang.")
        },
        **options,
    )  # fmt: skip
