"""Goods are called back: begin, see who holds what, tally, close; the letters and the closing report."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.market import queries, services
from siap.market.forms import CloseRecallForm, RecallForm, TallyForm
from siap.market.models import Complaint, Recall, RecallHolder
from siap.people.access import Request, needs
from siap.ui import paper, words
from siap.ui.pages import attempt, paginate, pdf, show
from siap.workshop import queries as stock
from siap.workshop import rules as workshop_rules
from siap.workshop.models import Lot


@require_safe
@needs("market.see")
def recalls(request: Request) -> HttpResponse:
    """Every recall and every drill; what goes on first."""
    rows = Recall.objects.visible_to(request.user)
    running = rows.filter(closed_at=None, is_drill=False).count()
    last = rows.filter(is_drill=True).order_by("-started_at").values_list("started_at", flat=True).first()
    page = paginate(request, queries.recalls_for(rows))
    return show(request, "market/recalls.html", page=page, running=running, last_drill=last)


@needs("recall.write")
def start_recall(request: Request, uid: UUID) -> HttpResponse:
    """Before a lot is called back: everything that goes with it, and who has it."""
    rows = Lot.objects.visible_to(request.user).select_related("product", "material", "business__unit")
    lot: Lot = get_object_or_404(rows, uid=uid)
    form = RecallForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        recall = attempt(
            form,
            lambda: services.start_recall(
                form.uid,
                lot,
                level=int(given["level"]),
                because=given["because"],
                is_drill=given["is_drill"],
                by=request.user,
            ),
        )
        if recall is not None:
            return redirect("market:recall", recall.uid)
    lots = [lot, *stock.lots_by_id(stock.grown_from([lot.pk]))]
    holders = queries.holders_now(lots)
    outside = [one for one in holders if one.line_id or one.outlet_id]
    return show(
        request,
        "market/start_recall.html",
        form,
        lot=lot,
        lots=lots,
        outside=len(outside),
        complaints=Complaint.objects.filter(lot=lot).count(),
    )


@require_safe
@needs("market.see")
def recall(request: Request, uid: UUID) -> HttpResponse:
    """One recall: its lots, who holds what and how to reach them, what came back."""
    found = _find(request, uid)
    sums = queries.tally(found)
    return show(
        request,
        "market/recall.html",
        recall=found,
        lots=[one.lot for one in found.lots.select_related("lot__product", "lot__material").order_by("lot")],
        sums=sums,
        page=paginate(request, sums.rows, 50),
        took=_took(found),
        may_write=found.is_open and request.user.can("recall.write"),
    )


@needs("recall.write")
def tally(request: Request, uid: UUID) -> HttpResponse:
    """What one holder answered."""
    rows = RecallHolder.objects.visible_to(request.user).select_related("recall")
    holder: RecallHolder = get_object_or_404(rows, uid=uid)
    form = TallyForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        note = attempt(
            form,
            lambda: services.tally_holder(form.uid, holder, given["kind"], given["quantity"] or 0, by=request.user),
        )
        if note is not None:
            messages.success(request, _("Tercatat: %(what)s.") % {"what": note.get_kind_display()})
            return redirect("market:recall", holder.recall.uid)
    return show(request, "market/tally.html", form, row=queries.held_by(holder), recall=holder.recall)


@needs("recall.write")
def close_recall(request: Request, uid: UUID) -> HttpResponse:
    """What was found, and what changes."""
    found = _find(request, uid)
    form = CloseRecallForm(request.POST or None, is_drill=found.is_drill)
    if form.is_valid():
        closed = attempt(form, lambda: services.close_recall(found, **form.cleaned_data, by=request.user))
        if closed is not None:
            messages.success(request, _("%(number)s ditutup. Laporannya siap dicetak.") % {"number": closed.number})
            return redirect("market:recall", uid)
    return show(request, "market/close_recall.html", form, recall=found, sums=queries.tally(found))


@require_safe
@needs("market.see")
def letters(request: Request, uid: UUID) -> HttpResponse:
    """A letter to everybody outside who holds something, one a page; a drill's says that it is one."""
    found = _find(request, uid)
    rows = [row for row in queries.tally(found).rows if row.kind != "own"]
    return pdf(paper.compile("market/recall_letters", _letters(found, rows)), f"{found.number}-surat.pdf")


@require_safe
@needs("market.see")
def report(request: Request, uid: UUID) -> HttpResponse:
    """The whole recall on paper: what was wrong, which lots, who held what, what became of it, how long it took."""
    found = _find(request, uid)
    return pdf(paper.compile("market/note", _report(found)), f"{found.number}.pdf")


def _letters(recall: Recall, rows: list[queries.Held]) -> dict[str, object]:
    to: dict[tuple[str, str], list[list[str]]] = {}
    for row in rows:
        lot = row.holder.lot
        told = [lot.name, lot.number, words.day(lot.best_before) if lot.best_before else "–", _amount(row, "quantity")]
        to.setdefault((row.who, row.contact), []).append(told)
    place = recall.unit.place if recall.unit else recall.business.name
    title = _("Latihan penarikan") if recall.is_drill else _("Penarikan barang dari peredaran")
    return {
        "title": title,
        "number": recall.number,
        "place_day": f"{place}, {words.long_day(clock.day_of(recall.started_at))}",
        "letters": [{"to": [who, contact], "rows": lines} for (who, contact), lines in to.items()]
        or [{"to": ["–"], "rows": []}],
        "body": _letter_body(recall),
        "heads": [_("Barang"), _("Nomor lot"), _("Baik sampai"), _("Banyaknya")],
        "sign": [place, recall.business.name],
        "foot": recall.number,
    }


def _letter_body(recall: Recall) -> list[str]:
    if recall.is_drill:
        return [
            _("Ini latihan. Barang ini aman; Anda hanya perlu mengabari kami bahwa surat ini sampai."),
        ]
    told = {"because": recall.because, "level": recall.get_level_display()}
    return [
        _("Barang di bawah ini kami tarik dari peredaran: %(because)s (%(level)s).") % told,
        _(
            "Mohon berhenti menjual dan jangan memakannya. Simpan terpisah; kami mengambilnya atau Anda mengembalikannya."
        ),
        _("Uang Anda dikembalikan. Mohon kabari berapa yang masih ada dan berapa yang sudah tidak ada."),
    ]


def _report(recall: Recall) -> dict[str, object]:
    sums = queries.tally(recall)
    facts = [
        (_("Alasan"), recall.because),
        (_("Kelas"), recall.get_level_display()),
        (_("Mulai"), words.moment(recall.started_at)),
        (_("Ditutup"), words.moment(recall.closed_at) if recall.closed_at else _("masih berjalan")),
        (_("Lamanya"), _took(recall)),
        (_("Lot"), ", ".join(recall.lots.order_by("lot").values_list("lot__number", flat=True))),
        (_("Yang ditemukan"), recall.found or "–"),
        (_("Yang diubah"), recall.measures or "–"),
    ]
    rows = [
        [
            row.who,
            row.contact,
            row.holder.lot.number,
            *(_amount(row, one) for one in ("quantity", "back", "gone", "left")),
        ]
        for row in sums.rows
    ]
    return {
        "title": f"{_('Latihan penarikan') if recall.is_drill else _('Laporan penarikan')} · {recall.number}",
        "under": f"{recall.business.name} · {recall.lot.name}",
        "facts": facts,
        "heads": [_("Pemegang"), _("Di mana"), _("Lot"), _("Ada"), _("Kembali"), _("Habis"), _("Belum")],
        "rows": rows,
        "right": [3, 4, 5, 6],
        "total": None,
        "signs": [_("Yang menarik"), _("Mengetahui")],
        "foot": recall.number,
    }


def _amount(row: queries.Held, what: str) -> str:
    quantity = row.holder.quantity if what == "quantity" else getattr(row, what)
    return workshop_rules.measured(quantity, row.holder.lot.measure)


def _took(recall: Recall) -> str:
    """How long it took, or takes already: the stop-watch of a drill."""
    passed: timedelta = recall.took or clock.now() - recall.started_at
    minutes = int(passed.total_seconds()) // 60
    if minutes < 120:
        return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s jam", "%(n)s jam", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s hari", "%(n)s hari", passed.days) % {"n": passed.days}


def _find(request: Request, uid: UUID) -> Recall:
    rows = Recall.objects.visible_to(request.user)
    with_all = rows.select_related("lot__product", "lot__material", "business", "unit", "by", "closed_by")
    found: Recall = get_object_or_404(with_all, uid=uid)
    return found
