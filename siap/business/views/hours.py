"""Hours of work: the week at a glance, a day or a week keyed in at once, a correction with its trace, the paper sheet."""

from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.business import queries, services
from siap.business.forms import CorrectionForm
from siap.business.models import Business, HoursSheet
from siap.business.views import business_or_404
from siap.core import clock
from siap.people.access import Request, needs
from siap.ui import words
from siap.ui.hours import HoursForm, Worked
from siap.ui.pages import asked_day, attempt, paginate, show


@needs("business.see")
def hours(request: Request, uid: UUID) -> HttpResponse:
    """The week at a glance, and every sheet there is."""
    business = business_or_404(request, uid)
    week = queries.Week(business, asked_day(request, "week"))
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
    day = asked_day(request, "day")
    cells = [(day, person) for person in queries.people_of(queries.members_on(business, day))]
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
    week = queries.Week(business, asked_day(request, "week"))
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
    worked = {(day, time.person_id): Worked(time.minutes, time.pieces, time.is_excused) for time in sheet.times.all()}
    cells = [(day, person) for person in queries.people_of(queries.members_on(sheet.business, day))]
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
    week = queries.Week(business, asked_day(request, "week"))
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
