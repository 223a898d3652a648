"""Goods at somebody's shop: the outlets, what stands there, a visit, and what they pay."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.money import digits, rupiah
from siap.market import queries, services
from siap.market.forms import BringForm, OutletForm, SettleForm, VisitForm
from siap.market.models import ConsignmentNote, Outlet
from siap.people.access import Request, needs
from siap.people.models import Unit
from siap.ui import paper, words
from siap.ui.pages import attempt, paginate, pdf, show


@require_safe
@needs("market.see")
def outlets(request: Request) -> HttpResponse:
    """Every shop that sells for us: what stands there and what it owes."""
    page = paginate(request, _outlets(request).order_by("channel__name"), per=20)
    pieces, owed = queries.standing_pieces(page), queries.owed_by_outlets(page)
    rows = [(one, pieces.get(one.pk, 0), owed[one.pk].due) for one in page]
    return show(request, "market/outlets.html", page=page, rows=rows, may_write=request.user.can("consign.write"))


@needs("consign.write")
def open_outlet(request: Request) -> HttpResponse:
    """Begin with a shop."""
    form = OutletForm(Unit.objects.visible_to(request.user), request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("uid", None)
        unit, name = given.pop("unit"), given.pop("name")
        outlet = attempt(form, lambda: services.open_outlet(form.uid, unit, name, **given, by=request.user))
        if outlet is not None:
            messages.success(request, _("%(name)s dibuka. Tetapkan harganya, lalu antar barangnya.") % {"name": name})
            return redirect("market:outlet", outlet.uid)
    return show(request, "market/open_outlet.html", form)


@require_safe
@needs("market.see")
def outlet(request: Request, uid: UUID) -> HttpResponse:
    """One shop: its shelf with age and what to bring, what it owes, its notes."""
    found = _find(request, uid)
    shelf, owed = queries.shelf_at(found), queries.owed_by_outlet(found)
    notes = found.notes.select_related("by", "sale", "settlement").order_by("-happened_on", "-pk")
    return show(
        request,
        "market/outlet.html",
        outlet=found,
        shelf=shelf,
        pieces=sum(row.pieces for row in shelf),
        owed=owed,
        page=paginate(request, notes),
        may_write=request.user.can("consign.write"),
    )


@needs("consign.write")
def bring(request: Request, uid: UUID) -> HttpResponse:
    """Bring goods there; the delivery note is the page after."""
    found = _find(request, uid)
    form = BringForm(queries.shelves(found.channel, clock.today()), request.POST or None)
    if form.is_valid():
        note = attempt(form, lambda: services.bring_goods(form.uid, found, form.lines("bring"), by=request.user))
        if note is not None:
            messages.success(request, _("Surat antar %(number)s siap dicetak.") % {"number": note.number})
            return redirect("market:outlet", found.uid)
    return show(request, "market/bring.html", form, outlet=found)


@needs("consign.write")
def visit(request: Request, uid: UUID) -> HttpResponse:
    """Count there: sold, taken back, missing."""
    found = _find(request, uid)
    form = VisitForm(queries.shelf_at(found), request.POST or None)
    if form.is_valid():
        notes = attempt(
            form,
            lambda: services.visit_outlet(
                form.uid,
                found,
                sold=form.lines("sold"),
                back=form.lines("back"),
                missing=form.lines("missing"),
                because=form.cleaned_data["because"],
                by=request.user,
            ),
        )
        if notes is not None:
            messages.success(request, _("Kunjungan tercatat."))
            return redirect("market:outlet", found.uid)
    return show(request, "market/visit_outlet.html", form, outlet=found)


@needs("consign.write")
def settle(request: Request, uid: UUID) -> HttpResponse:
    """The shop pays what it sold, less its fee."""
    found = _find(request, uid)
    owed = queries.owed_by_outlet(found)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: services.settle_outlet(
                form.uid, found, method=given["method"], evidence=given["evidence"], by=request.user
            ),
        )
        if made is not None:
            said = {"amount": rupiah(made.received), "name": found.channel.name}
            messages.success(request, _("%(amount)s dari %(name)s sudah diterima.") % said)
            return redirect("market:outlet", found.uid)
    return show(request, "market/settle_outlet.html", form, outlet=found, owed=owed)


@require_safe
@needs("market.see")
def note_paper(request: Request, uid: UUID) -> HttpResponse:
    """The sheet that goes with the goods, or stays after a visit, for two to sign."""
    rows = ConsignmentNote.objects.visible_to(request.user).select_related("outlet__channel", "unit", "by", "sale")
    note: ConsignmentNote = get_object_or_404(rows, uid=uid)
    return pdf(paper.compile("market/note", _sheet(note)), f"{note.number}.pdf")


def _sheet(note: ConsignmentNote) -> dict[str, object]:
    prices = queries.prices(note.outlet.channel, note.happened_on)
    lines = list(note.lines.select_related("product", "lot").order_by("pk"))
    rows = [
        [
            one.product.name,
            one.lot.number,
            words.day(one.lot.best_before) if one.lot.best_before else "–",
            digits(abs(one.quantity)),
            digits(prices.get(one.product_id, 0)),
        ]
        for one in lines
    ]
    facts = [
        (_("Tempat titip"), note.outlet.channel.name),
        (_("Alamat"), note.outlet.address),
        (_("Hari"), words.long_day(note.happened_on)),
        (_("Dari"), note.unit.place),
    ]
    if note.because:
        facts.append((_("Sebab"), note.because))
    return {
        "title": f"{note.get_kind_display()} · {note.number}",
        "under": _("Barang tetap milik kelompok usaha sampai terjual; potongan tempat titip %(percent)s persen.")
        % {"percent": note.outlet.fee_percent},
        "facts": facts,
        "heads": [_("Produk"), _("Lot"), _("Baik sampai"), _("Buah"), _("Harga (Rp)")],
        "rows": rows,
        "right": [3, 4],
        "total": [_("Jumlah"), "", "", digits(sum(abs(one.quantity) for one in lines)), ""],
        "signs": [_("Yang menyerahkan"), _("Yang menerima")],
        "foot": note.number,
    }


def _outlets(request: Request) -> QuerySet[Outlet]:
    rows: QuerySet[Outlet] = Outlet.objects.visible_to(request.user).select_related("channel", "unit")
    return rows


def _find(request: Request, uid: UUID) -> Outlet:
    found: Outlet = get_object_or_404(_outlets(request), uid=uid)
    return found
