"""Forms of the door: sign in, a new password, a reason."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from siap.core.facts import FACTS
from siap.ui.forms import DayField, OnceForm


class SignInForm(AuthenticationForm):
    """A name and a password. It never says which of the two was wrong."""

    error_messages = {
        "invalid_login": _("Nama atau sandi tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi."),
        "inactive": _("Nama ini tidak dipakai lagi. Hubungi pengelola program di Kanwil."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["username"].label = _("Nama masuk")
        self.fields["username"].error_messages["required"] = _("Isi nama masuk Anda.")
        self.fields["password"].label = _("Sandi")
        self.fields["password"].error_messages["required"] = _("Isi sandi Anda.")


class NewPasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["old_password"].label = _("Sandi yang sekarang")
        self.fields["new_password1"].label = _("Sandi baru")
        self.fields["new_password1"].help_text = _("Paling sedikit 10 huruf. Kalimat pendek lebih mudah diingat.")
        self.fields["new_password2"].label = _("Sandi baru, sekali lagi")
        self.fields["new_password2"].help_text = ""


class ReasonForm(forms.Form):
    """Why something was settled, in one sentence."""

    because = forms.CharField(
        label=_("Apa yang sudah dilakukan?"),
        max_length=200,
        error_messages={"required": _("Tulis apa yang sudah dilakukan, dalam satu kalimat.")},
    )


class KeyForm(OnceForm):
    """For whom a key is: an institution."""

    holder = forms.CharField(
        label=_("Untuk lembaga"),
        max_length=80,
        help_text=_("Nama lembaganya, bukan nama orang: misalnya BPS Kota Palu."),
        error_messages={"required": _("Tulis nama lembaga yang menerima kunci.")},
    )


class FactSearch(forms.Form):
    """Which facts to look for. What cannot be read is left out of the search."""

    kind = forms.ChoiceField(label=_("Jenis"), required=False)
    day = DayField(label=_("Hari"), required=False)
    actor = forms.CharField(label=_("Oleh (nama masuk)"), required=False, max_length=40)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(name, name) for name in sorted(FACTS)]
        self.fields["kind"].choices = [("", _("Semua jenis")), *kinds]  # type: ignore[attr-defined]
