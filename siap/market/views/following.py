"""The page of an order, for whoever has its secret link: how to pay it, how far it is, and what he may still do."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.money import digits, rupiah
from siap.market import gateways, qris, queries, services
from siap.market.models import Order
from siap.market.services.refusals import StarsWrong, TooManyOrders
from siap.market.shop_forms import ReviewForm
from siap.market.views.basket import keep_basket, pieces_of
from siap.market.views.checkout import refuse_flood
from siap.people.access import open_to_all
from siap.ui import paper, words
from siap.ui.pages import pdf, show
from siap.ui.way import State, Station
from siap.workshop.models import Product


@never_cache
@require_safe
@open_to_all
def order(request: HttpRequest, secret: str) -> HttpResponse:
    """What was ordered, how to pay it, how far it is: for whoever has the link."""
    return _page(request, _find(secret))


def _page(request: HttpRequest, found: Order, says: str = "") -> HttpResponse:
    code, payee = _code(found) if found.is_open and found.sale is None else (None, "")
    page = show(
        request,
        "shop/order.html",
        order=found,
        goods=queries.ordered_goods(found),
        code=code,
        payee=payee,
        bank=queries.bank_of(found.seller_id) if found.method == Order.Method.TRANSFER else None,
        way=_way(found),
        says=says,
        may_report=found.is_open
        and found.method not in (Order.Method.CASH, Order.Method.GATEWAY)
        and found.reported_at is None,
        may_pay=found.is_open and found.method == Order.Method.GATEWAY and found.reported_at is None,
        known=found.known is not None and found.known.withdrawn_at is None,
        again_uid=new_uid(),
        to_review=[(one, ReviewForm(prefix=str(one.pk))) for one in queries.to_review(found)],
        may_accept=found.state == Order.State.QUOTED and not found.is_over_time,
        may_cancel=found.state in (*Order.QUOTES, Order.State.PLACED)
        and found.reported_at is None
        and not (found.is_quote and found.is_over_time),
    )
    if says:
        page.status_code = 422
    return page


def _code(found: Order) -> tuple[SafeString | None, str]:
    """The QRIS code of this order, made from the seller's registered one, and the merchant's name that must appear."""
    merchant = queries.qris_of(found.seller_id) if found.method == Order.Method.QRIS else None
    if merchant is None:
        return None, ""
    payload = qris.dynamic(merchant.payload, merchant.nmid, found.due, found.number)
    drawn = segno.make_qr(payload, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    code = mark_safe(drawn)  # nosec B308 B703: segno writes nothing but paths and numbers
    return code, dict(qris.parse(payload)).get("59", "")


def _way(found: Order) -> list[Station]:
    """Ordered, paid, ready, handed over; or asked and offered."""
    if found.is_quote:
        offered = found.state == Order.State.QUOTED
        here = State.BAD if found.is_over_time else State.HERE
        return [
            Station(_("Ditanyakan"), State.DONE),
            Station(_("Ditawarkan"), State.DONE if offered else here),
            Station(_("Dipesan"), here if offered else State.AHEAD),
        ]
    is_paid = found.sale is not None and found.sale.is_paid
    is_cash = found.method == Order.Method.CASH
    handed = found.state == Order.State.HANDED
    ready = handed or found.state == Order.State.READY
    steps = [(_("Dipesan"), True), (_("Siap"), ready), (_("Dibayar dan diterima"), handed)]
    if not is_cash:
        steps = [(_("Dipesan"), True), (_("Uang masuk"), is_paid), (_("Siap"), ready), (_("Diterima"), handed)]
    now = next((number for number, step in enumerate(steps) if not step[1]), len(steps))
    here = State.HERE if found.is_open and not found.is_over_time else State.BAD
    return [
        Station(label, State.DONE if is_done else here if number == now else State.AHEAD)
        for number, (label, is_done) in enumerate(steps)
    ]


@require_POST
@open_to_all
def pay(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask the gateway where this order is paid; its page is a link on ours."""
    here = request.build_absolute_uri(reverse("shop:order", args=[secret]))

    def bill(found: Order) -> None:
        account = queries.gateway_of(found.seller_id)
        notify = reverse("shop:notice", args=[account.kind if account else "-"])
        services.bill_order(found, back=here, notify=request.build_absolute_uri(notify))

    return _do(request, secret, bill)


@csrf_exempt  # a gateway has no form of ours: its signature is what counts
@require_POST
@open_to_all
def notice(request: HttpRequest, kind: str) -> HttpResponse:
    """A gateway tells of money; told again it changes nothing."""
    try:
        if int(request.headers.get("Content-Length") or 0) > gateways.LARGEST_NOTICE:
            return HttpResponse(status=413)
        services.take_notice(kind, request.headers, request.body)
    except Refused:
        return HttpResponse(status=403)
    except ValueError:
        return HttpResponse(status=400)
    return HttpResponse(status=200)


@require_POST
@open_to_all
def report(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer says that he paid."""
    return _do(request, secret, lambda found: services.report_payment(found, by=None))


@require_POST
@open_to_all
def again(request: HttpRequest, secret: str) -> HttpResponse:
    """The same once more: with one tap for who agreed to be known, else by way of the basket."""
    found = _find(secret)
    try:
        refuse_flood(request)
        return redirect("shop:order", services.order_again(_uid(request), found, by=None).secret)
    except TooManyOrders as refusal:
        return _page(request, found, str(refusal))
    except Refused:
        goods = {product.uid: count for product, count, _amount in queries.ordered_goods(found)}
        return keep_basket(redirect("shop:basket"), pieces_of(request) | goods)


def _uid(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("uid", ""))
    except ValueError:
        raise Http404 from None


@require_POST
@open_to_all
def forget(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer does not want to be known any more."""
    return _do(request, secret, lambda found: services.forget_buyer(found, by=None))


@require_POST
@open_to_all
def review(request: HttpRequest, secret: str, uid: UUID) -> HttpResponse:
    """What the buyer says of a product he got."""
    found, product = _find(secret), get_object_or_404(Product, uid=uid)
    form = ReviewForm(request.POST, prefix=str(product.pk))
    if not form.is_valid():
        return _page(request, found, str(StarsWrong()))
    given = form.cleaned_data
    told = {"words": given["words"], "shown_name": given["shown_name"]}
    return _do(
        request, secret, lambda found: services.write_review(found, product, int(given["stars"]), **told, by=None)
    )


@require_POST
@open_to_all
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer takes the offer."""
    return _do(request, secret, lambda found: services.accept_quote(found, by=None))


@require_POST
@open_to_all
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """The buyer does not want it any more."""
    return _do(request, secret, lambda found: services.cancel_order(found, because=_("Dibatalkan pembeli"), by=None))


def _do(request: HttpRequest, secret: str, deed: Any) -> HttpResponse:
    found = _find(secret)
    try:
        deed(found)
    except Refused as refusal:
        return _page(request, _find(secret), str(refusal))
    return redirect("shop:order", secret)


@never_cache
@require_safe
@open_to_all
def invoice(request: HttpRequest, secret: str) -> HttpResponse:
    """The order on paper."""
    found = _find(secret)
    if found.state == Order.State.ASKED:
        raise Http404  # nobody named a price yet
    return pdf(paper.compile("ui/list", _sheet(found)), f"{found.number}.pdf")


def _sheet(found: Order) -> dict[str, Any]:
    """The bill of an order, or the offer it may become."""
    offer = found.state == Order.State.QUOTED
    rows = [[one.name, digits(count), digits(amount)] for one, count, amount in queries.ordered_goods(found)]
    for label, amount in ((_("Ongkos antar"), found.fee), (_("Kode unik"), found.code)):
        if amount:
            rows.append([label, "", digits(amount)])
    facts = [
        (_("Pembeli"), found.buyer),
        (_("Cara menerima"), f"{found.get_how_display()} {found.place}".strip()),
        (_("Cara bayar"), found.get_method_display()),
    ]
    if found.voucher:
        facts.append((_("Voucher"), f"{found.voucher.code}, −{rupiah(found.voucher_off)}"))
    facts += [(_("Barang siap"), words.long_day(found.promised_on))] if found.promised_on else []
    if offer:
        facts.append((_("Berlaku sampai"), words.long_day(clock.day_of(found.kept_until - timedelta(seconds=1)))))
        foot = _("Penawaran mengikat penjual sampai hari itu. Terima di halaman pesanan Anda. Jumlah %(total)s.")
    else:
        facts.append((_("Uang"), str(found.money_now)))
        foot = _("Tagihan bukan bukti bayar. Jumlah %(total)s.")
    title = _("Penawaran %(number)s") if offer else _("Tagihan %(number)s")
    return {
        "title": title % {"number": found.number},
        "under": f"{found.seller_name} · {words.day(clock.day_of(found.placed_at))}",
        "facts": facts,
        "heads": [_("Produk"), _("Buah"), _("Jumlah (Rp)")],
        "rows": rows,
        "right": [1, 2],
        "total": [_("Yang dibayar"), "", digits(found.due)],
        "foot": foot % {"total": rupiah(found.due)},
    }


def _find(secret: str) -> Order:
    found: Order = get_object_or_404(
        Order.objects.select_related("channel", "unit", "sale", "known", "voucher"), secret=secret
    )
    return found
