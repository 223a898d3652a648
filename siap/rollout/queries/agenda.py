"""The activity calendar: classes, visits and what was agreed on them, bazaars, and the days of units. No person stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from siap.business import queries as business
from siap.business.models import Business, Visit
from siap.core import clock
from siap.core.ical import CalendarDay
from siap.learning import queries as learning
from siap.learning.models import Cohort, Session
from siap.market.models import Event
from siap.people import queries as people
from siap.people.models import Unit, User

BEHIND, AHEAD = timedelta(days=30), timedelta(days=60)
"""A calendar program sees so much of what was and of what will be."""


@dataclass(frozen=True)
class Entry:
    """Something in the calendar: from a day to a day, both included. `uid` names it for ever."""

    uid: str
    kind: str
    title: str
    place: str
    since: date
    until: date
    href: str = ""
    text: str = ""
    is_cancelled: bool = False

    @property
    def as_day(self) -> CalendarDay:
        """As a calendar program reads it."""
        return CalendarDay(
            f"{self.uid}@siap-usaha", f"{self.kind}: {self.title}", self.since, self.until, self.place, self.text,
            clock.now(), self.is_cancelled,
        )  # fmt: skip


def agenda(user: User, since: date, until: date) -> list[Entry]:
    """Everything of these days that this user may see, day by day."""
    units = Unit.objects.visible_to(user)
    found = [*_visits(user, since, until), *_classes(user, since, until), *_bazaars(user, since, until)]
    found += [
        Entry(
            str(one.uid),
            one.get_kind_display(),
            one.name,
            one.unit.short_name if one.unit else _("Semua UPT"),
            one.from_on,
            one.until_on,
        )  # fmt: skip
        for one in people.unit_days(units, since, until)
    ]
    return sorted(
        (one for one in found if one.since <= until and one.until >= since), key=lambda one: (one.since, one.title)
    )


def _visits(user: User, since: date, until: date) -> Iterator[Entry]:
    businesses = Business.objects.visible_to(user)
    rows = Visit.objects.filter(business__in=businesses).select_related("business__unit")
    for one in rows.filter(planned_on__range=(since, until)) | rows.filter(visited_on__range=(since, until)):
        day = one.visited_on or one.planned_on
        assert day is not None  # the database says so
        where, href = one.business.unit, reverse("business:visits", args=[one.business.uid])
        yield Entry(
            str(one.uid),
            _("Kunjungan"),
            one.business.name,
            where.short_name if where else "",
            day,
            day,
            href,
            one.agenda,
        )
    for action in business.open_actions(businesses).filter(due_on__range=(since, until)):
        where, href = action.visit.business.unit, reverse("business:visits", args=[action.visit.business.uid])
        title = f"{action.visit.business.name}: {action.what}"
        place = where.short_name if where else ""
        yield Entry(str(action.uid), _("Janji"), title, place, action.due_on, action.due_on, href)


def _classes(user: User, since: date, until: date) -> Iterator[Entry]:
    cohorts = Cohort.objects.visible_to(user)
    rows = Session.objects.filter(cohort__in=cohorts, held_on__range=(since, until))
    held = list(rows.select_related("cohort__course", "cohort__unit"))
    for one in held:
        href = reverse("learning:session", args=[one.uid])
        yield Entry(
            str(one.uid), _("Kelas"), f"{one.cohort.course.title}: {one.topic}", one.cohort.unit.short_name, one.held_on,
            one.held_on, href,
        )  # fmt: skip
    met = {(one.cohort_id, one.held_on) for one in held}
    for ahead in learning.meetings_ahead(cohorts):
        if (ahead.cohort.pk, ahead.on) in met:
            continue
        title = f"{ahead.cohort.course.title}: {ahead.lesson}" if ahead.lesson else ahead.cohort.course.title
        href = reverse("learning:cohort", args=[ahead.cohort.uid])
        uid = f"{ahead.cohort.uid}-{ahead.on}"
        yield Entry(uid, _("Kelas"), title, ahead.cohort.unit.short_name, ahead.on, ahead.on, href)


def _bazaars(user: User, since: date, until: date) -> Iterator[Entry]:
    rows = Event.objects.visible_to(user).filter(from_on__lte=until, until_on__gte=since)
    for one in rows:
        href = reverse("market:event", args=[one.uid])
        yield Entry(
            str(one.uid), _("Bazar"), one.name, one.place, one.from_on, one.until_on, href, is_cancelled=one.is_cancelled
        )  # fmt: skip
