"""What is typed about somebody coming home. The rules stand in `services`; a form only reads."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from siap.aftercare import rules
from siap.aftercare.models import FollowUp, Provision, VentureState
from siap.aftercare.services import MOST_EMPLOYED, Findings, Given, Goal, Step
from siap.business.models import Business
from siap.core import clock
from siap.people.models import Unit
from siap.people.rules import BAPAS, RELEASES, SUPERVISED
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField, choice_of, text_of
from siap.workshop.models import Recipe

EXPECTED = [(kind, RELEASES[kind]) for kind in RELEASES if kind in SUPERVISED or kind == "free"]
MOST_MONTHS = 60


class ForgetForm(forms.Form):
    """It was read what will be gone."""

    read = forms.BooleanField(
        label=_("Sudah saya periksa: tidak ada yang masih harus selesai dengan orang ini"),
        error_messages={"required": _("Periksa dulu, lalu beri tanda di sini.")},
    )


class PrepareForm(forms.Form):
    """Somebody is expected home."""

    expected_on = DayField(label=_("Tanggal pulang yang diharapkan"))
    kind = choice_of(EXPECTED, _("Cara pulang"), empty=_("Pilih"))
    bapas = forms.ModelChoiceField(
        Unit.objects.filter(kind=BAPAS).order_by("short_name"),
        label=_("Bapas yang mendampingi"),
        to_field_name="uid",
        empty_label=_("Pilih Bapas"),
        error_messages={
            "required": _("Pilih Bapas yang akan mendampingi."), "invalid_choice": _("Bapas ini tidak ada dalam pilihan.")
        },
    )  # fmt: skip


class MoveForm(forms.Form):
    """The day changed."""

    expected_on = DayField(label=_("Tanggal pulang yang diharapkan"))


class TaskForm(forms.Form):
    """Who sees to it, and what stands in its way."""

    owner = choice_of(list(rules.OWNERS.items()), _("Siapa yang mengurus?"))
    because = text_of(
        _("Apa yang menghalangi?"), 200, required=False, help_text=_("Kosongkan bila tidak ada yang menghalangi.")
    )


class FollowUpForm(forms.Form):
    """How the business is doing."""

    answer = forms.ChoiceField(
        label=_("Bagaimana usahanya?"),
        choices=FollowUp.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih keadaan usahanya."),
            "invalid_choice": _("Pilihan ini tidak ada. Muat ulang halaman ini."),
        },
    )
    turnover = RupiahField(
        label=_("Omzet sebulan, kira-kira"),
        allow_zero=True,
        required=False,
        help_text=_("Seperti yang diceritakan. Kosongkan bila tidak dapat dihubungi: tidak tahu bukan nol."),
    )
    profit = RupiahField(
        label=_("Yang tersisa sebulan, kira-kira"),
        allow_zero=True,
        required=False,
        help_text=_("Sesudah belanja bahan dan ongkos."),
    )
    employed = CountField(label=_("Orang yang ikut bekerja"), min=0, max=MOST_EMPLOYED, required=False)
    loan = RupiahField(label=_("Sisa pinjaman usaha"), allow_zero=True, required=False)
    has_permits = choice_of(list(rules.PERMITS.items()), _("Izin usahanya"), required=False)
    difficulty = choice_of(
        list(rules.DIFFICULTIES.items()), _("Yang paling berat sekarang"), empty=_("Tidak ditanyakan"), required=False
    )
    help_given = text_of(_("Bantuan yang diberikan"), 200, required=False)
    note = text_of(_("Catatan"), 300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def findings(self) -> Findings:
        """What was typed; only after `is_valid()`."""
        told = {**self.cleaned_data}
        told["has_permits"] = {"yes": True, "no": False}.get(told["has_permits"])
        told["note"], told["help_given"] = told["note"].strip(), told["help_given"].strip()
        return Findings(**told)


class IncomeForm(forms.Form):
    """What was earned before."""

    income_before = RupiahField(
        label=_("Penghasilan sebulan sebelum masuk, kira-kira"),
        allow_zero=True,
        help_text=_(
            "Seperti yang diceritakan orangnya. Nol bila tidak berpenghasilan; bila ia tidak mau bercerita, biarkan saja."
        ),
    )


class VentureForm(OnceForm):
    """A person's own business."""

    name = text_of(_("Nama usaha"), 80, help_text=_("Nama yang dikenal pembeli."))
    what = text_of(_("Apa yang dibuat atau dijual"), 120, help_text=_("Misalnya: bawang goreng dan sambal."))


class StateForm(forms.Form):
    """How the business stands."""

    state = choice_of(VentureState.State.choices, _("Bagaimana usahanya sekarang?"), widget=forms.RadioSelect)
    since = DayField(label=_("Sejak"), initial=clock.today)
    because = text_of(
        _("Mengapa?"), 200, help_text=_("Satu kalimat: misalnya bahan habis, pindah kota, atau jalan lagi.")
    )


class ProvisionForm(OnceForm):
    """What goes along."""

    kind = choice_of(Provision.Kind.choices, _("Apa yang ikut pulang?"), widget=forms.RadioSelect)
    what = text_of(_("Nama barang atau hal"), 120, help_text=_("Misalnya: wajan 60 cm, resep bawang goreng."))
    given_by = text_of(_("Dari siapa"), 120, help_text=_("Kelompok, koperasi, atau dinas yang memberi."))
    given_on = DayField(label=_("Diberikan"), initial=clock.today)
    amount = RupiahField(label=_("Jumlah bantuan"), required=False, help_text=_("Hanya untuk bantuan modal."))
    return_due_on = DayField(
        label=_("Dikembalikan paling lambat"), required=False, help_text=_("Hanya untuk pinjaman alat.")
    )
    terms = text_of(
        _("Kesepakatannya"), 300, required=False, help_text=_("Misalnya: resep dipakai sendiri, tidak dijual lagi.")
    )

    @property
    def given(self) -> Given:
        """What was typed; only after `is_valid()`."""
        return Given(**{name: value for name, value in self.cleaned_data.items() if name != "uid"})


class RecipeForm(forms.Form):
    """Which recipe goes along, to which business, under which code."""

    recipe = forms.ChoiceField(label=_("Resep"))
    venture = forms.ModelChoiceField(
        label=_("Ke usaha"), queryset=Business.objects.none(), to_field_name="uid", empty_label=None
    )
    code = text_of(
        _("Kode produk"),
        6,
        help_text=_("Dua sampai enam huruf atau angka, tercetak di nomor lot. Lain dari kode kelompok."),
    )

    def __init__(self, *args: Any, recipes: Sequence[Recipe], ventures: "QuerySet[Business]", **options: Any) -> None:
        super().__init__(*args, **options)
        self._recipes = {str(one.pk): one for one in recipes}
        names = [(pk, f"{one.of.name} · {one.of.business.name}") for pk, one in self._recipes.items()]
        self.fields["recipe"].choices = names  # type: ignore[attr-defined]
        self.fields["venture"].queryset = ventures  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Recipe:
        """Which one; only after `is_valid()`."""
        return self._recipes[self.cleaned_data["recipe"]]


class ReferralForm(OnceForm):
    """Who else is asked to help."""

    to = text_of(_("Kepada"), 120, help_text=_("Misalnya: Bapas Kelas II Luwuk, Dinas Koperasi, atau bank."))
    place = text_of(_("Di"), 80)
    asks_for = text_of(
        _("Mohon bantuan untuk"),
        300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jangan tulis perkara atau masa pidana: surat ini dibaca orang lain."),
    )


class CreditForm(OnceForm):
    """What a bank is to read."""

    for_whom = text_of(_("Untuk ditunjukkan kepada"), 120, help_text=_("Misalnya: BRI Unit Palu Timur."))
    amount = RupiahField(label=_("Pinjaman yang ingin diajukan"))
    months = CountField(label=_("Lama mengangsur (bulan)"), min=1, max=MOST_MONTHS, initial=12)
    purpose = text_of(_("Untuk apa"), 120, help_text=_("Misalnya: wajan besar dan bahan tiga bulan."))
    owner_asked = forms.BooleanField(
        label=_("Pemiliknya sendiri yang meminta, dan tahu apa isinya"),
        required=False,
    )


class NoteForm(forms.Form):
    """In what state a tool came back."""

    note = text_of(_("Keadaannya"), 200, required=False, help_text=_("Misalnya: utuh, gagang diganti."))


class AnswerForm(forms.Form):
    """What somebody answered."""

    answer = text_of(_("Jawabannya"), 300, widget=forms.Textarea(attrs={"rows": 3}))


class BecauseForm(forms.Form):
    """Why."""

    because = text_of(_("Alasan"), 200, help_text=_("Misalnya: masa bimbingan selesai dan usahanya jalan."))


class GoalForm(OnceForm):
    """A goal of a personal plan and its steps."""

    what = text_of(
        _("Apa yang ingin dicapai?"), 200,
        help_text=_("Dengan kata orangnya sendiri: dapat membuat, menjual, atau menabung apa."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for at in range(1, rules.MOST_STEPS + 1):
            self.fields[f"step_{at}"] = text_of(_("Langkah"), 200, required=False)
            self.fields[f"owner_{at}"] = choice_of(
                list(rules.OWNERS.items()), _("Siapa yang mengurus"), empty=_("Pilih"), required=False
            )
            self.fields[f"due_{at}"] = DayField(label=_("Selesai paling lambat"), required=False)

    @property
    def step_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of each step together."""
        names = ("step", "owner", "due")
        return [tuple(self[f"{name}_{at}"] for name in names) for at in range(1, rules.MOST_STEPS + 1)]

    @property
    def goal(self) -> Goal:
        """What was typed; only after `is_valid()`."""
        told = self.cleaned_data
        rows = ((told[f"step_{at}"], told[f"owner_{at}"], told[f"due_{at}"]) for at in range(1, rules.MOST_STEPS + 1))
        return Goal(told["what"].strip(), [Step(*row) for row in rows if row[0]])

    def clean(self) -> dict[str, Any]:
        """A step is what, who and until when: all of it or nothing."""
        cleaned = super().clean() or self.cleaned_data
        for at in range(1, rules.MOST_STEPS + 1):
            given = {name: cleaned.get(f"{name}_{at}") for name in _WHOLE}
            for name, says in _WHOLE.items() if any(given.values()) else ():
                if not given[name] and f"{name}_{at}" not in self.errors:
                    self.add_error(f"{name}_{at}", says)
        return cleaned


_WHOLE = {
    "step": _("Tulis langkahnya."),
    "owner": _("Pilih siapa yang mengurus."),
    "due": _("Tulis sampai kapan."),
}


class ExemptForm(forms.Form):
    """Why somebody has no plan."""

    because = text_of(
        _("Mengapa tanpa rencana?"), 300,
        help_text=_("Misalnya: bebas dua minggu lagi, atau belum mau. Jangan tulis penyakit atau perkara."),
    )  # fmt: skip


class ReviewForm(OnceForm):
    """A plan was looked at."""

    note = text_of(
        _("Apa yang dibicarakan?"), 300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang jalan, apa yang berubah. Jangan tulis penyakit atau perkara."),
    )  # fmt: skip


class RatingForm(OnceForm):
    """How well a person does something, and what shows it."""

    skill = choice_of(list(rules.SKILLS.items()), _("Kecakapan apa?"), empty=_("Pilih"))
    level = choice_of(rules.LEVELS, _("Sudah sampai mana?"), widget=forms.RadioSelect)
    evidence = choice_of([], _("Buktinya"))

    def __init__(self, found: list[tuple[str, list[tuple[str, str]]]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["evidence"].choices = [("", _("Pilih")), *found]  # type: ignore[attr-defined]
