"""Slips on paper, and what a member says against one."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.db.models import F, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import chain
from siap.core.errors import Refused
from siap.core.services import note_reading
from siap.people.access import Request, needs
from siap.programme import queries as programme
from siap.sharing import queries, services
from siap.sharing.forms import AnswerForm, ObjectionForm
from siap.sharing.models import Objection, Part, Share, Slip
from siap.ui import paper
from siap.ui.pages import attempt, paginate, pdf, show


def _slip(request: Request, uid: UUID) -> Slip:
    slips = Slip.objects.visible_to(request.user).select_related(
        "share__business__unit", "share__terms", "person", "handed_by"
    )
    found: Slip = get_object_or_404(slips, uid=uid)
    return found


def _explained(
    request: Request, slips: Sequence[Slip], share: Share, parts: Mapping[str, Part], weights: Sequence[int]
) -> list[queries.Explained]:
    """Slips in plain words; every reading of one is noted. `weights`: those of everybody in the share."""
    before = queries.taken_back_before(share)
    paid = queries.paid_in_words(share, [slip.person_id for slip in slips])
    ruling = programme.ruling(share.business.unit) if "capital" in parts and share.business.unit else None
    for slip in slips:
        note_reading(slip.person_id, by=request.user, page="sharing:slip")
    return [
        queries.explain(
            slip, parts, sum(weights), len(weights), slip.person.name_for(request.user), before, paid.get(slip.person_id, ""),
            ruling.dated_on if ruling else None,
        )
        for slip in slips
    ]  # fmt: skip


def _one(request: Request, found: Slip) -> tuple[queries.Explained, queries.Checked]:
    """One member's slip, and how it is worked out."""
    share = found.share
    parts = {part.kind: part for part in share.parts.all()}
    weights = list(share.slips.values_list("weight", flat=True))
    (sheet,) = _explained(request, [found], share, parts, weights)
    return sheet, queries.check(found, parts, sum(weights))


def _all(request: Request, share: Share) -> list[queries.Explained]:
    """Everybody's slips of a share, by member code."""
    rows = share.slips.select_related("person", "share__business__unit", "share__terms")
    found = list(rows.order_by("person__member_code"))
    parts = {part.kind: part for part in share.parts.all()}
    return _explained(request, found, share, parts, [slip.weight for slip in found])


@require_safe
@needs("savings.see")
def slip(request: Request, uid: UUID) -> HttpResponse:
    """One member's slip: a page to be handed to him, alone."""
    found = _slip(request, uid)
    prefetch_related_objects([found], "objections")
    sheet, checked = _one(request, found)
    return show(
        request,
        "sharing/slip.html",
        sheets=[sheet],
        checked=checked,
        slip=found,
        share=found.share,
        until=queries.may_object_until(found),
        may_hand_over=found.received_at is None
        and found.share.state == Share.State.APPROVED
        and request.user.can("share.prepare"),
        may_object=request.user.can("share.prepare"),
        objections=sorted(found.objections.all(), key=lambda one: one.pk),
        head=chain.printed_head(),
    )


@require_safe
@needs("savings.see")
def slips(request: Request, uid: UUID) -> HttpResponse:
    """All slips of a share, one a sheet, to print and hand over singly."""
    shares = Share.objects.visible_to(request.user).select_related("business__unit", "terms")
    share: Share = get_object_or_404(shares, uid=uid)
    sheets = _all(request, share)
    return show(request, "sharing/slip.html", sheets=sheets, share=share, head=chain.printed_head())


@require_safe
@needs("savings.see")
def slip_pdf(request: Request, uid: UUID) -> HttpResponse:
    """The slip as a file."""
    found = _slip(request, uid)
    sheet, _checked = _one(request, found)
    content = paper.compile("sharing/slip", queries.on_paper([sheet], chain.printed_head()))
    return pdf(content, f"slip-{found.person.member_code}-{found.share.last_month}.pdf")


@require_safe
@needs("savings.see")
def slips_pdf(request: Request, uid: UUID) -> HttpResponse:
    """All slips of a share as one file, a page each, to print and hand over singly."""
    shares = Share.objects.visible_to(request.user).select_related("business__unit", "terms")
    share: Share = get_object_or_404(shares, uid=uid)
    sheets = _all(request, share)
    content = paper.compile("sharing/slip", queries.on_paper(sheets, chain.printed_head()))
    return pdf(content, f"slip-{share.last_month}.pdf")


@require_POST
@needs("share.prepare")
def receive(request: Request, uid: UUID) -> HttpResponse:
    """The thumb-print is on the slip; who sends this handed it over."""
    found = _slip(request, uid)
    try:
        services.receive_slip(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Slip dicatat sudah diterima."))
    return redirect("sharing:slip", found.uid)


@needs("share.prepare")
def objection(request: Request, uid: UUID) -> HttpResponse:
    """Write down what a member says against his slip."""
    found = _slip(request, uid)
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        raised = attempt(form, lambda: services.raise_objection(form.uid, found, words, by=request.user))
        if raised is not None:
            answerer = queries.answerer_of(raised)
            messages.success(request, _("Keberatan dicatat. Yang menjawab: %(who)s.") % {"who": answerer.name})
            return redirect("sharing:answer", raised.uid)
    return show(request, "sharing/object.html", form, slip=found, until=queries.may_object_until(found))


@require_safe
@needs("savings.see")
def objections(request: Request) -> HttpResponse:
    """All objections, the open ones first."""
    rows = Objection.objects.visible_to(request.user).select_related("slip__share__business", "slip__person")
    page = paginate(request, rows.order_by(F("answered_on").desc(nulls_first=True), "-pk"))
    return show(request, "sharing/objections.html", page=page)


@needs("savings.see")
def answer(request: Request, uid: UUID) -> HttpResponse:
    """An objection, and its answer."""
    rows = Objection.objects.visible_to(request.user).select_related(
        "slip__share__business__unit", "slip__share__prepared_by", "slip__person", "answered_by"
    )
    found: Objection = get_object_or_404(rows, uid=uid)
    answerer = queries.answerer_of(found)
    is_preparer = found.slip.share.prepared_by_id == request.user.pk
    may_answer = found.answered_on is None and request.user.has_role(answerer.role) and not is_preparer
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["answer"]
        if attempt(form, lambda: services.answer_objection(found, answer=given, by=request.user)) is not None:
            messages.success(request, _("Jawaban dicatat. Sampaikan kepada anggotanya."))
            return redirect("sharing:answer", found.uid)
    return show(
        request,
        "sharing/answer.html",
        form,
        objection=found,
        answerer=answerer,
        is_preparer=is_preparer,
        may_answer=may_answer,
        again_until=queries.may_object_until(found.slip),
    )
