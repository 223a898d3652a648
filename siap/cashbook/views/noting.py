"""Writing money down, and taking a note back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.cashbook import queries, rules, services
from siap.cashbook.forms import NoteForm, ReverseForm
from siap.cashbook.models import CashNote
from siap.cashbook.views.books import find, may_write
from siap.core.money import rupiah
from siap.core.services import document_path
from siap.ledger.rules import first_day, month_of
from siap.market import queries as market
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import attempt, show


@needs("cashbook.see")
def write(request: Request, uid: UUID, kind: str) -> HttpResponse:
    """One screen for one of a cook's words."""
    business = find(request, uid)
    word = rules.BY_CODE.get(kind)
    if word is None or word not in rules.kinds_for(is_venture=business.kind == Business.Kind.VENTURE):
        raise Http404
    if not may_write(request.user, business):
        raise PermissionDenied
    owed = [one for one in queries.owing(business, word.debt) if one.ages.total > 0] if word.settles else []
    form = NoteForm(request.POST or None, request.FILES or None, word=word, owed=owed, whom=_asked(request, business))
    if form.is_valid() and (note := attempt(form, lambda: _note(request, business, word, form))):
        _say(request, note)
        return redirect("cashbook:book", business.uid)
    return show(
        request,
        "cashbook/write.html",
        form,
        business=business,
        word=word,
        standing=queries.standing_of([business])[business.pk],
    )


def _asked(request: Request, business: Business) -> str:
    """The counterparty that a link named by its uid, as the form names it."""
    asked = request.GET.get("pihak", "")
    return next((one.key for one in business.counterparties.all() if str(one.uid) == asked), "")


def _note(request: Request, business: Business, word: rules.Kind, form: NoteForm) -> CashNote:
    given = form.cleaned_data
    photo = given["document"]
    return services.note_cash(
        form.uid,
        business,
        word.code,
        given["amount"],
        happened_on=given["happened_on"],
        note=given["note"],
        receipt=photo.read() if photo else None,
        whom=given.get("counterparty", ""),
        years=given.get("years", rules.USUAL_YEARS),
        by=request.user,
    )


def _say(request: Request, note: CashNote) -> None:
    said = {"kind": note.word.label, "amount": rupiah(note.amount), "note": note.note}
    messages.success(request, _("Tercatat: %(kind)s %(amount)s, %(note)s.") % said)
    day = queries.booked_on(note)
    if day != note.happened_on:
        month = words.month(first_day(month_of(note.happened_on)))
        messages.warning(
            request,
            _("%(month)s sudah ditutup, jadi ini dibukukan pada %(day)s.") % {"month": month, "day": words.day(day)},
        )


@require_safe
@needs("cashbook.see")
def note(request: Request, uid: UUID) -> HttpResponse:
    """One note, with what it wrote in the book."""
    found = _find(request, uid)
    return show(
        request,
        "cashbook/note.html",
        note=found,
        entries=market.written(found.reference),
        may_reverse=found.reversed_at is None and may_write(request.user, found.business),
    )


@needs("cashbook.see")
def reverse_note(request: Request, uid: UUID) -> HttpResponse:
    """Take a note back, with the reason."""
    found = _find(request, uid)
    if not may_write(request.user, found.business):
        raise PermissionDenied
    form = ReverseForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.reverse_note(found, because=because, by=request.user)):
            messages.success(
                request,
                _("Catatan %(amount)s dibatalkan; keduanya tetap terlihat di buku.") % {"amount": rupiah(found.amount)},
            )
            return redirect("cashbook:note", found.uid)
    return show(request, "cashbook/reverse.html", form, note=found)


@require_safe
@needs("cashbook.see")
def receipt(request: Request, uid: UUID) -> HttpResponseBase:
    """The photographed receipt of a note."""
    found = _find(request, uid)
    if found.receipt is None or not (path := document_path(found.receipt.sha256)).exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=found.receipt.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


def _find(request: Request, uid: UUID) -> CashNote:
    rows = CashNote.objects.visible_to(request.user).select_related("business__unit", "by", "receipt", "counterparty")
    found: CashNote = get_object_or_404(rows, uid=uid)
    return found
