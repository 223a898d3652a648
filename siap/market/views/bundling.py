"""Several products together for less."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.market import queries, services
from siap.market.forms.bundling import BundleForm
from siap.market.models import Bundle, Channel
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import attempt, show

WITH_BUNDLES = (Channel.Kind.BAZAAR, Channel.Kind.SHOP, Channel.Kind.ONLINE)


@needs("sale.write")
def bundles(request: Request, uid: UUID) -> HttpResponse:
    """The bundles of a place, a new one, and one that ends today."""
    rows = Channel.objects.visible_to(request.user).filter(kind__in=WITH_BUNDLES).select_related("unit", "seller")
    channel: Channel = get_object_or_404(rows, uid=uid)
    if request.method == "POST" and "end" in request.POST:
        return _end(request, channel)
    form = BundleForm(queries.price_tags(channel, clock.today()), request.POST or None)
    if form.is_valid() and (made := attempt(form, lambda: _make(request, form, channel))):
        said = {"name": made.name, "price": rupiah(made.price), "day": words.day(made.until_on)}
        messages.success(request, _("%(name)s: %(price)s sampai dengan %(day)s.") % said)
        return redirect("market:bundles", uid)
    return show(request, "market/bundles.html", form, channel=channel, bundles=queries.bundles_of(channel))


def _make(request: Request, form: BundleForm, channel: Channel) -> Bundle:
    given = {one: form.cleaned_data[one] for one in ("from_on", "until_on", "below_cost_because")}
    name, price = form.cleaned_data["name"], form.cleaned_data["price"]
    return services.bundle(form.uid, channel, name, form.lines("in"), price, by=request.user, **given)


def _end(request: Request, channel: Channel) -> HttpResponse:
    try:
        made = get_object_or_404(Bundle, uid=UUID(request.POST["end"]), channel=channel)
    except ValueError:
        raise Http404 from None
    ended = services.end_bundle(made, by=request.user)
    messages.success(request, _("Paket berakhir %(day)s.") % {"day": words.day(ended.until_on)})
    return redirect("market:bundles", channel.uid)
