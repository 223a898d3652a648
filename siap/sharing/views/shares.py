"""A group's shares: choose months, see the sheet, prepare, decide, fund, take back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.business.models import Business
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Entry
from siap.people.access import Request, needs
from siap.programme import queries as programme
from siap.sharing import queries, services
from siap.sharing.forms import BecauseForm, CapitalForm, MonthsForm, PrepareForm
from siap.sharing.models import Share, Slip
from siap.ui.pages import attempt, paginate, show


def _group(request: Request, uid: UUID) -> Business:
    groups = Business.objects.visible_to(request.user).filter(kind=Business.Kind.GROUP).select_related("unit")
    found: Business = get_object_or_404(groups, uid=uid)
    return found


def _share(request: Request, uid: UUID) -> Share:
    shares = Share.objects.visible_to(request.user).select_related(
        "business__unit", "terms__agreement", "prepared_by", "decided_by"
    )
    slips = Slip.objects.select_related("person").order_by("-weight", "person__member_code")
    found: Share = get_object_or_404(shares.prefetch_related("parts", Prefetch("slips", slips)), uid=uid)
    return found


@require_safe
@needs("sharing.see")
def business(request: Request, uid: UUID) -> HttpResponse:
    """A group's shares, newest first, and its months that could be shared."""
    group = _group(request, uid)
    assert group.unit is not None
    return show(
        request,
        "sharing/business.html",
        group=group,
        page=paginate(request, group.shares.order_by("-first_month", "-pk")),
        months=queries.open_months([group]),
        kept=book.balance(chart.kept_capital(group.pk), book=group.unit.custody_book),
        ruling=programme.ruling(group.unit),
        may_prepare=request.user.can("share.prepare"),
        may_return=request.user.can("payout.write"),
    )


@needs("share.prepare")
def prepare(request: Request, uid: UUID) -> HttpResponse:
    """Look at the sheet of some months, and lay it before the head."""
    group = _group(request, uid)
    chosen = MonthsForm(request.GET) if "first_month" in request.GET else MonthsForm()
    form = PrepareForm(request.POST or None)
    months = _months(request, group, chosen)
    if request.method == "GET" and months is not None and not chosen.is_bound:
        return redirect(f"{request.path}?first_month={months[0]}&last_month={months[1]}")
    if request.method == "POST" and form.is_valid():
        first, last = form.cleaned_data["first_month"], form.cleaned_data["last_month"]
        share = attempt(form, lambda: services.prepare_share(form.uid, group, first, last, by=request.user))
        if share is not None:
            messages.success(request, _("Bagi hasil disiapkan dan menunggu keputusan kepala UPT."))
            return redirect("sharing:share", share.uid)
        months = (first, last)
    elif request.method != "POST" and months is not None:
        form = PrepareForm(initial={"first_month": months[0], "last_month": months[1]})
    sheet = queries.working(group, *months) if months else None
    return show(request, "sharing/prepare.html", form, group=group, chosen=chosen, sheet=sheet)


def _months(request: Request, group: Business, chosen: MonthsForm) -> tuple[int, int] | None:
    """The months asked for; or, when none were, the oldest that waits."""
    if chosen.is_bound:
        return (chosen.cleaned_data["first_month"], chosen.cleaned_data["last_month"]) if chosen.is_valid() else None
    waiting = queries.open_months([group])
    return (waiting[0].month, waiting[0].month) if waiting else None


@require_safe
@needs("sharing.see")
def share(request: Request, uid: UUID) -> HttpResponse:
    """A share: its way, its figures and parts, who gets what, and how it stands in the books."""
    return _show_share(request, _share(request, uid))


def _show_share(request: Request, share: Share, refusal: Refused | None = None) -> HttpResponse:
    slips = list(share.slips.all())
    weights = {slip.person_id: slip.weight for slip in slips}
    is_prepared, is_approved = share.state == Share.State.PREPARED, share.state == Share.State.APPROVED
    is_own = share.prepared_by_id == request.user.pk
    may_decide = request.user.can("share.approve")
    response = show(
        request,
        "sharing/share.html",
        share=share,
        months=queries.months_in_words(share.first_month, share.last_month),
        stations=queries.stations(share),
        parts=[queries.PartLine(part.kind, part.percent, part.amount) for part in share.parts.all()],
        members=[
            (slip, queries.why(share.terms, weights, slip.person_id, queries.did(slip), share.rate)) for slip in slips
        ],
        differences=queries.reconcile(share),
        entries=_entries(share) if request.user.can("cashbook.see") else [],
        has_capital=share.terms.has_capital,
        ruling=programme.ruling(share.business.unit) if share.business.unit else None,
        may_decide=is_prepared and may_decide and not is_own,
        waits_for_another=is_prepared and is_own,
        may_fund=is_approved and share.funded_on is None and request.user.can("payout.write"),
        may_reverse=is_approved and may_decide and not is_own,
        refusal=refusal,
    )
    if refusal is not None:
        response.status_code = 422
    return response


def _entries(share: Share) -> list[tuple[str, list[tuple[str, int, int, int]]]]:
    """The share in the books: for each book what it is called, and its lines (account, side, rupiah), like ones together."""
    names = {"business": share.business.name, "custody": _("Titipan"), "seller": _("Bendahara penerimaan")}
    shown = []
    events = (share.reference, f"{share.reference}:funded")
    references = [reference for event in events for reference in (event, f"{event}:reversed")]
    written = Entry.objects.filter(reference__in=references).select_related("book")
    for entry in written.prefetch_related("lines__account").order_by("pk"):
        sums: dict[tuple[str, int], list[int]] = {}
        for line in entry.lines.all():
            both = sums.setdefault((line.account.code, line.side), [0, 0])
            both[0] += line.amount
            both[1] += 1
        title = names.get(entry.book.kind, entry.book.kind)
        if entry.reference.endswith(":reversed"):
            title = _("%(book)s (dibatalkan)") % {"book": title}
        lines = [(str(chart.NAMES[code]), side, amount, count) for (code, side), (amount, count) in sums.items()]
        shown.append((title, lines))
    return shown


@require_POST
@needs("share.approve")
def approve(request: Request, uid: UUID) -> HttpResponse:
    """Approve a share."""
    found = _share(request, uid)
    try:
        approved = services.approve_share(found, by=request.user)
    except Refused as refusal:
        return _show_share(request, found, refusal)
    said = {"base": rupiah(approved.base), "count": approved.slips.filter(amount__gt=0).count()}
    messages.success(request, _("Disetujui: %(base)s sudah dibukukan untuk %(count)s orang.") % said)
    return redirect("sharing:share", found.uid)


@require_POST
@needs("payout.write")
def fund(request: Request, uid: UUID) -> HttpResponse:
    """The treasurer's money went into custody."""
    found = _share(request, uid)
    try:
        services.fund_share(found, by=request.user)
    except Refused as refusal:
        return _show_share(request, found, refusal)
    messages.success(request, _("%(base)s sudah pindah dari bendahara ke titipan.") % {"base": rupiah(found.base)})
    return redirect("sharing:share", found.uid)


@needs("share.approve")
def send_back(request: Request, uid: UUID) -> HttpResponse:
    """Give a share back, with the reason."""
    found = _share(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.send_back(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Bagi hasil dikembalikan kepada %(name)s.") % {"name": found.prepared_by.name})
            return redirect("sharing:share", found.uid)
    return show(request, "sharing/send_back.html", form, share=found, months=_spoken(found))


@needs("share.approve")
def reverse_share(request: Request, uid: UUID) -> HttpResponse:
    """Take a share back out of the books, with the reason."""
    found = _share(request, uid)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.reverse_share(found, because=because, by=request.user)) is not None:
            messages.success(request, _("Bagi hasil dibatalkan di semua buku. Bulannya dapat dibagi lagi."))
            return redirect("sharing:share", found.uid)
    return show(request, "sharing/reverse.html", form, share=found, months=_spoken(found))


def _spoken(share: Share) -> str:
    return queries.months_in_words(share.first_month, share.last_month)


@needs("payout.write")
def return_capital(request: Request, uid: UUID) -> HttpResponse:
    """Give capital that was kept for a group back into its cash."""
    group = _group(request, uid)
    assert group.unit is not None
    form = CapitalForm(request.POST or None)
    if form.is_valid():
        amount = form.cleaned_data["amount"]

        def give_back() -> bool:
            services.return_capital(form.uid, group, amount, by=request.user)
            return True

        if attempt(form, give_back):
            said = {"amount": rupiah(amount), "group": group.name}
            messages.success(request, _("%(amount)s kembali ke kas %(group)s.") % said)
            return redirect("sharing:business", group.uid)
    kept = book.balance(chart.kept_capital(group.pk), book=group.unit.custody_book)
    ruled = programme.ruled(programme.ruling(group.unit))
    return show(request, "sharing/return_capital.html", form, group=group, kept=kept, ruled=ruled)
