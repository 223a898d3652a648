"""An order that came by chat or by telephone, keyed in by an officer."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.market import chat, queries, services
from siap.market.models import Channel, Order
from siap.market.queries import Seller, Shelf
from siap.market.shop_forms import KeyedOrderForm
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show


@needs("sale.write")
def key_order(request: Request, uid: UUID) -> HttpResponse:
    """One screen: the message is read into the form, a person corrects it, the goods are kept."""
    rows = Channel.objects.visible_to(request.user).select_related("unit", "seller")
    channel: Channel = get_object_or_404(rows, uid=uid, kind=Channel.Kind.ONLINE)
    seller, shelves = queries.sellers(channel, clock.today())[None], _shelves(channel)
    if request.method == "POST" and "read" in request.POST:
        form, unsure = _read(request, channel, seller, shelves)
        return show(request, "market/key_order.html", form, channel=channel, unsure=unsure)
    form = KeyedOrderForm(channel, seller, shelves, request.POST or None)
    if form.is_valid() and (order := attempt(form, lambda: _place(form, channel, request))):
        messages.success(request, _("Pesanan %(number)s dicatat. Kirim balasannya.") % {"number": order.number})
        return redirect("market:order", order.uid)
    return show(request, "market/key_order.html", form, channel=channel)


def _shelves(channel: Channel) -> list[Shelf]:
    """What may be ordered, with the pieces that nobody waits for."""
    today = clock.today()
    tags = queries.price_tags(channel, today)
    free = queries.free_pieces([tag.product for tag in tags], today)
    return [replace(tag, pieces=max(0, free.get(tag.product.pk, 0))) for tag in tags]


def _read(
    request: Request, channel: Channel, seller: Seller, shelves: list[Shelf]
) -> tuple[KeyedOrderForm, tuple[str, ...]]:
    """The form as the message fills it, over what was typed already; and what was not understood."""
    form = KeyedOrderForm(channel, seller, shelves)
    goods = {shelf.product.pk: shelf.product.name for shelf in shelves}
    places = [one.place for one in queries.delivery_fees(channel)]
    heard = chat.hear(request.POST.get("text", "")[:4_000], goods, places)
    typed = {name: request.POST[name] for name in form.fields if request.POST.get(name)}
    form.initial = typed | form.heard(heard)
    return form, heard.unsure


def _place(form: KeyedOrderForm, channel: Channel, request: Request) -> Order:
    given = form.cleaned_data
    return services.place_order(
        form.uid, channel, form.lines(), buyer=given["buyer"], phone=given["phone"], how=given["how"],
        method=given["method"], place=form.place, address=given.get("address", ""),
        voucher=given.get("voucher", ""), by=request.user,
    )  # fmt: skip
