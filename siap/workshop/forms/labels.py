"""What stands on a label beside recipe and licences."""

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.ui.forms import choice_of, text_of
from siap.workshop.models import Label


class LabelForm(forms.Form):
    """How it is kept, who makes it, its number under the bars."""

    storage = choice_of(
        Label.Storage.choices, _("Disimpan bagaimana"), widget=forms.RadioSelect,
        help_text=_("Yang tidak kering di suhu ruang memerlukan BPOM MD, bukan SPP-IRT."),
    )  # fmt: skip
    brand = text_of(_("Merek"), 60, required=False)
    producer = text_of(
        _("Nama dan alamat produsen"), 160, required=False,
        help_text=_("Kosong: nama usaha dan UPT-nya. Jangan nama orang yang sedang menjalani pidana."),
    )  # fmt: skip
    keep_how = text_of(
        _("Cara menyimpan"), 120, required=False, help_text=_("Misalnya: di tempat kering, tutup rapat.")
    )
    origin = text_of(
        _("Asal bahan tertentu"), 120, required=False, help_text=_("Bila ada bahan hewani: dari hewan apa.")
    )
    barcode = text_of(
        _("Nomor barcode GS1"), 20, required=False,
        help_text=_("13 angka, di Indonesia berawal 899. Kosong: nomor toko sendiri."),
    )  # fmt: skip
    nutrition_basis = text_of(
        _("Siapa yang memeriksa nilai gizinya"), 120, required=False,
        help_text=_("Laboratorium atau ahli gizi, nomor dan tanggalnya. Kosong: nilai gizi tidak dicetak."),
    )  # fmt: skip
