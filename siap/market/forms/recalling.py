"""Goods that are called back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siap.market.models import Recall, RecallNote
from siap.ui.forms import CountField, OnceForm, choice_of, text_of


class RecallForm(OnceForm):
    """Why a lot is called back, how dangerous it is, and whether it is only practised."""

    level = choice_of(Recall.Level.choices, _("Seberapa berbahaya"), widget=forms.RadioSelect)
    because = text_of(_("Apa yang salah"), 160, help_text=_("Misalnya: garamnya tercampur pasir. Tanpa nama orang."))
    is_drill = forms.BooleanField(
        label=_("Ini hanya latihan"),
        required=False,
        help_text=_("Latihan tidak menahan lot dan tidak memanggil siapa pun; waktunya dicatat sampai ditutup."),
    )


class TallyForm(OnceForm):
    """What a holder answered: told, so many back, so many gone."""

    kind = choice_of(
        [(one.value, one.label) for one in (RecallNote.Kind.TOLD, RecallNote.Kind.BACK, RecallNote.Kind.GONE)],
        _("Apa yang terjadi"),
        widget=forms.RadioSelect,
    )
    quantity = CountField(
        label=_("Berapa"), required=False, max=10**12, help_text=_("Kosongkan bila baru diberi tahu.")
    )


class CloseRecallForm(forms.Form):
    """What was found, and what changes."""

    found = text_of(_("Apa yang ditemukan"), 300, help_text=_("Sebabnya, dan bagaimana diketahui."))
    measures = text_of(_("Apa yang diubah supaya tidak terulang"), 300, required=False)
    is_safe = forms.BooleanField(
        label=_("Ternyata aman: lepas semua lotnya"),
        required=False,
        help_text=_("Hanya bila pemeriksaan menyatakan barangnya aman. Selain itu lot tetap ditahan."),
    )

    def __init__(self, *args: Any, is_drill: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_drill:
            del self.fields["is_safe"]
