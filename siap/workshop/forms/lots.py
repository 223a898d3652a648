"""Why a lot is held, or let go."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a lot is held, or let go."""

    because = forms.CharField(label=_("Alasannya"), max_length=200)
