"""What is typed about people, and about who may sign in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.people.models import Identifier, KeepApart, Person, Placement, Unit, UnitDay, User
from siap.people.rules import BAPAS, CORRECTED_BECAUSE, RELEASES, RELEASES_OF, ROLE_NAMES
from siap.ui.forms import DayField, OnceForm, choice_of, text_of

PICK_UNIT = _("Pilih UPT")


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit by its short name, sent by its uid."""

    def __init__(self, *, empty: Any = PICK_UNIT, **options: Any) -> None:
        super().__init__(
            Unit.objects.order_by("short_name"), to_field_name="uid", empty_label=empty,
            error_messages={
                "required": _("Pilih UPT-nya."), "invalid_choice": _("UPT ini tidak ada dalam pilihan Anda.")
            },
            **options,
        )  # fmt: skip


class PersonForm(OnceForm):
    """Who comes in, and where. Offence, religion and block are never asked."""

    name = text_of(_("Nama lengkap"), 120, help_text=_("Seperti di KTP atau surat penahanan."))
    workshop_name = text_of(
        _("Nama panggilan"), 40, required=False, help_text=_("Yang dilihat koperasi dan tertulis di lembar kerja.")
    )
    sex = choice_of(Person.Sex.choices, _("Jenis kelamin"), empty=_("Pilih"))
    born_on = DayField(label=_("Tanggal lahir"))
    unit = UnitChoice(label=_("UPT"))
    status = choice_of(Placement.Status.choices, _("Status"), empty=_("Pilih"))
    register_number = text_of(
        _("Nomor register"),
        40,
        required=False,
        help_text=_("Disimpan tersandi. Spasi dan huruf besar tidak berpengaruh."),
    )
    since = DayField(label=_("Masuk UPT tanggal"))
    expected_release_on = DayField(
        label=_("Perkiraan bebas"), required=False, help_text=_("Hanya untuk narapidana dan klien. Tahanan: kosongkan.")
    )
    food_clearance_until = DayField(label=_("Keterangan sehat untuk mengolah makanan, berlaku sampai"), required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        mine: QuerySet[Unit] = Unit.objects.visible_to(user).order_by("short_name")
        self.fields["unit"].queryset = mine  # type: ignore[attr-defined]
        self.initial.setdefault("unit", user.unit.uid if user.unit else None)
        self.initial.setdefault("since", clock.today())

    def details(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.cleaned_data, "uid": self.uid}


class CorrectForm(forms.Form):
    """Who a person is, as it should have been written."""

    name = text_of(_("Nama lengkap"), 120)
    workshop_name = text_of(_("Nama panggilan"), 40)
    sex = choice_of(Person.Sex.choices, _("Jenis kelamin"))
    born_on = DayField(label=_("Tanggal lahir"))
    because = choice_of(CORRECTED_BECAUSE.items(), _("Mengapa diperbaiki"), empty=_("Pilih"))

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {name: getattr(person, name) for name in ("name", "workshop_name", "sex", "born_on")}


class TransferForm(forms.Form):
    """To which unit, from which day."""

    to = UnitChoice(label=_("Pindah ke"))
    on = DayField(label=_("Mulai tanggal"))
    register_number = text_of(
        _("Nomor register baru"), 40, required=False, help_text=_("Isi bila nomornya berubah di tempat baru.")
    )

    def __init__(self, *args: Any, place: Placement, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())
        others = Unit.objects.exclude(pk=place.unit_id).order_by("short_name")
        if place.status == Placement.Status.CLIENT:
            others = others.filter(kind=BAPAS)
        elif place.status != Placement.Status.OFFICER:
            others = others.exclude(kind=BAPAS)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    """How, when, and which Bapas takes over."""

    kind = choice_of([], _("Cara bebas"))
    on = DayField(label=_("Tanggal bebas"))
    bapas = UnitChoice(
        label=_("Bapas yang membimbing"), required=False, empty=_("Tidak ada"),
        help_text=_("Wajib untuk PB, CB, dan CMB. Sesudah bebas tanpa syarat hanya bila orangnya setuju didampingi."),
    )  # fmt: skip

    def __init__(self, *args: Any, status: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())
        ways = [("", _("Pilih")), *((kind, RELEASES[kind]) for kind in RELEASES_OF[status])]
        self.fields["kind"].choices = ways  # type: ignore[attr-defined]
        self.fields["bapas"].queryset = Unit.objects.filter(kind=BAPAS)  # type: ignore[attr-defined]
        if status == Placement.Status.CLIENT:
            del self.fields["bapas"]


class DeathForm(forms.Form):
    """When, and the paper that says so."""

    on = DayField(label=_("Tanggal meninggal"))
    certificate = forms.FileField(
        label=_("Surat keterangan kematian"), help_text=_("Foto atau PDF, paling besar 10 MB."),
        error_messages={"required": _("Lampirkan foto atau PDF surat keterangan kematian.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())


class ConsentForm(forms.Form):
    """The text was read aloud and signed."""

    signed = forms.BooleanField(
        label=_("Sudah dibacakan, dan orangnya sudah menandatangani atau membubuhkan cap jempol"),
        error_messages={"required": _("Bacakan dulu teksnya dan minta tanda tangan atau cap jempol.")},
    )


class NumberForm(forms.Form):
    """A number with its first day."""

    kind = choice_of(Identifier.Kind.choices, _("Jenis nomor"))
    value = text_of(_("Nomor"), 40)
    since = DayField(label=_("Berlaku mulai"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("since", clock.today())


class ApartForm(OnceForm):
    """Whom somebody should not be put together with. Why is one of a list: the story stays where it belongs."""

    other = text_of(_("Kode anggota orang yang lain"), 16, help_text=_("Seperti SU-0012."))
    why = choice_of(KeepApart.Why.choices, _("Sebabnya"), empty=_("Pilih"))

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people

    def clean_other(self) -> Person:
        """Somebody whom the reader may see."""
        found = self.people.filter(member_code=self.cleaned_data["other"].strip().upper()).first()
        if found is None:
            raise forms.ValidationError(_("Kode anggota ini tidak dikenal di UPT Anda."))
        return found


class TwinForm(forms.Form):
    """Which of the likely twins goes into the file that is shown."""

    twin = forms.ModelChoiceField(
        Person.objects.none(), label=_("Berkas yang dilebur"), to_field_name="uid", widget=forms.RadioSelect, empty_label=None,
        error_messages={
            "required": _("Pilih satu berkas."), "invalid_choice": _("Berkas ini tidak mirip lagi. Muat ulang halaman ini."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, twins: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["twin"]
        field.queryset = Person.objects.filter(pk__in=[one.pk for one in twins])
        field.label_from_instance = lambda one: f"{one.name} · {one.member_code}"


class UserForm(forms.Form):
    """Who is to sign in."""

    name = text_of(_("Nama"), 120)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9.-]*$", label=_("Nama masuk"), min_length=3, max_length=40,
        help_text=_("Huruf kecil, angka, titik, atau tanda hubung."),
        error_messages={
            "required": _("Bagian ini perlu diisi."), "min_length": _("Paling sedikit 3 huruf."),
            "invalid": _("Hanya huruf kecil, angka, titik, dan tanda hubung, tanpa spasi."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    member_code = text_of(
        _("Kode anggota orangnya"), 16, required=False,
        help_text=_("Untuk petugas dan bendahara kelompok, seperti SU-0012. Pengguna lain: kosongkan."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Kata sandi pertama"), strip=False, help_text=_("Paling sedikit 10 huruf. Minta orangnya segera menggantinya."),
        error_messages={"required": _("Bagian ini perlu diisi.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean_member_code(self) -> str:
        """A code that belongs to somebody who cannot sign in yet; sets `person`."""
        code: str = self.cleaned_data["member_code"].strip().upper()
        self.person = Person.objects.filter(member_code=code).first() if code else None
        if code and self.person is None:
            raise forms.ValidationError(_("Kode anggota ini tidak dikenal."))
        if self.person is not None and User.objects.filter(person=self.person).exists():
            raise forms.ValidationError(_("Orang ini sudah menjadi pengguna."))
        return code


class RoleForm(forms.Form):
    """A role, and in which unit."""

    kind = choice_of(ROLE_NAMES.items(), _("Peran"), empty=_("Pilih peran"))
    unit = UnitChoice(
        label=_("UPT"), required=False, empty=_("Seluruh kantor"),
        help_text=_("Kepala, petugas, pembimbing, dan bendahara berperan di satu UPT; yang lain di seluruh kantor."),
    )  # fmt: skip
    letter = text_of(
        _("Nomor surat perintah"), 60, required=False,
        help_text=_("Hanya untuk pelaksana kepala (Plh atau Plt), selama kepala berhalangan."),
    )  # fmt: skip
    until_on = DayField(label=_("Hari terakhirnya"), required=False, help_text=_("Hanya untuk pelaksana kepala."))


class PasswordForm(forms.Form):
    """A new password for somebody who forgot his."""

    password = forms.CharField(
        label=_("Kata sandi baru"), strip=False, error_messages={"required": _("Bagian ini perlu diisi.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


class UnitDayForm(OnceForm):
    """Days of a unit; of every unit, where `may_all` and none is chosen."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("UPT"), to_field_name="uid", empty_label=None,
        error_messages={"required": _("Pilih UPT-nya."), "invalid_choice": _("UPT ini tidak ada dalam pilihan.")},
    )  # fmt: skip
    kind = choice_of(UnitDay.Kind.choices, _("Hari apa"))
    name = text_of(_("Namanya"), 80, help_text=_("Misalnya: Natal, Idulfitri, kerja bakti."))
    from_on = DayField(label=_("Hari pertama"))
    until_on = DayField(label=_("Hari terakhir"), required=False, help_text=_("Kosongkan bila sehari saja."))

    def __init__(self, units: QuerySet[Unit], *args: Any, may_all: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ModelChoiceField[Unit] = self.fields["unit"]  # type: ignore[assignment]
        field.queryset = units
        if may_all:
            field.required, field.empty_label = False, _("Semua UPT")
