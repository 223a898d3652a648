"""Orders of the public shop on the officers' side, and what a shop on the web needs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.market import chat, queries, services
from siap.market.forms import AnswerForm, BecauseForm
from siap.market.models import Channel, Order
from siap.market.shop_forms import BankForm, FeeForm, GatewayForm, QrisForm
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import attempt, paginate, show
from siap.workshop.models import Product

DEEDS = {
    "report": services.report_payment,
    "accept": services.accept_order,
    "ready": services.ready_order,
    "hand": services.hand_over_order,
}


@require_safe
@needs("market.see")
def orders(request: Request) -> HttpResponse:
    """What was ordered, newest first; by state when asked."""
    rows = queries.orders_of(request.user)
    state = request.GET.get("state", "")
    if state in Order.State.values:
        rows = rows.filter(state=state)
    page = paginate(request, rows)
    shops = Channel.objects.visible_to(request.user).filter(kind=Channel.Kind.ONLINE).order_by("name")
    return show(
        request,
        "market/orders.html",
        page=page,
        states=Order.State.choices,
        state=state,
        shops=list(shops[:4]) if request.user.can("sale.write") else [],
    )


@needs("sale.write")
def answer_quote(request: Request, uid: UUID) -> HttpResponse:
    """A price for what somebody asked for."""
    found = _find(request, uid)
    if not found.is_quote:
        return redirect("market:order", uid)
    form = AnswerForm(list(found.lines.select_related("product", "order").order_by("pk")), request.POST or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("promised_on", "valid_until", "below_cost_because")}
        if attempt(form, lambda: services.answer_quote(found, form.prices(), **given, by=request.user)):
            messages.success(
                request, _("Penawaran %(number)s siap. Kirim kepada pembelinya.") % {"number": found.number}
            )
            return redirect("market:order", uid)
    return show(request, "market/answer_quote.html", form, order=found)


@require_safe
@needs("market.see")
def order(request: Request, uid: UUID) -> HttpResponse:
    """One order: its goods, its buyer, its money, and the next step."""
    return _page(request, _find(request, uid), BecauseForm())


@require_POST
@needs("sale.write")
def move_order(request: Request, uid: UUID) -> HttpResponse:
    """Set aside, make ready, hand over."""
    found = _find(request, uid)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    try:
        moved = deed(found, by=request.user)
    except Refused as refusal:
        return _page(request, found, BecauseForm(), says=str(refusal))
    messages.success(request, _("Pesanan %(number)s: %(state)s.") % {"number": found.number, "state": moved.state_now})
    return redirect("market:order", uid)


@require_POST
@needs("sale.write")
def cancel_order(request: Request, uid: UUID) -> HttpResponse:
    """An order is over, with the reason; what was sold of it is taken back."""
    found = _find(request, uid)
    form = BecauseForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.cancel_order(found, because=because, by=request.user)):
            messages.success(request, _("Pesanan %(number)s dibatalkan.") % {"number": found.number})
            return redirect("market:order", uid)
    return _page(request, found, form)


def _page(request: Request, found: Order, form: BecauseForm, says: str = "") -> HttpResponse:
    may_sell, goods = request.user.can("sale.write"), queries.ordered_goods(found)
    to_make = list(found.lines.filter(lot=None).select_related("product", "plan"))
    page = show(
        request,
        "market/order.html",
        form,
        order=found,
        goods=goods,
        before=queries.orders_before(found),
        to_make=to_make if found.is_open else [],
        payment=found.sale.payment if found.sale else None,
        may_sell=may_sell,
        reply=(reply := _reply(request, found, goods)),
        answer=chat.link(reply, found.phone),
        may_report=may_sell and found.is_open and found.method != Order.Method.CASH and found.reported_at is None,
        may_accept=may_sell and found.state == Order.State.PLACED and (found.reported_at or found.method == "cash"),
        may_verify=request.user.can("payment.verify"),
        says=says,
    )
    if says:
        page.status_code = 422
    return page


def _reply(request: Request, found: Order, goods: Sequence[tuple[Product, int, int]]) -> str:
    """What the buyer is told in a chat: his goods, what he pays and how, until when they are kept, and his page; of an offer, its
    price and until when it holds."""
    there = request.build_absolute_uri(reverse("shop:order", args=[found.secret]))
    if found.is_quote:
        told = {"buyer": found.buyer, "number": found.number, "until": words.moment(found.kept_until)}
        return "\n".join([
            _("Yth. %(buyer)s, ini penawaran %(number)s.") % told,
            *(f"{count} × {product.name} {rupiah(amount)}" for product, count, amount in goods),
            *([_("Barang siap %(day)s.") % {"day": words.long_day(found.promised_on)}] if found.promised_on else []),
            _("Berlaku sampai %(until)s.") % told,
            _("Lihat dan terima di sini: %(there)s") % {"there": there},
        ])  # fmt: skip
    lines = [f"{count} × {product.name} {rupiah(amount)}" for product, count, amount in goods]
    lines += [
        f"{label} {rupiah(amount)}"
        for label, amount in ((_("Ongkos antar"), found.fee), (_("Kode unik"), found.code))
        if amount
    ]
    bank = queries.bank_of(found.seller_id) if found.method == Order.Method.TRANSFER else None
    how = {"qris": _("Bayar dengan QRIS di halaman pesanan Anda."), "cash": _("Bayar tunai saat mengambil.")}.get(
        found.method, ""
    )
    if bank is not None:
        told = {"bank": bank.bank, "number": bank.number, "holder": bank.holder}
        how = _("Transfer ke %(bank)s %(number)s atas nama %(holder)s, tepat sampai angka terakhir.") % told
    return "\n".join([
        _("Terima kasih, %(buyer)s. Pesanan %(number)s kami catat.") % {"buyer": found.buyer, "number": found.number},
        *lines,
        _("Yang dibayar: %(due)s. %(how)s") % {"due": rupiah(found.due), "how": how},
        *([_("Barang siap %(day)s.") % {"day": words.long_day(found.promised_on)}] if found.promised_on else []),
        _("Barang disimpan sampai %(until)s.") % {"until": words.moment(found.kept_until)},
        _("Halaman pesanan: %(there)s") % {"there": there},
    ])  # fmt: skip


@needs("cash.confirm")
def web_shop(request: Request, uid: UUID) -> HttpResponse:
    """What a shop on the web needs: the seller's QRIS and bank account, and what delivery costs."""
    rows = Channel.objects.visible_to(request.user).select_related("unit", "seller")
    channel: Channel = get_object_or_404(rows, uid=uid, kind=Channel.Kind.ONLINE)
    known = queries.sellers(channel, clock.today())
    seller = known[None].book
    what = request.POST.get("what", "") if request.method == "POST" else ""
    kinds: dict[str, Any] = {"qris": QrisForm, "bank": BankForm, "gateway": GatewayForm, "fee": FeeForm}
    forms = {name: kind(request.POST if name == what else None) for name, kind in kinds.items()}
    form = forms.get(what)
    if form is not None and form.is_valid():
        given = form.cleaned_data
        deeds: dict[str, Any] = {
            "qris": lambda: services.register_qris(seller, given["payload"], given["nmid"], by=request.user),
            "bank": lambda: services.set_bank_account(
                seller, given["bank"], given["number"], given["holder"], by=request.user
            ),
            "gateway": lambda: services.set_gateway(
                seller, given["kind"], given["secret"], given["token"], given["is_live"], by=request.user
            ),
            "fee": lambda: services.set_delivery_fee(channel, given["place"], given["fee"], by=request.user),
        }
        if attempt(form, deeds[what]):
            messages.success(request, _("Tersimpan."))
            return redirect("market:web-shop", uid)
    return show(
        request,
        "market/web_shop.html",
        form,
        channel=channel,
        seller=known[None],
        qris=queries.qris_of(seller.pk),
        bank=queries.bank_of(seller.pk),
        gateway=queries.gateway_of(seller.pk),
        fees=queries.delivery_fees(channel),
        forms=forms,
    )


def _find(request: Request, uid: UUID) -> Order:
    found: Order = get_object_or_404(queries.orders_of(request.user), uid=uid)
    return found
