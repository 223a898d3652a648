"""A decree with everybody it decides about, and its signed paper."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core.services import document_path, note_readings
from siap.people.access import Request, needs
from siap.programme import queries, services
from siap.programme.forms import PaperForm
from siap.programme.models import Decree, Participation
from siap.ui.pages import attempt, paginate, show


@needs("selection.see")
def decree(request: Request, uid: UUID) -> HttpResponse:
    """Who was approved and who was refused by it, with what reasons; the paper is filed here."""
    shown = _visible(request, uid)
    may_file = shown.paper_id is None and shown.unit_id in request.user.unit_ids and request.user.can("decree.file")
    form = PaperForm(request.POST, request.FILES) if may_file and request.method == "POST" else PaperForm()
    if form.is_bound and form.is_valid():
        paper = form.cleaned_data["paper"].read()
        if attempt(form, lambda: services.file_decree(shown, paper, by=request.user)):
            messages.success(request, _("Surat SK sudah disimpan untuk semua orang di daftar ini."))
            return redirect("programme:decree", uid)
    people = queries.decided_by(shown)
    refused = people.filter(state=Participation.State.REFUSED).count()
    page = paginate(request, people)
    note_readings({one.person_id for one in page}, by=request.user, page="programme:decree")
    return show(
        request, "programme/decree.html", form, decree=shown, page=page, refused=refused,
        approved=page.paginator.count - refused, may_file=may_file,
        may_read=shown.paper_id is not None and request.user.can("identifier.see"),
        may_add=request.user.can("selection.decide") and queries.awaiting_decision(request.user).exists(),
    )  # fmt: skip


@require_safe
@needs("identifier.see")
def decree_paper(request: Request, uid: UUID) -> FileResponse:
    """The signed paper. It names everybody of the list: each counts as opened."""
    shown = get_object_or_404(
        Decree.objects.visible_to(request.user).exclude(paper=None).select_related("paper"), uid=uid
    )
    kept = shown.paper
    assert kept is not None
    if not document_path(kept.sha256).exists():  # destroyed: everybody on it is forgotten
        raise Http404
    people = set(queries.decided_by(shown).values_list("person", flat=True))
    note_readings(people, by=request.user, page="programme:decree-paper")
    response = FileResponse(document_path(kept.sha256).open("rb"), content_type=kept.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


def _visible(request: Request, uid: UUID) -> Decree:
    found: Decree = get_object_or_404(Decree.objects.visible_to(request.user).select_related("unit"), uid=uid)
    return found
