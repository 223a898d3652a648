"""A marketplace: what is uploaded there, what its reports tell, and what a person does with it."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from siap.core.errors import Refused
from siap.market import queries, services, uploading
from siap.market.forms.elsewhere import ReportForm
from siap.market.models import Channel, PlatformOrder
from siap.people.access import Request, needs
from siap.people.roster.table import XLSX
from siap.ui.pages import attempt, paginate, show
from siap.workshop.models import Product


@require_safe
@needs("market.see")
def platform(request: Request, uid: UUID) -> HttpResponse:
    """What waits of a marketplace, and what it paid out."""
    return _page(request, _find(request, uid), ReportForm())


@require_POST
@needs("sale.write")
def read_report(request: Request, uid: UUID) -> HttpResponse:
    """Read a report: nothing is booked before a person has looked at it."""
    channel, form = _find(request, uid), ReportForm(request.POST, request.FILES)
    if form.is_valid():
        content, columns = form.cleaned_data["sheet"].read(), form.columns
        told = attempt(form, lambda: services.read_report(channel, content, by=request.user, columns=columns))
        if told:
            said = _("%(new)s pesanan baru, %(known)s sudah pernah dibaca, %(paid)s pencairan.")
            messages.success(request, said % {"new": told.new, "known": told.known, "paid": told.paid_out})
            if told.unread:
                rows = ", ".join(str(one) for one in told.unread[:20])
                messages.warning(request, _("Baris ini tidak terbaca, periksa sendiri: %(rows)s.") % {"rows": rows})
            return redirect("market:platform", uid)
    return _page(request, channel, form)


@require_POST
@needs("sale.write")
def name_product(request: Request, uid: UUID) -> HttpResponse:
    """Which product of ours a report means."""
    channel = _find(request, uid)
    try:
        product = get_object_or_404(Product.objects.visible_to(request.user), uid=UUID(request.POST.get("product", "")))
    except ValueError:
        messages.warning(request, _("Pilih produknya."))
        return redirect("market:platform", uid)
    try:
        services.name_product(channel, request.POST.get("called", "")[:200], product, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(product)s dikenali, lain kali dengan sendirinya.") % {"product": product.name})
    return redirect("market:platform", uid)


@require_POST
@needs("sale.write")
def book_orders(request: Request, uid: UUID) -> HttpResponse:
    """Everything that is ready becomes a sale."""
    channel = _find(request, uid)
    done = _each(request, queries.elsewhere(channel).ready, lambda one: services.book_order(one, by=request.user))
    said = ngettext("%(n)s pesanan dicatat sebagai penjualan.", "%(n)s pesanan dicatat sebagai penjualan.", done)
    messages.success(request, said % {"n": done})
    return redirect("market:platform", uid)


@require_POST
@needs("payment.verify")
def settle_orders(request: Request, uid: UUID) -> HttpResponse:
    """Everything that was paid out is there, less what was kept."""
    channel = _find(request, uid)
    done = _each(request, queries.elsewhere(channel).payable, lambda one: services.settle_order(one, by=request.user))
    said = ngettext("Pencairan %(n)s pesanan dicatat.", "Pencairan %(n)s pesanan dicatat.", done)
    messages.success(request, said % {"n": done})
    return redirect("market:platform", uid)


@require_safe
@needs("sale.write")
def upload_form(request: Request, uid: UUID) -> HttpResponse:
    """What may be sold here, in the marketplace's own form: XLSX, or CSV."""
    channel = _find(request, uid)
    form = uploading.FORMS.get(name := request.GET.get("untuk", "shopee"))
    if form is None:
        raise Http404
    photographed = Product.objects.exclude(photo=None).values_list("pk", "uid")
    pictures = {pk: request.build_absolute_uri(reverse("shop:photo", args=[one])) for pk, one in photographed}
    rows = uploading.rows(form, queries.goods_to_upload(channel, pictures))
    if request.GET.get("berkas") == "csv":
        return _file(_csv(rows), "text/csv; charset=utf-8", f"{name}.csv")
    return _file(uploading.workbook(rows), XLSX, f"{name}.xlsx")


def _csv(rows: Iterable[Iterable[str | int]]) -> bytes:
    """With a byte-order mark, so that a spreadsheet reads its letters; what looks like a formula does not become one."""
    made = io.StringIO()
    safe = ([f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@") else cell for cell in row] for row in rows)
    csv.writer(made).writerows(safe)
    return made.getvalue().encode("utf-8-sig")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _each(request: Request, orders: Iterable[PlatformOrder], deed: Callable[[PlatformOrder], Any]) -> int:
    """How many it was done for; each in a transaction of its own, so that one that is refused stops no other."""
    done = 0
    for order in orders:
        try:
            deed(order)
        except Refused as refusal:
            messages.warning(request, f"{order.number}: {refusal}")
        else:
            done += 1
    return done


def _page(request: Request, channel: Channel, form: ReportForm) -> HttpResponse:
    found = queries.elsewhere(channel)
    ours = {one.pk: one for one in queries.products_called(channel).values()} if found.names else {}
    return show(
        request,
        "market/platform.html",
        form,
        channel=channel,
        found=found,
        owed=sum(order.total for order in (*found.owed, *found.payable, *found.odd)),
        piles=[
            (_("Siap dicatat"), found.ready, ""),
            (_("Barangnya belum dikenali"), found.unknown, _("Kenali dulu barangnya di atas.")),
            (_("Belum ada isinya"), found.untold, _("Uangnya dicairkan, tetapi laporan pesanannya belum dibaca.")),
            (_("Dibatalkan sesudah dicatat"), found.called_off, _("Buka penjualannya, lalu batalkan.")),
            (
                _("Pencairannya aneh"),
                found.odd,
                _("Lebih besar daripada harganya, atau kurang dari nol: periksa laporannya."),
            ),
            (_("Pencairan siap dicatat"), found.payable, ""),
            (_("Menunggu pencairan"), found.owed, ""),
        ],
        products=sorted(ours.values(), key=lambda one: one.name),
        page=paginate(request, queries.settled_elsewhere(channel)),
        forms=[(key, one) for key, one in uploading.FORMS.items()],
        may_sell=request.user.can("sale.write"),
        may_verify=request.user.can("payment.verify"),
    )


def _find(request: Request, uid: UUID) -> Channel:
    rows = Channel.objects.visible_to(request.user).filter(kind=Channel.Kind.PLATFORM).select_related("unit", "seller")
    found: Channel = get_object_or_404(rows, uid=uid)
    return found
