"""Who is in a group, how long they worked, when somebody last came by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.forms import BoundField

from siap.business import rules
from siap.business.models import Business, Conduct, HoursSheet, Membership, Visit, WorkedTime
from siap.core import clock
from siap.learning import queries as learning
from siap.people.models import Person, Unit
from siap.programme import queries as programme
from siap.programme.models import SharingTerms
from siap.programme.rules import BY_PIECES, MERIT
from siap.ui.hours import HoursForm, Worked

POSTS = (Membership.Post.CHAIR, Membership.Post.TREASURER, Membership.Post.MEMBER)


def members_between(business: Business, since: date, until: date) -> QuerySet[Membership]:
    """Memberships that held on at least one of these days, with their person."""
    rows = Membership.objects.filter(business=business, from_on__lte=until)
    return rows.filter(Q(until_on=None) | Q(until_on__gte=since)).select_related("person").order_by("from_on", "pk")


def members_on(business: Business, day: date) -> QuerySet[Membership]:
    """Who was a member on a day, the day of joining and of leaving included."""
    return members_between(business, day, day)


def members_now(business: Business) -> QuerySet[Membership]:
    """Who is a member now, with the person."""
    return (
        Membership.objects.filter(business=business, until_on=None).select_related("person").order_by("from_on", "pk")
    )


def by_post(memberships: Iterable[Membership]) -> list[Membership]:
    """The chair first, then the treasurer, then the others."""
    return sorted(memberships, key=lambda one: (POSTS.index(Membership.Post(one.post)), one.from_on, one.pk))


def membership_of(person: Person) -> Membership | None:
    """The membership a person has now."""
    return Membership.objects.filter(person=person, until_on=None).select_related("business").first()


def group_of(person: Person) -> Business | None:
    """The group a person works in now."""
    membership = membership_of(person)
    return membership.business if membership else None


def valid_sheets(business: Business, since: date, until: date) -> QuerySet[HoursSheet]:
    """The sheets that count on these days: those that no correction replaced."""
    return HoursSheet.objects.filter(business=business, replaced_at=None, worked_on__range=(since, until))


def sheet_on(business: Business, day: date) -> HoursSheet | None:
    """The sheet that counts for a day."""
    return valid_sheets(business, day, day).first()


def minutes_worked(business: Business, since: date, until: date) -> dict[int, int]:
    """Minutes of each person in a group over these days, both included, by person id."""
    rows = (
        WorkedTime.objects.filter(sheet__in=valid_sheets(business, since, until))
        .values_list("person")
        .annotate(total=Sum("minutes"))
    )
    return dict(rows)


def minutes_by_business(businesses: Iterable[Business], since: date, until: date) -> dict[int, int]:
    """Minutes of all people together over these days, by business id."""
    rows = (
        WorkedTime.objects.filter(
            sheet__business__in=list(businesses), sheet__replaced_at=None, sheet__worked_on__range=(since, until)
        )
        .values_list("sheet__business")
        .annotate(total=Sum("minutes"))
    )
    return dict(rows)


def work_by_day(business: Business, since: date, until: date) -> dict[tuple[date, int], Worked]:
    """What each person did on each of these days, by (day, person id)."""
    rows = WorkedTime.objects.filter(sheet__in=valid_sheets(business, since, until))
    fields = ("sheet__worked_on", "person", "minutes", "pieces", "is_excused")
    return {(day, person): Worked(*work) for day, person, *work in rows.values_list(*fields)}


@dataclass(frozen=True)
class Work:
    """What somebody did over some days: minutes, days worked, days present (excused ones too), good pieces."""

    minutes: int = 0
    days: int = 0
    present: int = 0
    pieces: int = 0


def work_between(business: Business, since: date, until: date) -> dict[int, Work]:
    """What each person did in a group over these days, both included, by person id."""
    rows = WorkedTime.objects.filter(
        sheet__business=business, sheet__replaced_at=None, sheet__worked_on__range=(since, until)
    ).order_by()  # fmt: skip
    sums = rows.values_list("person").annotate(
        m=Sum("minutes"), d=Count("pk", filter=Q(minutes__gt=0)), p=Count("pk"), made=Sum("pieces")
    )
    return {person: Work(*counts) for person, *counts in sums}


def conduct_on(business: Business, day: date) -> dict[int, Conduct]:
    """Each member's conduct as it counts on a day: the newest that began; nobody's that is not here counts less than all."""
    rows = Conduct.objects.filter(business=business, from_on__lte=day).select_related("by").order_by("from_on", "pk")
    return {one.person_id: one for one in rows}


def terms_of(business: Business, day: date) -> SharingTerms | None:
    """The sharing terms of a group on a day."""
    return programme.terms_for(business.unit, day) if business.unit is not None else None


def weighs_conduct(business: Business, day: date) -> bool:
    """Whether the terms of a day weigh conduct."""
    terms = terms_of(business, day)
    return terms is not None and terms.weights == MERIT


def counts_pieces(business: Business, since: date, until: date) -> bool:
    """Whether the terms of the first or the last of these days weigh what each member made."""
    last = terms_of(business, until)
    first = last if last is None or last.valid_from <= since else terms_of(business, since)
    return any(terms is not None and terms.weights in BY_PIECES for terms in (first, last))


def open_actions(businesses: QuerySet[Business]) -> QuerySet[Visit]:
    """Visits whose agreed action has a due day and is not done, the most urgent first."""
    rows = Visit.objects.filter(business__in=businesses, done_on=None).exclude(due_on=None)
    return rows.select_related("business", "by").order_by("due_on", "pk")


def may_join(unit: Unit) -> QuerySet[Person]:
    """Approved and certified participants of a unit who work in no group now."""
    at_work = Membership.objects.filter(until_on=None)
    return learning.certified_participants(unit).exclude(pk__in=at_work.values("person")).order_by("name")


def last_visit(business: Business) -> Visit | None:
    """The latest mentoring visit."""
    return Visit.objects.filter(business=business).select_related("by").order_by("-visited_on", "-pk").first()


def people_of(memberships: Iterable[Membership]) -> list[Person]:
    """Everybody once, in the order of posts."""
    return list(dict.fromkeys(one.person for one in by_post(memberships)))


# --- A week at a glance ----------------------------------------------------------------------------------------------

NOTHING = Worked()


@dataclass(frozen=True)
class Cell:
    """A person on a day: what he did, or the field to type it in, or neither."""

    day: date
    done: Worked = NOTHING
    sheet: HoursSheet | None = None
    field: BoundField | None = None


class Week:
    """A week of a group: its days, its people, its sheets, what each of them worked."""

    def __init__(self, business: Business, day: date) -> None:
        self.days = rules.week_of(day)
        self.memberships = list(members_between(business, self.days[0], self.days[-1]))
        self.people = people_of(self.memberships)
        self.sheets = {one.worked_on: one for one in valid_sheets(business, self.days[0], self.days[-1])}
        self.worked = work_by_day(business, self.days[0], self.days[-1])
        self.counts_pieces = counts_pieces(business, self.days[0], self.days[-1])
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

    def rows(self, form: HoursForm[Person] | None = None) -> list[tuple[Person, list[Cell], Worked]]:
        """Each person with seven cells, and his minutes and pieces of the week."""
        return [(person, self._cells(person, form), self._total(person)) for person in self.people]

    def _cells(self, person: Person, form: HoursForm[Person] | None) -> list[Cell]:
        return [
            Cell(
                day,
                self.worked.get((day, person.pk), NOTHING),
                self.sheets.get(day),
                form.cell(day, person.pk) if form else None,
            )
            for day in self.days
        ]

    def _total(self, person: Person) -> Worked:
        own = [done for (_day, pk), done in self.worked.items() if pk == person.pk]
        return Worked(sum(done.minutes for done in own), sum(done.pieces for done in own))

    @property
    def total(self) -> int:
        """Minutes of everybody."""
        return sum(done.minutes for done in self.worked.values())
