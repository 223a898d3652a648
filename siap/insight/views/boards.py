"""The boards of a Bapas, the cooperative, a mentor, a group; and the rows behind each figure of them."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from siap.insight import queries, rules
from siap.insight.forms import period_asked
from siap.insight.views.board import around, bars
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.pages import show
from siap.ui.tasks import Kind, Task

MOST_LATE = 7
"""So many late things stand on the board; the rest is one click away."""


def _subject(request: Request, board: str, uid: UUID, period: rules.Period) -> queries.Subject:
    found = queries.board_subject(request.user, board, uid, period) if board in rules.BOARDS else None
    if found is None:
        raise Http404
    return found


@require_safe
@needs("report.see")
def board(request: Request, board: str, uid: UUID) -> HttpResponse:
    """A few figures, a picture, and what is late: what somebody who answers for a part has to know at once."""
    period = period_asked(request)
    subject = _subject(request, board, uid, period)
    told = queries.on_board(board, subject.scope, request.user)
    late = [(one.figure, row) for one in told if one.is_late for row in one.rows]
    late.sort(key=lambda pair: pair[1].on or date.max)
    tasks = [
        Task(
            Kind.BAD,
            _("Lewat"),
            row.label if row.on else f"{row.label}: {figure.label}",
            row.page or f"{reverse('insight:behind-board', args=[board, uid, figure.key])}?bulan={period.code}",
            words.day(row.on) if row.on else "",
        )
        for figure, row in late[:MOST_LATE]
    ]
    return show(
        request,
        "insight/board.html",
        subject=subject,
        board=rules.BOARDS[board],
        uid=uid,
        period=period,
        told=told,
        sums=told[:4],
        late=tasks,
        how_late=_how_late(sum(one.value for one in told if one.is_late)),
        bars=bars(queries.sold_by_month(subject.scope)),
        **around(period),
    )


def _how_late(count: int) -> str:
    if not count:
        return _("Tidak ada yang terlambat.")
    return ngettext("%(n)s hal terlambat.", "%(n)s hal terlambat.", count) % {"n": count}


@require_safe
@needs("report.see")
def behind_board(request: Request, board: str, uid: UUID, key: str) -> HttpResponse:
    """The rows behind one figure of a board."""
    period = period_asked(request)
    subject = _subject(request, board, uid, period)
    if key not in rules.BOARDS[board].keys:
        raise Http404
    told = queries.shown(key, subject.scope, request.user)
    return show(
        request,
        "insight/behind.html",
        figure=told.figure,
        value=told.value,
        rows=told.rows,
        period=period,
        back=(f"{reverse('insight:board', args=[board, uid])}?bulan={period.code}", subject.name),
    )
