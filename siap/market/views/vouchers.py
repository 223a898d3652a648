"""Codes that take something off an order in a shop on the web."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core.money import rupiah
from siap.market import queries, services
from siap.market.forms.vouchers import VoucherForm
from siap.market.models import Channel, Voucher
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import attempt, show


@needs("sale.write")
def vouchers(request: Request, uid: UUID) -> HttpResponse:
    """The vouchers of a shop, a new one, and one that ends today."""
    rows = Channel.objects.visible_to(request.user).filter(kind=Channel.Kind.ONLINE)
    channel: Channel = get_object_or_404(rows, uid=uid)
    if request.method == "POST" and "end" in request.POST:
        return _end(request, channel)
    form = VoucherForm(request.POST or None)
    if form.is_valid() and (made := attempt(form, lambda: _issue(request, form, channel))):
        said = {"code": made.code, "off": rupiah(made.off), "day": words.day(made.until_on)}
        messages.success(request, _("%(code)s: potongan %(off)s sampai dengan %(day)s.") % said)
        return redirect("market:vouchers", uid)
    return show(request, "market/vouchers.html", form, channel=channel, vouchers=queries.vouchers_of(channel))


def _issue(request: Request, form: VoucherForm, channel: Channel) -> Voucher:
    given = {one: form.cleaned_data[one] for one in ("most", "from_on", "until_on", "below_cost_because")}
    code, off, least = (form.cleaned_data[one] for one in ("code", "off", "least"))
    return services.issue_voucher(form.uid, channel, code, off, least=least or 0, by=request.user, **given)


def _end(request: Request, channel: Channel) -> HttpResponse:
    try:
        made = get_object_or_404(Voucher, uid=UUID(request.POST["end"]), channel=channel)
    except ValueError:
        raise Http404 from None
    ended = services.end_voucher(made, by=request.user)
    messages.success(request, _("Voucher berakhir %(day)s.") % {"day": words.day(ended.until_on)})
    return redirect("market:vouchers", channel.uid)
