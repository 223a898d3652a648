"""Hours of work: the week at a glance, a day or a week keyed in at once, a correction with its trace, the paper sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import segno
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.business import queries, rules, services
from siap.business.forms import CorrectionForm, HoursForm
from siap.business.models import Business, HoursSheet, Membership
from siap.business.views import business_or_404
from siap.core import clock
from siap.people.access import Request, needs
from siap.people.models import Person
from siap.ui import words
from siap.ui.pages import attempt, paginate, show

NOTHING = rules.Worked()


@dataclass(frozen=True)
class Cell:
    """A person on a day: what he did, or the field to type it in, or neither."""

    day: date
    done: rules.Worked = NOTHING
    sheet: HoursSheet | None = None
    field: forms.BoundField | None = None


def _asked_day(request: Request, name: str) -> date:
    """The day in the address; today when there is none, or nonsense, such as the last day that a calendar knows."""
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return clock.today()
    return day if 2000 <= day.year <= 2100 else clock.today()


def _people(memberships: Iterable[Membership]) -> list[Person]:
    """Everybody once, in the order of posts."""
    return list(dict.fromkeys(one.person for one in queries.by_post(memberships)))


class Week:
    """A week of a group: its days, its people, its sheets, what each of them worked."""

    def __init__(self, business: Business, day: date) -> None:
        self.days = rules.week_of(day)
        self.memberships = list(queries.members_between(business, self.days[0], self.days[-1]))
        self.people = _people(self.memberships)
        self.sheets = {one.worked_on: one for one in queries.valid_sheets(business, self.days[0], self.days[-1])}
        self.worked = queries.work_by_day(business, self.days[0], self.days[-1])
        self.counts_pieces = queries.counts_pieces(business, self.days[0], self.days[-1])
        self.formed_on = business.formed_on
        self.before = self.days[0] - timedelta(days=7)
        self.after = self.days[0] + timedelta(days=7)

    def is_member(self, person: Person, day: date) -> bool:
        """Whether a person was a member on a day."""
        return any(
            one.person_id == person.pk and one.from_on <= day and (one.until_on is None or day <= one.until_on)
            for one in self.memberships
        )

    def cells(self) -> list[tuple[date, Person]]:
        """Where hours may be typed: members, on days that have come. A day that has a sheet is the verb's to refuse."""
        return [
            (day, person)
            for person in self.people
            for day in self.days
            if self.formed_on <= day <= clock.today() and self.is_member(person, day)
        ]

    def rows(self, form: HoursForm | None = None) -> list[tuple[Person, list[Cell], rules.Worked]]:
        """Each person with seven cells, and his minutes and pieces of the week."""
        return [(person, self._cells(person, form), self._total(person)) for person in self.people]

    def _cells(self, person: Person, form: HoursForm | None) -> list[Cell]:
        return [
            Cell(
                day,
                self.worked.get((day, person.pk), NOTHING),
                self.sheets.get(day),
                form.cell(day, person.pk) if form else None,
            )
            for day in self.days
        ]

    def _total(self, person: Person) -> rules.Worked:
        own = [done for (_day, pk), done in self.worked.items() if pk == person.pk]
        return rules.Worked(sum(done.minutes for done in own), sum(done.pieces for done in own))

    @property
    def total(self) -> int:
        """Minutes of everybody."""
        return sum(done.minutes for done in self.worked.values())


@needs("business.see")
def hours(request: Request, uid: UUID) -> HttpResponse:
    """The week at a glance, and every sheet there is."""
    business = business_or_404(request, uid)
    week = Week(business, _asked_day(request, "week"))
    sheets = business.hours_sheets.select_related("entered_by", "replaces").order_by("-worked_on", "-pk")
    return show(
        request,
        "business/hours.html",
        business=business,
        week=week,
        rows=week.rows(),
        page=paginate(request, sheets),
        today=clock.today(),
        may_write=request.user.can("hours.write") and business.closed_on is None,
        weighs_conduct=queries.weighs_conduct(business, clock.today()) and request.user.can("savings.see"),
    )


@needs("hours.write")
def hours_day(request: Request, uid: UUID) -> HttpResponse:
    """Key in one day's sheet."""
    business = business_or_404(request, uid)
    day = _asked_day(request, "day")
    cells = [(day, person) for person in _people(queries.members_on(business, day))]
    counts_pieces = queries.counts_pieces(business, day, day)
    form = HoursForm(request.user, cells, request.POST or None, counts_pieces=counts_pieces)
    if form.is_valid():
        minutes = form.minutes.get(day, {})
        sheet = attempt(
            form,
            lambda: services.record_hours(
                form.uid, business, day, minutes, pieces=form.pieces.get(day, {}), excused=form.excused.get(day, ()),
                by=request.user,
            ),
        )  # fmt: skip
        if sheet is not None:
            said = _("Jam kerja %(day)s tercatat: %(hours)s.")
            messages.success(request, said % {"day": words.long_day(day), "hours": words.hours(sum(minutes.values()))})
            return redirect("business:sheet", sheet.uid)
    return show(
        request,
        "business/hours_day.html",
        form,
        business=business,
        day=day,
        today=clock.today(),
        existing=queries.sheet_on(business, day),
        counts_pieces=counts_pieces,
    )


@needs("hours.write")
def hours_week(request: Request, uid: UUID) -> HttpResponse:
    """Key in a whole week at once: it becomes one sheet a day."""
    business = business_or_404(request, uid)
    week = Week(business, _asked_day(request, "week"))
    form = HoursForm(request.user, week.cells(), request.POST or None, counts_pieces=week.counts_pieces)
    if form.is_valid():
        sheets = attempt(
            form,
            lambda: services.record_week(
                form.uid, business, form.minutes, pieces=form.pieces, excused=form.excused, by=request.user
            ),
        )
        if sheets is not None:
            said = ngettext("%(count)s lembar tercatat.", "%(count)s lembar tercatat.", len(sheets))
            messages.success(request, said % {"count": len(sheets)})
            return redirect(f"{reverse('business:hours', args=[business.uid])}?week={week.days[0].isoformat()}")
    return show(
        request,
        "business/hours_week.html",
        form,
        business=business,
        week=week,
        rows=week.rows(form),
        today=clock.today(),
        has_open_days=any(day not in week.sheets for day, _person in form.cells),
    )


def _sheet_or_404(request: Request, uid: UUID) -> HoursSheet:
    sheets = HoursSheet.objects.filter(business__in=Business.objects.visible_to(request.user))
    sheet: HoursSheet = get_object_or_404(
        sheets.select_related("business__unit", "entered_by", "replaces", "correction"), uid=uid
    )
    return sheet


@needs("business.see")
def sheet(request: Request, uid: UUID) -> HttpResponse:
    """A day's sheet, with every sheet that stood or stands for that day."""
    sheet = _sheet_or_404(request, uid)
    history = (
        HoursSheet.objects.filter(business=sheet.business, worked_on=sheet.worked_on)
        .select_related("entered_by")
        .prefetch_related("times__person")
        .order_by("-pk")
    )
    versions = [(one, list(one.times.all()), sum(time.minutes for time in one.times.all())) for one in history]
    times = next(times for one, times, _total in versions if one.pk == sheet.pk)
    return show(
        request,
        "business/sheet.html",
        sheet=sheet,
        business=sheet.business,
        times=times,
        total=sum(time.minutes for time in times),
        counts_pieces=any(time.pieces for time in times),
        versions=versions,
        may_correct=request.user.can("hours.write") and sheet.replaced_at is None,
    )


@needs("hours.write")
def correct(request: Request, uid: UUID) -> HttpResponse:
    """Write a day's sheet anew, with the reason."""
    sheet = _sheet_or_404(request, uid)
    day = sheet.worked_on
    worked = {
        (day, time.person_id): rules.Worked(time.minutes, time.pieces, time.is_excused) for time in sheet.times.all()
    }
    cells = [(day, person) for person in _people(queries.members_on(sheet.business, day))]
    counts_pieces = queries.counts_pieces(sheet.business, day, day) or any(
        one.pieces or one.is_excused for one in worked.values()
    )
    form = CorrectionForm(request.user, cells, request.POST or None, worked=worked, counts_pieces=counts_pieces)
    if form.is_valid():
        minutes, because = form.minutes.get(day, {}), form.cleaned_data["because"]
        corrected = attempt(
            form,
            lambda: services.correct_hours(
                form.uid, sheet, minutes, pieces=form.pieces.get(day, {}), excused=form.excused.get(day, ()),
                because=because, by=request.user,
            ),
        )  # fmt: skip
        if corrected is not None:
            messages.success(request, _("Lembar diperbaiki. Lembar lama tetap tersimpan sebagai jejak."))
            return redirect("business:sheet", corrected.uid)
    return show(
        request, "business/correct.html", form, sheet=sheet, business=sheet.business, counts_pieces=counts_pieces
    )  # fmt: skip


@needs("business.see")
def hours_print(request: Request, uid: UUID) -> HttpResponse:
    """The week's paper sheet: hours by hand, a thumb-print at the end of each row."""
    business = business_or_404(request, uid)
    week = Week(business, _asked_day(request, "week"))
    keying = f"{reverse('business:hours-week', args=[business.uid])}?week={week.days[0].isoformat()}"
    return show(
        request,
        "business/hours_print.html",
        business=business,
        week=week,
        code=_code(request.build_absolute_uri(keying)),
    )


def _code(address: str) -> SafeString:
    """A QR code as a picture inside the page: `segno` writes nothing but paths and numbers."""
    drawn = segno.make_qr(address, error="m")
    return mark_safe(drawn.svg_inline(border=1, omitsize=True, svgclass="qr", lineclass=None))  # nosec B308 B703
