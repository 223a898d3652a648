"""A code that takes something off an order."""

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.market.rules import MOST_A_PIECE, MOST_USES
from siap.ui.forms import CountField, DayField, OnceForm, RupiahField, text_of


class VoucherForm(OnceForm):
    """Which code, how much, how often, on which days."""

    code = text_of(_("Kode voucher"), 20, help_text=_("Misalnya PALU10: mudah diucapkan dan diketik."))
    off = RupiahField(label=_("Potongan sebuah pesanan"), max=MOST_A_PIECE)
    least = RupiahField(label=_("Belanja paling sedikit"), max=MOST_A_PIECE, allow_zero=True, required=False)
    most = CountField(label=_("Dapat dipakai berapa kali"), min=1, max=MOST_USES)
    from_on = DayField(label=_("Mulai"), initial=clock.today)
    until_on = DayField(label=_("Sampai dengan"))
    below_cost_because = text_of(
        _("Alasan bila boleh di bawah biaya"), 200, required=False,
        help_text=_("Bila kosong, potongan berhenti di biaya membuatnya."),
    )  # fmt: skip
