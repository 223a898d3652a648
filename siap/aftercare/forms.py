"""What a probation officer fills in. The rules stand in `services`; a form only reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.aftercare.models import FollowUp
from siap.aftercare.services import MOST_EMPLOYED
from siap.ui.forms import CountField, OnceForm, RupiahField

FILL_IN = {"required": _("Bagian ini perlu diisi."), "max_length": _("Terlalu panjang.")}
CHOOSE = {
    "required": _("Pilih keadaan usahanya."),
    "invalid_choice": _("Pilihan ini tidak ada. Muat ulang halaman ini."),
}


class FollowUpForm(forms.Form):
    """How the business is doing."""

    answer = forms.ChoiceField(
        label=_("Bagaimana usahanya?"), choices=FollowUp.Answer.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    turnover = RupiahField(
        label=_("Omzet sebulan, kira-kira"),
        allow_zero=True,
        required=False,
        help_text=_("Seperti yang diceritakan. Kosongkan bila tidak dapat dihubungi: tidak tahu bukan nol."),
    )
    employed = CountField(label=_("Orang yang ikut bekerja"), min=0, max=MOST_EMPLOYED, required=False)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class VentureForm(OnceForm):
    """A person's own business."""

    name = forms.CharField(
        label=_("Nama usaha"), max_length=80, help_text=_("Nama yang dikenal pembeli."), error_messages=FILL_IN
    )
    what = forms.CharField(
        label=_("Apa yang dibuat atau dijual"),
        max_length=120,
        help_text=_("Misalnya: bawang goreng dan sambal."),
        error_messages=FILL_IN,
    )


class BecauseForm(forms.Form):
    """Why it ends."""

    because = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        help_text=_("Misalnya: masa bimbingan selesai dan usahanya jalan."),
        error_messages=FILL_IN,
    )
