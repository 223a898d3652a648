"""Words for the screen, for the pure floors: they may not import Django, and yet a rule must speak."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise
"""A sentence, in the language of whoever reads it."""

__all__ = ["Text", "_", "pgettext_lazy"]
