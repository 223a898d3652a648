"""What stands on a board, as its reader may see it: the figures are the sums of their rows, so that each opens to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.aftercare.models import Case, FollowUp, Provision, Task
from siap.business import queries as business
from siap.business.models import Business, Membership, Visit
from siap.core import clock
from siap.insight import rules
from siap.insight.queries.behind import Row, person_row, rows_behind, seen_by
from siap.insight.queries.figures import Scope
from siap.insight.rules import boards
from siap.market import queries as market
from siap.market.models import Outlet
from siap.people.models import Unit, User
from siap.people.rules import BAPAS
from siap.programme.models import Agreement
from siap.workshop import queries as workshop


@dataclass(frozen=True)
class Shown:
    """One figure of a board with its value and the rows it is the sum of."""

    figure: rules.Figure
    value: int
    rows: list[Row]

    @property
    def is_late(self) -> bool:
        """Whether it tells of something that should have happened already."""
        return self.figure.key in boards.LATE


@dataclass(frozen=True)
class Subject:
    """Whom a board is about: a name, and which businesses or which Bapas its figures are counted in."""

    name: str
    scope: Scope


def board_subject(viewer: User, board: str, uid: UUID, period: rules.Period) -> Subject | None:
    """Who stands on a board; none where this viewer may not see him."""
    return _SUBJECTS[board](viewer, uid, period)


def _bapas(viewer: User, uid: UUID, period: rules.Period) -> Subject | None:
    own = viewer.unit is not None and viewer.unit.uid == uid
    unit = viewer.unit if own else Unit.objects.visible_to(viewer).filter(uid=uid).first()
    if unit is None or unit.kind != BAPAS or not viewer.can("aftercare.see"):
        return None
    return Subject(unit.short_name, Scope(unit, period.month, period.span))


def _cooperative(viewer: User, uid: UUID, period: rules.Period) -> Subject | None:
    """By its agreement: every business of the units that take part."""
    found = Agreement.objects.visible_to(viewer).filter(uid=uid).select_related("partner").first()
    if found is None or not viewer.sees_all_units:
        return None
    businesses = Business.objects.visible_to(viewer).exclude(unit__in=Unit.objects.exclude(agreements=found))
    return Subject(found.partner.name, _of(list(businesses.select_related("unit")), period))


def _mentor(viewer: User, uid: UUID, period: rules.Period) -> Subject | None:
    mentor = viewer if viewer.uid == uid else User.objects.filter(uid=uid).first()
    found = list(Business.objects.visible_to(viewer).filter(mentor=mentor).select_related("unit")) if mentor else []
    if mentor is None or not (found or mentor == viewer):
        return None
    return Subject(mentor.name, _of(found, period))


def _group(viewer: User, uid: UUID, period: rules.Period) -> Subject | None:
    found = Business.objects.visible_to(viewer).filter(uid=uid, kind=Business.Kind.GROUP).select_related("unit").first()
    return Subject(found.name, _of([found], period)) if found is not None else None


def _of(businesses: list[Business], period: rules.Period) -> Scope:
    return Scope(None, period.month, period.span, tuple(businesses))


_SUBJECTS: dict[str, Callable[[User, UUID, rules.Period], Subject | None]] = {
    boards.BAPAS: _bapas,
    boards.COOPERATIVE: _cooperative,
    boards.MENTOR: _mentor,
    boards.GROUP: _group,
}


def on_board(board: str, scope: Scope, viewer: User) -> list[Shown]:
    """Every figure of a board, with its rows as this viewer may see them."""
    return [shown(key, scope, viewer) for key in boards.BOARDS[board].keys]


def shown(key: str, scope: Scope, viewer: User) -> Shown:
    """One figure, with its rows as this viewer may see them."""
    rows = _ROWS[key](scope) if key in _ROWS else rows_behind(scope, key)
    return Shown(boards.BOARD_FIGURES[key], sum(row.amount for row in rows), seen_by(viewer, rows))


# --- What stands today, by key ------------------------------------------------------------------------------------------


def _cases(*, ahead: bool) -> Callable[[Scope], list[Row]]:
    def rows(scope: Scope) -> list[Row]:
        return [person_row(one.person, one.unit, one.home_on) for one in scope.cases if one.is_ahead == ahead]

    return rows


def _follow_ups_late(scope: Scope) -> list[Row]:
    late = FollowUp.objects.filter(scope.of("case__unit"), case__closed_on=None, done_on=None)
    late = late.filter(due_on__lt=clock.today()).select_related("case__person", "case__unit").order_by("due_on", "pk")
    return [_of_case(one.case, _("bulan ke-%(n)s") % {"n": one.month}, one.due_on) for one in late]


def _tasks_late(scope: Scope) -> list[Row]:
    late = Task.objects.filter(scope.of("case__unit"), case__closed_on=None, done_on=None, due_on__lt=clock.today())
    late = late.select_related("case__person", "case__unit").order_by("due_on", "position", "pk")
    return [_of_case(one.case, str(one.need.label), one.due_on) for one in late]


def _loans_late(scope: Scope) -> list[Row]:
    late = Provision.objects.filter(scope.of("case__unit"), kind=Provision.Kind.LOAN, returned_on=None)
    late = late.filter(return_due_on__lt=clock.today()).select_related("case__person", "case__unit")
    return [_of_case(one.case, one.what, one.return_due_on) for one in late.order_by("return_due_on", "pk")]


def _of_case(case: Case, what: str, on: date | None) -> Row:
    row = person_row(case.person, case.unit, None)
    page = reverse("aftercare:case", args=[case.uid])
    return Row(f"{row.label}: {what}", case.unit, on, page=page, needs="aftercare.see", is_person=True)


def _members(scope: Scope) -> list[Row]:
    rows = Membership.objects.filter(business__in=scope.businesses or (), until_on=None)
    rows = rows.select_related("person", "business__unit").order_by("from_on", "pk")
    return [person_row(one.person, one.business.unit, one.from_on) for one in rows]


def _owed(scope: Scope) -> list[Row]:
    amounts = market.owed_to_books(scope.books)
    return [
        Row(one.name, one.unit, None, amounts[one.book], reverse("market:group", args=[one.uid]), "market.see")
        for one in scope.own
        if one.book in amounts
    ]


def _unsure(_scope: Scope) -> list[Row]:
    return [
        Row(
            one.sale.number, one.sale.unit, one.sale.sold_on, one.amount,
            reverse("market:sale", args=[one.sale.uid]), "market.see",
        )
        for one in market.unverified().select_related("sale__unit")
    ]  # fmt: skip


def _on_shelves(_scope: Scope) -> list[Row]:
    outlets = Outlet.objects.filter(closed_on=None).annotate(pieces=Sum("lines__quantity"))
    return [
        Row(one.channel.name, one.unit, None, one.pieces, reverse("market:outlet", args=[one.uid]), "market.see")
        for one in outlets.filter(pieces__gt=0).select_related("channel", "unit").order_by("pk")
    ]


def _open(scope: Scope) -> list[Business]:
    return [one for one in scope.businesses or () if one.closed_on is None]


def _promises_late(scope: Scope) -> list[Row]:
    mine = Business.objects.filter(pk__in=[one.pk for one in _open(scope)])
    late = business.open_actions(mine).filter(due_on__lt=clock.today())
    return [
        Row(
            f"{one.visit.business.name}: {one.what}", one.visit.business.unit, one.due_on,
            page=reverse("business:visits", args=[one.visit.business.uid]), needs="business.see",
        )
        for one in late
    ]  # fmt: skip


def _unvisited(scope: Scope) -> list[Row]:
    since = clock.today() - timedelta(days=boards.UNVISITED_DAYS)
    seen = Visit.objects.filter(business=OuterRef("pk"), visited_on__gte=since)
    mine = Business.objects.filter(pk__in=[one.pk for one in _open(scope)], formed_on__lt=since)
    return [
        Row(one.name, one.unit, page=reverse("business:visits", args=[one.uid]), needs="business.see")
        for one in mine.exclude(Exists(seen)).select_related("unit").order_by("name")
    ]


def _permits_late(scope: Scope) -> list[Row]:
    lapsed = workshop.ending_permits(clock.today(), days=-1, since=boards.LAPSED_DAYS)
    return [
        Row(
            f"{one.get_kind_display()} {one.product.name if one.product else one.business.name}", one.business.unit,
            one.valid_until, page=reverse("workshop:permit", args=[one.uid]), needs="workshop.see",
        )
        for one in lapsed.filter(business__in=_open(scope)).select_related("product", "business__unit")
    ]  # fmt: skip


_ROWS: dict[str, Callable[[Scope], list[Row]]] = {
    "accompanied": _cases(ahead=False),
    "homecomings": _cases(ahead=True),
    "members": _members,
    "owed": _owed,
    "unsure": _unsure,
    "on_shelves": _on_shelves,
    "follow_ups_late": _follow_ups_late,
    "tasks_late": _tasks_late,
    "loans_late": _loans_late,
    "promises_late": _promises_late,
    "unvisited": _unvisited,
    "permits_late": _permits_late,
}
