"""A unit's own sheet of people: read in, looked at, written; and handed out again."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import note_readings
from siap.people import queries, services
from siap.people.access import Request, needs
from siap.people.forms.rosters import RosterForm
from siap.people.models import Roster, RosterRow
from siap.people.roster.columns import HeadingsMissing
from siap.people.roster.judging import Told
from siap.people.roster.table import XLSX, workbook
from siap.people.services.writing_rosters import TO_WRITE
from siap.ui.pages import attempt, show

PATIENCE = 3
"""Seconds of one request; what is left goes on with the next."""
VERDICTS = RosterRow.Verdict


@needs("people.write")
def rosters(request: Request) -> HttpResponse:
    """Choose a sheet; when its columns are not understood, say once which is which."""
    form = RosterForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_bound and form.is_valid():
        made = attempt(form, lambda: _read(form, request))
        if made:
            return redirect("people:roster", made.uid)
    runs = Roster.objects.visible_to(request.user).select_related("unit", "read_by").order_by("-pk")
    return show(request, "people/rosters.html", form, runs=runs[:10])


def _read(form: RosterForm, request: Request) -> Roster:
    try:
        return services.read_roster(form.cleaned_data["unit"], form.content, mapping=form.mapping, by=request.user)
    except HeadingsMissing as missing:
        form.ask(missing.headings)
        raise


def _roster(request: Request, uid: UUID) -> Roster:
    rows = Roster.objects.visible_to(request.user).filter(unit__in=request.user.unit_ids).select_related("unit")
    found: Roster = get_object_or_404(rows, uid=uid)
    return found


@needs("people.write")
def roster(request: Request, uid: UUID) -> HttpResponse:
    """What was read, row by row, each with its problem; how many would be written; how far writing is."""
    shown = _roster(request, uid)
    counted = dict(shown.rows.values_list("verdict").annotate(n=Count("pk")))
    chosen = request.GET.get("v", "")
    if chosen not in VERDICTS.values:
        chosen = next((one for one in ("wrong", "twin", "new") if counted.get(one)), "same")
    rows = shown.rows.filter(verdict=chosen).select_related("person").order_by("number")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    tabs = [(value, label, counted.get(value, 0)) for value, label in VERDICTS.choices]
    return show(
        request, "people/roster.html", roster=shown, tabs=tabs, chosen=chosen, page=page,
        lines=[(row, Told.unpacked(row.told) if row.told else None) for row in page],
        to_write=sum(counted.get(one, 0) for one in TO_WRITE), wrong=counted.get("wrong", 0),
        twins=counted.get("twin", 0), done=_done(shown.rows.all()), total=sum(counted.values()),
    )  # fmt: skip


def _done(rows: "QuerySet[RosterRow]") -> int:
    return rows.filter(is_done=True).count()


@require_POST
@needs("people.write")
def write_roster(request: Request, uid: UUID) -> HttpResponse:
    """Write what was looked at, for a few seconds; the page goes on by itself."""
    shown = _roster(request, uid)
    try:
        left = services.write_for(shown, PATIENCE, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:roster", uid)
    if not left:
        n = _done(shown.rows.all())
        said = ngettext("%(n)s orang dari lembar ini sudah dicatat.", "%(n)s orang dari lembar ini sudah dicatat.", n)
        messages.success(request, said % {"n": n})
    return redirect("people:roster", uid)


@require_POST
@needs("people.write")
def drop_roster(request: Request, uid: UUID) -> HttpResponse:
    """Forget what was read."""
    services.drop_roster(_roster(request, uid), by=request.user)
    messages.success(request, _("Lembar ini dibatalkan. Tidak ada yang dicatat."))
    return redirect("people:rosters")


@require_POST
@needs("people.write")
def settle_twin(request: Request, uid: UUID, number: int) -> HttpResponse:
    """The row is the person we know, or somebody new."""
    row = get_object_or_404(_roster(request, uid).rows, number=number)
    try:
        services.settle_twin(row, is_same=request.POST.get("same") == "yes", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{request.path.split('baris/')[0]}?v=twin")


@needs("identifier.see")
def export(request: Request) -> HttpResponse:
    """The people of the reader's units as a sheet that can be read in again. Every person in it counts as opened."""
    rows = queries.roster_of(request.user)
    note_readings({row.person for row in rows}, by=request.user, page="people:export")
    response = HttpResponse(workbook([row.cells for row in rows]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="orang-{clock.today().isoformat()}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
