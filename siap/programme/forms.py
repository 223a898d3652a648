"""What is typed about sharing terms and about the selection of participants."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.people.models import Person, Unit
from siap.programme.choosing import BEST, CHANGES, ENDS, GRADES, LEAST_DAYS, NAMES, OF_ITSELF, SEEN, Score
from siap.programme.models import AgreementPaper, Participation, Vacancy
from siap.programme.rules import BASES, BUILT_IN, LEAST_CONDUCT, MEASURES, PARTS, REGIMES, WEIGHTS, Portion, Terms
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField
from siap.ui.words import day

FILL_IN = {"required": _("Bagian ini perlu diisi."), "max_length": _("Terlalu panjang.")}
CHOOSE = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilihan ini tidak ada. Muat ulang halaman ini.")}
CHOOSE_SOME = {
    "required": _("Pilih paling sedikit satu orang."),
    "invalid_choice": _("Salah satu orang ini sudah diputuskan. Muat ulang halaman ini."),
    "invalid_pk_value": _("Salah satu orang ini tidak dikenal. Muat ulang halaman ini."),
}


class StartForm(forms.Form):
    """Which terms in documented use to start from."""

    start = forms.ChoiceField(
        label=_("Mulai dari"), choices=[(key, terms.name) for key, terms in BUILT_IN.items()], error_messages=CHOOSE
    )


class TermsForm(OnceForm):
    """New sharing terms, every word of them."""

    start = forms.ChoiceField(
        choices=[(key, terms.name) for key, terms in BUILT_IN.items()],
        widget=forms.HiddenInput, error_messages=CHOOSE,
    )  # fmt: skip
    name = forms.CharField(label=_("Nama ketentuan"), max_length=80, error_messages=FILL_IN)
    basis = forms.CharField(label=_("Dasar"), max_length=200, error_messages=FILL_IN)
    valid_from = DayField(label=_("Berlaku mulai"))
    regime = forms.ChoiceField(label=_("Bentuk"), choices=REGIMES, error_messages=CHOOSE)
    base = forms.ChoiceField(label=_("Yang dihitung"), choices=BASES, error_messages=CHOOSE)
    members = CountField(label=_("Premi anggota, persen"), min=0, max=100, required=False)
    capital = CountField(label=_("Modal usaha kelompok, persen"), min=0, max=100, required=False)
    capital_above = RupiahField(label=_("Modal hanya bila yang dibagi lebih dari"), allow_zero=True, required=False)
    state = CountField(
        label=_("PNBP, persen"), min=0, max=100, required=False,
        help_text=_("Pada upah: dari laba sesudah upah dibayar."),
    )  # fmt: skip
    state_above = RupiahField(label=_("PNBP hanya bila yang dibagi lebih dari"), allow_zero=True, required=False)
    programme = CountField(label=_("Bagian program, persen"), min=0, max=100, required=False)
    programme_above = RupiahField(label=_("Program hanya bila yang dibagi lebih dari"), allow_zero=True, required=False)
    remainder_to = forms.ChoiceField(
        label=_("Sisa pembulatan"), required=False, error_messages=CHOOSE,
        choices=[("", _("Sisa terbesar lebih dulu, serupiah seorang")), *list(PARTS.items())[1:]],
    )  # fmt: skip
    weights = forms.ChoiceField(label=_("Antaranggota menurut"), choices=WEIGHTS, error_messages=CHOOSE)
    least_conduct = CountField(
        label=_("Nilai kelakuan paling rendah, persen"), min=1, max=100, required=False,
        help_text=_("Hanya untuk hadir × hasil × kelakuan: di bawah ini nilai kelakuan siapa pun tidak turun."),
    )  # fmt: skip
    rate = RupiahField(
        label=_("Upah sejam, atau uang hadir sehari"), allow_zero=True, required=False,
        help_text=_("Hanya untuk upah dan magang."),
    )  # fmt: skip
    district = forms.ChoiceField(label=_("Upah minimum menurut"), required=False, error_messages=CHOOSE)
    month_hours = CountField(
        label=_("Upah minimum sebulan dibagi berapa jam"), max=400,
        help_text=_("126 menurut PP 36/2021 Pasal 16, bila perjanjian tidak menyebut lain."),
    )  # fmt: skip
    budget = forms.CharField(
        label=_("Anggaran yang membayar uang hadir"), max_length=120, required=False, help_text=_("Hanya untuk magang.")
    )
    usable_percent = CountField(
        label=_("Bagian orangnya yang boleh dipakai selama di dalam"), min=0, max=100,
        help_text=_("Dalam persen. Sisanya ditahan sampai bebas."),
    )  # fmt: skip
    state_first = forms.BooleanField(label=_("Anggota dibayar sesudah PNBP disetor"), required=False)
    carries_loss = forms.BooleanField(label=_("Rugi mengurangi bagi hasil berikutnya"), required=False)
    objection_days = CountField(label=_("Masa keberatan, hari"), min=1, max=90)

    def __init__(self, *args: Any, start: str = "karya", districts: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["district"].choices = [("", _("Pilih")), *((one, one) for one in districts)]  # type: ignore[attr-defined]
        told = BUILT_IN[start]
        filled: dict[str, object] = {
            "start": start, "valid_from": clock.today(), "usable_percent": 0, "objection_days": 14,
            "name": told.name, "basis": told.basis, "regime": told.regime, "base": told.base, "weights": told.weights,
            "month_hours": told.month_hours, "least_conduct": told.least_conduct,
            **{part.kind: part.percent for part in told.parts},
        }  # fmt: skip
        self.initial.update(filled)

    @property
    def told(self) -> Terms:
        """What was typed, its parts in the order of the terms it started from."""
        typed = self.cleaned_data
        order = dict.fromkeys([part.kind for part in BUILT_IN[typed["start"]].parts] + list(PARTS))
        parts = tuple(Portion(kind, typed[kind], typed.get(f"{kind}_above") or 0) for kind in order if typed.get(kind))
        return Terms(
            typed["name"], typed["basis"], typed["regime"], typed["base"], parts, typed["weights"],
            typed["remainder_to"], typed["carries_loss"], typed["rate"] or 0, typed["district"], typed["month_hours"],
            typed["budget"], typed["least_conduct"] or LEAST_CONDUCT,
        )  # fmt: skip


class CompleteForm(forms.Form):
    """What an agreement says besides its scope and terms."""

    number = forms.CharField(label=_("Nomor perjanjian"), max_length=60, required=False, error_messages=FILL_IN)
    until_on = DayField(
        label=_("Berlaku sampai"), required=False,
        help_text=_("Pada perpanjangan: tanggal yang baru. Kanwil dan koperasi diingatkan sejak 180 hari sebelumnya."),
    )  # fmt: skip
    regime = forms.ChoiceField(
        label=_("Hasil yang dijual lewat koperasi dibayar sebagai apa?"), required=False, error_messages=CHOOSE,
        choices=[("", _("Belum ditanyakan")), *REGIMES],
        help_text=_("Koperasi termasuk pihak ketiga. Tanyakan kepada Kanwil; jawabannya dicatat di sini."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Siapa yang menjawab, dengan surat apa"), max_length=200, required=False, error_messages=FILL_IN
    )


class TakePartForm(forms.Form):
    """A unit joins."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("UPT"), to_field_name="uid", empty_label=_("Pilih UPT"), error_messages=CHOOSE
    )
    joined_on = DayField(label=_("Ikut sejak"))

    def __init__(self, units: QuerySet[Unit], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["joined_on"].initial = clock.today


class AgreementPaperForm(OnceForm):
    """A paper of an agreement."""

    kind = forms.ChoiceField(label=_("Berkas apa"), choices=AgreementPaper.Kind.choices, error_messages=CHOOSE)
    title = forms.CharField(
        label=_("Judul"),
        max_length=120,
        error_messages=FILL_IN,
        help_text=_("Misalnya: Lampiran data pribadi. Untuk ketetapan: siapa yang menetapkan, dan nomornya."),
    )
    dated_on = DayField(label=_("Tanggal pada berkas"))
    document = forms.FileField(
        label=_("Berkas"), help_text=_("PDF atau foto (JPG, PNG, WebP), paling besar 10 MB."),
        error_messages={"required": _("Lampirkan berkasnya."), "empty": _("Berkas ini kosong. Pilih berkas lain.")},
    )  # fmt: skip


class ScopeForm(forms.Form):
    """How far a part of the agreement is."""

    measure = forms.ChoiceField(
        label=_("Dihitung dari"), required=False, error_messages=CHOOSE,
        choices=[("", _("Tidak dihitung; kemajuannya dicatat sendiri")), *MEASURES],
    )  # fmt: skip
    goal = CountField(
        label=_("Yang hendak dicapai"), max=10**12, required=False,
        help_text=_("Orang, kelompok, kunjungan, produk, atau rupiah; hanya bila dihitung."),
    )  # fmt: skip
    percent = CountField(
        label=_("Kemajuan, persen"), min=0, max=100, required=False, help_text=_("Hanya bila tidak dihitung.")
    )
    due_on = DayField(label=_("Selesai paling lambat"), required=False)


class MinimumWageForm(forms.Form):
    """A minimum wage and who set it."""

    district = forms.CharField(label=_("Kabupaten, kota atau provinsi"), max_length=26, error_messages=FILL_IN)
    monthly = RupiahField(label=_("Upah minimum sebulan"))
    basis = forms.CharField(label=_("Dasar"), max_length=200, error_messages=FILL_IN)
    valid_from = DayField(label=_("Berlaku mulai"))


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody by name and member code, sent by uid."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Person.objects.none(), to_field_name="uid", empty_label=_("Pilih orang"), error_messages=CHOOSE, **options
        )

    def label_from_instance(self, obj: Person) -> str:
        """Name first: two people may have one name, never one code."""
        return f"{obj.name} · {obj.member_code}"


class VacancyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A vacancy that takes people, sent by uid; none is no mistake."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Vacancy.objects.none(), label=_("Untuk lowongan"), to_field_name="uid", required=False,
            empty_label=_("Belum ditentukan"), error_messages=CHOOSE, **options,
        )  # fmt: skip


class VacancyForm(OnceForm):
    """Places to fill, and in what."""

    kind = forms.ChoiceField(label=_("Di mana"), choices=Vacancy.Kind.choices, error_messages=CHOOSE)
    title = forms.CharField(
        label=_("Nama kelompok atau kelasnya"), max_length=80, error_messages=FILL_IN,
        help_text=_("Seperti disebut di UPT, misalnya Keripik Harapan."),
    )  # fmt: skip
    seats = CountField(label=_("Berapa tempat"), max=500)


class ProposeForm(OnceForm):
    """Who is proposed, by his own will."""

    person = PersonChoice(label=_("Siapa"))
    vacancy = VacancyChoice()
    on = DayField(label=_("Tanggal usulan"))
    voluntary = forms.BooleanField(
        label=_("Pernyataan sukarela sudah dibacakan dan ditandatangani atau dicap jempol"),
        error_messages={"required": _("Ikut program itu sukarela: bacakan dulu pernyataannya.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Person], vacancies: QuerySet[Vacancy], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("on", clock.today())
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["vacancy"].queryset = vacancies  # type: ignore[attr-defined]


class ClientForm(OnceForm):
    """Which client joins, by written agreement."""

    person = PersonChoice(label=_("Klien"))
    agreed = forms.BooleanField(
        label=_("Klien sudah menandatangani perjanjian tertulis"),
        error_messages={"required": _("Klien masuk dengan perjanjian tertulis: minta tanda tangannya dulu.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


def _grade(name: str) -> forms.TypedChoiceField:
    """A grade that may be left out, the best first."""
    label: Any = NAMES[name]
    words = GRADES[name]
    return forms.TypedChoiceField(
        label=label, choices=[("", _("Belum dinilai")), *((grade, words[grade]) for grade in range(BEST, -1, -1))],
        coerce=int, empty_value=None, required=False, error_messages=CHOOSE,
    )  # fmt: skip


class AssessForm(forms.Form):
    """What a person brings and needs."""

    interest = forms.CharField(
        label=_("Minat"), max_length=200, error_messages=FILL_IN, help_text=_("Apa yang ingin dibuat atau dijualnya?")
    )
    skill = forms.CharField(
        label=_("Keterampilan"),
        max_length=200,
        error_messages=FILL_IN,
        help_text=_("Apa yang sudah bisa dikerjakannya?"),
    )
    healthy = forms.TypedChoiceField(
        label=_("Kesehatan"), choices=[("yes", _("Sehat untuk bekerja")), ("no", _("Perlu perhatian kesehatan"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    need, ability, conduct = (_grade(name) for name in GRADES)
    note = forms.CharField(
        label=_("Catatan"),
        max_length=300,
        required=False,
        error_messages=FILL_IN,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Assessed(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Assessed people, each with the evidence beside the name."""

    widget = forms.CheckboxSelectMultiple
    scores: Mapping[int, Score] = {}

    def label_from_instance(self, obj: Participation) -> SafeString:
        """The evidence that the decision rests on."""
        seen = obj.assessment
        health = gettext("sehat untuk bekerja") if seen.healthy else gettext("perlu perhatian kesehatan")
        return format_html(
            "<span><b>{}</b> · {}<br>{}<br><small>{}</small><br><small>{}</small></span>",
            obj.person.name,
            obj.person.member_code,
            gettext("Minat: %(interest)s. Keterampilan: %(skill)s. %(note)s")
            % {"interest": seen.interest, "skill": seen.skill, "note": seen.note},
            gettext("%(health)s · dinilai %(on)s") % {"health": health.capitalize(), "on": day(seen.assessed_on)},
            self._weighed(obj),
        )

    def _weighed(self, obj: Participation) -> str:
        """What speaks for him, in points and in a sentence for each."""
        score = self.scores.get(obj.pk)
        if score is None:
            return ""
        said = gettext("Bahan pertimbangan: %(points)s dari 100.") % {"points": score.points}
        return " ".join((said, *(one.said for one in score.reasons)))


class DecideForm(forms.Form):
    """One decree about several people."""

    participations = Assessed(
        label=_("Siapa yang diputuskan"), queryset=Participation.objects.none(), to_field_name="uid",
        error_messages=CHOOSE_SOME,
    )  # fmt: skip
    approve = forms.TypedChoiceField(
        label=_("Keputusan"), choices=[("yes", _("Disetujui")), ("no", _("Ditolak"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    tpp_on = DayField(label=_("Tanggal sidang TPP"))
    decree = forms.CharField(label=_("Nomor SK"), max_length=60, error_messages=FILL_IN)
    because = forms.CharField(
        label=_("Alasan penolakan"), max_length=300, required=False, error_messages=FILL_IN,
        help_text=_("Hanya bila ditolak. Orangnya berhak tahu."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    review_on = DayField(label=_("Ditinjau kembali mulai"), required=False, help_text=_("Hanya bila ditolak."))

    def __init__(
        self, *args: Any, waiting: QuerySet[Participation], scores: Mapping[int, Score], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["participations"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["participations"].scores = scores  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """The signed paper of a decree."""

    paper = forms.FileField(
        label=_("Surat SK yang sudah ditandatangani"), help_text=_("Foto atau PDF, paling besar 10 MB."),
        error_messages={"required": _("Lampirkan foto atau PDF suratnya."), "empty": _("Berkas ini kosong. Pilih berkas lain.")},
    )  # fmt: skip


class EndForm(forms.Form):
    """Why somebody leaves."""

    reason = forms.ChoiceField(
        label=_("Alasan"), choices=[("", _("Pilih")), *((key, word) for key, word in ENDS.items() if key not in OF_ITSELF)],
        error_messages=CHOOSE, help_text=_("Berhenti tidak pernah dinilai sebagai kelakuan yang kurang baik."),
    )  # fmt: skip
    because = forms.CharField(
        label=_("Keterangan"), max_length=300, required=False, error_messages=FILL_IN,
        help_text=_("Wajib bila alasannya Lain."),
    )  # fmt: skip


class AppealForm(OnceForm):
    """What somebody who was refused says."""

    words_said = forms.CharField(
        label=_("Yang dikatakan orangnya"), max_length=500, error_messages=FILL_IN, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bacakan kembali sebelum dicatat. Disimpan tersandi."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    upheld = forms.TypedChoiceField(
        label=_("Jawaban"), choices=[("yes", _("Diterima: boleh diusulkan lagi sekarang")), ("no", _("Tetap ditolak"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Alasan jawaban"), max_length=500, error_messages=FILL_IN, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Orangnya berhak tahu."),
    )  # fmt: skip


class ChangeForm(forms.Form):
    """What changed: which, and no word more."""

    kind = forms.ChoiceField(
        label=_("Apa yang berubah"), choices=[(kind, CHANGES[kind]) for kind in SEEN], widget=forms.RadioSelect,
        error_messages=CHOOSE, help_text=_("Rinciannya tidak ditulis di sini."),
    )  # fmt: skip


class WeightsForm(forms.Form):
    """What each thing counts."""

    need, ability, time, health, conduct = (CountField(label=word, min=0, max=100) for word in NAMES.values())
    least_days = CountField(label=_("Sisa masa yang cukup, hari"), max=3650)
    valid_from = DayField(label=_("Berlaku mulai"))
    basis = forms.CharField(label=_("Dasar"), max_length=200, error_messages=FILL_IN)

    @property
    def told(self) -> dict[str, int]:
        """As the verb takes it."""
        typed = self.cleaned_data
        return {name: typed[name] for name in NAMES} | {LEAST_DAYS: typed["least_days"]}
