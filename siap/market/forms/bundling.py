"""Several products together for less."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.market.forms.consigning import PiecesForm
from siap.market.forms.offering import below_cost
from siap.market.queries import Shelf
from siap.market.rules import MOST_A_PIECE
from siap.ui.forms import DayField, RupiahField, text_of


class BundleForm(PiecesForm):
    """What lies in it, for how much, on which days."""

    name = text_of(_("Nama paket"), 80, help_text=_("Misalnya: Paket oleh-oleh."))
    price = RupiahField(label=_("Harga satu paket"), max=MOST_A_PIECE)
    from_on = DayField(label=_("Mulai"), initial=clock.today)
    until_on = DayField(label=_("Sampai dengan"))
    below_cost_because = below_cost()

    def __init__(self, shelves: Sequence[Shelf], *args: Any, **options: Any) -> None:
        super().__init__(shelves, {"in": _("isi paket")}, *args, **options)
