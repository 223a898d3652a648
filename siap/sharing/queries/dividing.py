"""Whose a result is by the terms: a premium divides it; a wage comes before it, owed even in a loss; a training premium is
paid by the day from a budget of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import connection
from django.db.models import QuerySet

from siap.business import queries as business_queries
from siap.business.models import Business
from siap.core import sql
from siap.core.errors import Refused
from siap.core.money import MOST, rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Entry
from siap.ledger.rules import first_day, last_day, month_of, next_month, previous_month
from siap.market import queries as market
from siap.people.models import Person, Placement
from siap.programme import queries as programme
from siap.programme import rules as terms_rules
from siap.programme.models import SharingTerms
from siap.sharing import rules
from siap.sharing.models import Share
from siap.sharing.queries.lines import Did, MemberLine, PartLine, Working, why
from siap.sharing.queries.sold import supplied_later


@dataclass(frozen=True)
class Division:
    """A base (rupiah) with its parts and each member's. `rate` is what an hour or a day was paid."""

    base: int
    parts: tuple[PartLine, ...] = ()
    members: tuple[MemberLine, ...] = ()
    rate: int = 0


def divide(terms: SharingTerms, result: rules.Result, carried_loss: int, worked: Working) -> Division:
    """Divide a result by the terms. Raises NobodyEntitled when somebody should get something and nobody has a weight."""
    if terms.regime == terms_rules.WAGE:
        return _wages(terms, result, worked)
    if terms.regime == terms_rules.TRAINING:
        return _premium_a_day(terms, worked)
    return _premium(terms, result.base(terms.base) + carried_loss, worked)


def _premium(terms: SharingTerms, base: int, worked: Working) -> Division:
    if base <= 0:
        return Division(base)
    percents = {part.kind: part.percent for part in terms.portions}
    amounts = terms_rules.split_parts(base, terms.portions, terms.remainder_to)
    weights = worked.weights(terms.weights)
    codes = {worked.people[pk].member_code: weight for pk, weight in weights.items()}
    by_code, left_over = terms_rules.split_among(amounts["members"], codes, down=bool(terms.remainder_to))
    if left_over:
        amounts["members"] -= left_over
        amounts[terms.remainder_to] += left_over
    given = {pk: by_code[worked.people[pk].member_code] for pk in weights}
    parts = tuple(PartLine(kind, percents[kind], amount) for kind, amount in amounts.items())
    return Division(base, parts, _lines(terms, worked, weights, given, 0))


def _wages(terms: SharingTerms, result: rules.Result, worked: Working) -> Division:
    """Everybody's hours first; the state has its part of what is left, when something is."""
    hourly = hourly_wage(terms, worked.until)
    weights = worked.weights("hours")
    given = {pk: rules.pay_for(minutes, hourly) for pk, minutes in weights.items()}
    wages = sum(given.values())
    left = result.profit - wages
    state = [
        PartLine(part.kind, part.percent, left * part.percent // 100 if left > part.above else 0)
        for part in terms.portions
    ]
    base = wages + sum(part.amount for part in state)
    parts = (PartLine("members", 0, wages), *state)
    return Division(base, parts, _lines(terms, worked, weights, given, hourly), hourly)


def hourly_wage(terms: SharingTerms, on: date) -> int:
    """What an hour is paid on a day (rupiah): as agreed, and never below the minimum wage of that day."""
    monthly = programme.minimum_wage(terms.district, on) or 0
    return max(terms.rate, terms_rules.hourly_minimum(monthly, terms.month_hours))


def _premium_a_day(terms: SharingTerms, worked: Working) -> Division:
    weights = worked.weights("days")
    given = {pk: days * terms.rate for pk, days in weights.items()}
    base = sum(given.values())
    return Division(
        base, (PartLine("members", 0, base),), _lines(terms, worked, weights, given, terms.rate), terms.rate
    )  # fmt: skip


def _lines(
    terms: SharingTerms, worked: Working, weights: Mapping[int, int], given: Mapping[int, int], rate: int
) -> tuple[MemberLine, ...]:
    """Each member with his part; of somebody in nobody's custody nothing is held."""
    lines = []
    for pk, person in worked.people.items():
        part = given[pk]
        usable = rules.usable_part(part, terms.usable_percent) if pk in worked.inside else part
        said = partial(why, terms, weights, pk, worked.did[pk], rate)
        lines.append(MemberLine(person, worked.did[pk], weights[pk], part, usable, said))
    return tuple(sorted(lines, key=lambda line: (-line.weight, line.person.member_code)))


def _in_custody() -> QuerySet[Placement]:
    """Where somebody is in custody now."""
    return Placement.objects.filter(until_on=None, status__in=(Placement.Status.CONVICT, Placement.Status.DETAINEE))


def is_inside(person: Person) -> bool:
    """Whether a person is in custody now."""
    return _in_custody().filter(person=person).exists()


def worked_by(business: Business, terms: SharingTerms, since: date, until: date) -> Working:
    """Who was a member on these days, and what each did; conduct as it counts on the last of them, where it is weighed."""
    members = sql.select(_MEMBERS, business.pk, until, since)
    people = {pk: Person.from_db(connection.alias, _NAMED, (pk, *named)) for pk, *named, _inside in members}
    work = business_queries.work_between(business, since, until)
    judged = business_queries.conduct_on(business, until) if terms.weights == terms_rules.MERIT else {}
    nothing = business_queries.Work()
    did = {}
    for pk in people:
        own = work.get(pk, nothing)
        did[pk] = Did(own.minutes, own.present, own.pieces, judged[pk].percent if pk in judged else 100)
    inside = frozenset(pk for pk, *_named, is_inside in members if is_inside)
    return Working(until, people, did, {pk: work.get(pk, nothing).days for pk in people}, inside)


_NAMED = ("id", "member_code", "name", "workshop_name")
_MEMBERS = """
SELECT p.id, p.member_code, p.name, p.workshop_name, EXISTS (SELECT 1 FROM people_placement x
    WHERE x.person_id = p.id AND x.until_on IS NULL AND x.status IN ('convict', 'detainee'))
FROM business_membership m JOIN people_person p ON p.id = m.person_id
WHERE m.business_id = %s AND m.from_on <= %s AND (m.until_on IS NULL OR m.until_on >= %s) ORDER BY m.from_on, m.id"""
"""In SQL: a region's month asks it a thousand times, twice for every share."""


def carried_loss(business: Business, terms: SharingTerms, first_month: int) -> int:
    """What the months since the last share lost together (rupiah, zero or below), where the terms carry a loss on."""
    if not terms.carries_loss or terms.base != "profit":
        return 0
    before = Share.objects.filter(
        business=business, state__in=(Share.State.PREPARED, Share.State.APPROVED), last_month__lt=first_month
    )
    last = before.order_by("-last_month").values_list("last_month", flat=True).first()
    start = next_month(last) if last else _first_month(business)
    if start is None or start >= first_month:
        return 0
    return min(0, _profit(business, start, previous_month(first_month)))


def _first_month(business: Business) -> int | None:
    first = Entry.objects.filter(book__key=business.book).order_by("booked_on").values_list("booked_on", flat=True)
    return month_of(first[0]) if first else None


def _profit(business: Business, first: int, last: int) -> int:
    since, until = first_day(first), last_day(last)
    lines = market.verified_lines(business, since, until)
    sold = sum(amount - cost for amount, cost in lines.values_list("amount", "cost"))
    sold -= sum(line.cost for line in supplied_later(business, since, until))
    spent, other_income = spending(business, first, last)
    return sold - sum(amount for _code, amount in spent) + other_income


def spending(business: Business, first: int, last: int) -> tuple[tuple[tuple[str, int], ...], int]:
    """What a group's book spent besides goods and wages, by account code, and what else it took (rupiah)."""
    amounts = book.totals([business.book], since=first, until=last)
    spent = tuple(
        (one.code, one.balance)
        for one in amounts
        if one.code[0] in "68" and one.code != chart.wages.code and one.balance
    )
    return spent, sum(one.balance for one in amounts if one.code[0] == "7")


def nothing(terms: SharingTerms, division: Division, *, has_sold: bool) -> Refused | None:
    """Why a division gives nobody anything, or more than a book can say."""
    if division.base > MOST:
        return rules.MoreThanALine(base=rupiah(division.base))
    if terms.regime != terms_rules.PREMIUM:
        return None if any(line.amount for line in division.members) else rules.NothingEarned()
    if not has_sold:
        return rules.NothingVerified()
    return rules.NothingToShare(base=rupiah(division.base)) if division.base <= 0 else None
