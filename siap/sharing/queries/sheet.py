"""The sharing sheet: what a group made in some months, and whose it is. Worked out, nothing written.

It stands before a share is prepared, and is worked out again before it is approved: what no longer agrees is not approved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from siap.business import queries as business_queries
from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import rupiah
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.rules import first_day, last_day, month_of
from siap.market import queries as market
from siap.market.models import Payment, SaleLine
from siap.people.models import Person, Placement
from siap.programme import queries as programme
from siap.programme.models import SharingTerms
from siap.sharing import rules
from siap.sharing.models import Share
from siap.sharing.queries.sold import SoldLine, sold_lines
from siap.ui import words


@dataclass(frozen=True)
class PartLine:
    """A part of the base (rupiah)."""

    kind: str
    percent: int
    amount: int

    @property
    def label(self) -> str:
        """Whose part it is."""
        return str(rules.PART_NAMES.get(self.kind, self.kind))


@dataclass(frozen=True)
class MemberLine:
    """What a member gets (rupiah) for how long he worked (minutes), and why in a sentence."""

    person: Person
    minutes: int
    weight: int
    amount: int
    usable: int
    why: str

    @property
    def held(self) -> int:
        """What is kept to release."""
        return self.amount - self.usable


@dataclass(frozen=True)
class Sheet:
    """Everything a person must see before he prepares or approves a share. `problem` says why it cannot be prepared."""

    business: Business
    first_month: int
    last_month: int
    terms: SharingTerms | None = None
    sold: tuple[SoldLine, ...] = ()
    expenses: tuple[tuple[str, int], ...] = ()
    result: rules.Result = rules.Result(0, 0, 0)
    base: int = 0
    parts: tuple[PartLine, ...] = ()
    members: tuple[MemberLine, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: Refused | None = None

    @property
    def since(self) -> date:
        """The first day."""
        return first_day(self.first_month)

    @property
    def until(self) -> date:
        """The last day."""
        return last_day(self.last_month)

    @property
    def months(self) -> str:
        """Its months in words."""
        return months_in_words(self.first_month, self.last_month)

    @property
    def figures(self) -> tuple[object, ...]:
        """What must be the same when it is prepared and when it is approved."""
        parts = tuple((part.kind, part.amount) for part in self.parts)
        members = tuple(sorted((line.person.pk, line.weight, line.amount, line.usable) for line in self.members))
        return self.result, self.base, parts, members


def months_in_words(first: int, last: int) -> str:
    """`Oktober 2026`, or `Oktober 2026 sampai November 2026`."""
    start = words.month(first_day(first))
    if first == last:
        return start
    return _("%(first)s sampai %(last)s") % {"first": start, "last": words.month(first_day(last))}


def working(business: Business, first_month: int, last_month: int, *, apart_from: Share | None = None) -> Sheet:
    """The sheet of a group for whole months (202610), both included; `apart_from` is the share that is looked at anew."""
    problem = _obstacle(business, first_month, last_month, apart_from)
    if problem is not None or business.unit is None:
        return Sheet(business, first_month, last_month, problem=problem)
    since, until = first_day(first_month), last_day(last_month)
    terms = apart_from.terms if apart_from else programme.terms_for(business.unit, until)
    if terms is None:
        return Sheet(business, first_month, last_month, problem=rules.TermsMissing(month=words.month(until)))
    sold = sold_lines(business, since, until)
    spent, other_income = _spent(business, first_month, last_month)
    result = rules.Result(
        turnover=sum(line.amount for line in sold),
        cost=sum(line.cost for line in sold),
        expenses=sum(amount for _label, amount in spent),
        other_income=other_income,
    )
    base = result.base(terms.base)
    problem = _nothing(terms, sold, base)
    amounts = rules.split(max(base, 0), {part["kind"]: part["percent"] for part in terms.parts})
    parts = tuple(PartLine(part["kind"], part["percent"], amounts[part["kind"]]) for part in terms.parts)
    try:
        members = _members(business, since, until, terms, amounts.get("members", 0))
    except rules.NobodyEntitled as nobody:
        members, problem = (), problem or nobody
    warnings = tuple(_warnings(business, until, terms, base, members))
    return Sheet(
        business, first_month, last_month, terms, sold, spent, result, base, parts, members, warnings, problem
    )  # fmt: skip


def _obstacle(business: Business, first: int, last: int, apart_from: Share | None) -> Refused | None:
    """Why these months of this business cannot be looked at for sharing at all."""
    if business.kind != Business.Kind.GROUP or business.unit is None:
        return rules.NotAGroup()
    if not (rules.is_month(first) and rules.is_month(last)) or first > last:
        return rules.MonthsOutOfOrder()
    if len(list(rules.months(first, last))) > rules.MOST_MONTHS:
        return rules.MonthsOutOfOrder()
    if last >= month_of(clock.today()):
        return rules.MonthNotOver(month=words.month(first_day(last)))
    standing = standing_shares(business).filter(first_month__lte=last, last_month__gte=first)
    other = next((share for share in standing if share != apart_from), None)
    if other is not None:
        return rules.MonthShared(month=months_in_words(max(first, other.first_month), min(last, other.last_month)))
    return None


def standing_shares(business: Business) -> QuerySet[Share]:
    """The shares of a business that hold a claim on their months: approved, or waiting to be."""
    return Share.objects.filter(business=business, state__in=(Share.State.PREPARED, Share.State.APPROVED))


def _nothing(terms: SharingTerms, sold: Sequence[SoldLine], base: int) -> Refused | None:
    if terms.regime != "premium" or terms.base not in ("profit", "turnover"):
        return rules.RegimeNotShared(terms=terms.name)
    if not sold:
        return rules.NothingVerified()
    return rules.NothingToShare(base=rupiah(base)) if base <= 0 else None


def _spent(business: Business, first: int, last: int) -> tuple[tuple[tuple[str, int], ...], int]:
    """What the group's book spent besides the goods, by account, and what else it took (rupiah)."""
    amounts = book.totals([business.book], since=first, until=last)
    spent = tuple((str(chart.NAMES[one.code]), one.balance) for one in amounts if one.code[0] in "68" and one.balance)
    return spent, sum(one.balance for one in amounts if one.code[0] == "7")


def _members(business: Business, since: date, until: date, terms: SharingTerms, amount: int) -> tuple[MemberLine, ...]:
    """Each member of these days with his part. Raises NobodyEntitled."""
    people = {one.person_id: one.person for one in business_queries.members_between(business, since, until)}
    minutes = business_queries.minutes_worked(business, since, until)
    weights = {pk: minutes.get(pk, 0) if terms.weights == "hours" else 1 for pk in people}
    by_code = rules.split(amount, {people[pk].member_code: weight for pk, weight in weights.items()})
    outside = _outside(people)
    lines = []
    for pk, person in people.items():
        part = by_code[person.member_code]
        usable = part if pk in outside else rules.usable_part(part, terms.usable_percent)
        lines.append(MemberLine(person, minutes.get(pk, 0), weights[pk], part, usable, why(terms, weights, pk)))
    return tuple(sorted(lines, key=lambda line: (-line.weight, line.person.member_code)))


def _outside(people: Mapping[int, Person]) -> set[int]:
    """Who of these people is in nobody's custody now: nothing of his part is held."""
    inside = Placement.objects.filter(
        person__in=people, until_on=None, status__in=(Placement.Status.CONVICT, Placement.Status.DETAINEE)
    )
    return set(people) - set(inside.values_list("person_id", flat=True))


def why(terms: SharingTerms, weights: Mapping[int, int], person: int) -> str:
    """Why a member gets what he gets, in a sentence; `weights` by person id."""
    total, weight = sum(weights.values()), weights[person]
    if terms.weights == "equal":
        return _("Dibagi sama rata untuk %(count)s anggota.") % {"count": len(weights)}
    if weight == 0:
        return _("Tidak ada jam kerja yang tercatat pada masa ini.")
    return _("Bekerja %(own)s dari %(all)s seluruh anggota: %(percent)s.") % {
        "own": words.hours(weight),
        "all": words.hours(total),
        "percent": words.percent(weight * 100 / total),
    }


def _warnings(
    business: Business, until: date, terms: SharingTerms, base: int, members: Sequence[MemberLine]
) -> list[str]:
    """What a person should know before he goes on."""
    said = []
    idle = [line for line in members if not line.minutes]
    if terms.weights == "hours" and idle:
        said.append(
            _("%(count)s anggota tidak punya jam kerja pada masa ini dan tidak mendapat bagian: %(codes)s.")
            % {"count": len(idle), "codes": ", ".join(line.person.member_code for line in idle)}
        )
    waiting = SaleLine.objects.filter(
        business=business,
        sale__voided_at=None,
        sale__sold_on__lte=until,
        sale__payment__state=Payment.State.REPORTED,
    ).aggregate(total=Sum("amount"))["total"]
    if waiting:
        said.append(
            _(
                "QRIS %(amount)s belum dicocokkan dan tidak ikut dibagi. Setelah dicocokkan, masuk ke bulan pencocokannya."
            )
            % {"amount": rupiah(waiting)}
        )
    handed_over = base - market.held_for(business)
    if base > 0 and handed_over > 0:
        said.append(
            _("%(amount)s dari hasil ini sudah diserahkan ke kas kelompok dan tidak lagi ada pada bendahara.")
            % {"amount": rupiah(handed_over)}
        )
    if any(part["kind"] == "capital" for part in terms.parts):
        said.append(_("Bagian modal: menunggu ketetapan PNBP."))
    return said
