"""What anybody may know: totals, and products by the group that makes them. No person, and no count of a few people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Subquery

from siap.business.models import Business
from siap.core import clock
from siap.core.models import ChainHead
from siap.insight import rules
from siap.learning.models import Audience, Certificate
from siap.ledger import chart
from siap.ledger.models import MonthTotal
from siap.ledger.rules import last_day, month_of
from siap.market.models import Offer
from siap.people.models import Unit
from siap.programme.models import AgreementUnit
from siap.sharing.models import Share, Slip
from siap.workshop import queries as stock
from siap.workshop.models import Lot, Product


@dataclass(frozen=True)
class UnitImpact:
    """A unit up to a quarter's end: its groups, people who passed a training (at least; None: too few), rupiah sold."""

    unit: Unit
    groups: int
    trained: int | None
    sold: int


@dataclass(frozen=True)
class Impact:
    """The programme from its beginning up to a quarter's end, as anybody may read it."""

    quarter: rules.Period
    units: tuple[UnitImpact, ...]
    trained: int | None
    sold: int
    shared: int | None

    @property
    def groups(self) -> int:
        """Business groups at work."""
        return sum(one.groups for one in self.units)


def last_quarter() -> rules.Period:
    """The last quarter that is over: the public's figures move four times a year, so that no single day can be seen in
    them."""
    return rules.Period.around(month_of(clock.today()), rules.QUARTER).moved(-1)


def edition() -> tuple[str, date]:
    """While this is the same, so is everything the public is told: nothing was written since, and no day has passed."""
    return ChainHead.objects.values_list("digest", flat=True).first() or "", clock.today()


def impact(quarter: rules.Period | None = None) -> Impact:
    """Up to the end of a quarter (the last one that is over)."""
    return _impacts([quarter or last_quarter()])[0]


def impacts() -> list[Impact]:
    """Every quarter that is over, since anything was sold, formed or learned; the newest first."""
    quarters = quarters_over()
    return _impacts(quarters) if quarters else []


def quarters_over() -> list[rules.Period]:
    """Every quarter that is over, since anything was formed or learned; the newest first."""
    quarter, first = last_quarter(), _begun_on()
    quarters = []
    while first is not None and last_day(quarter.month) >= first:
        quarters.append(quarter)
        quarter = quarter.moved(-1)
    return quarters


def _begun_on() -> date | None:
    days = [
        Business.objects.order_by("formed_on").values_list("formed_on", flat=True).first(),
        Certificate.objects.order_by("issued_on").values_list("issued_on", flat=True).first(),
    ]
    return min((day for day in days if day), default=None)


def _impacts(quarters: Iterable[rules.Period]) -> list[Impact]:
    """Five questions, however many quarters."""
    agreed = AgreementUnit.objects.values("unit")
    units = list(Unit.objects.filter(pk__in=agreed).order_by("pk"))
    groups = list(Business.objects.filter(kind=Business.Kind.GROUP).values_list("unit", "formed_on", "closed_on"))
    passed = list(
        Certificate.objects.filter(course__audience=Audience.PARTICIPANTS, revoked_on=None)
        .order_by("issued_on")
        .values_list("person", "enrolment__cohort__unit", "issued_on")
    )
    of_book = {f"business:{pk}": unit for pk, unit in Business.objects.values_list("pk", "unit")}
    sales = [
        (of_book.get(key), month, credit - debit)
        for key, month, debit, credit in MonthTotal.objects.filter(code=chart.revenue.code).values_list(
            "book__key", "month", "debit", "credit"
        )
    ]
    slips = list(
        Slip.objects.filter(share__state=Share.State.APPROVED, amount__gt=0).values_list(
            "person", "amount", "share__decided_at"
        )
    )
    told = []
    for quarter in quarters:
        until = last_day(quarter.month)
        first_unit = {person: unit for person, unit, on in reversed(passed) if on <= until}
        people: dict[int, int] = defaultdict(int)
        for unit in first_unit.values():
            people[unit] += 1
        trained, total = rules.told_counts({unit.pk: people[unit.pk] for unit in units})
        sold: dict[int | None, int] = defaultdict(int)
        for where, month, amount in sales:
            sold[where] += amount if month <= quarter.month else 0
        got = [(person, amount) for person, amount, at in slips if at and clock.day_of(at) <= until]
        enough = len({person for person, _amount in got}) >= rules.FEW
        told.append(
            Impact(
                quarter,
                tuple(
                    UnitImpact(
                        unit,
                        sum(at == unit.pk and on <= until and (off is None or off > until) for at, on, off in groups),
                        trained[unit.pk],
                        rules.told_money(sold[unit.pk]),
                    )
                    for unit in units
                ),
                total,
                rules.told_money(sum(sold.values())),
                rules.told_money(sum(amount for _person, amount in got)) if enough else None,
            )
        )
    return told


@dataclass(frozen=True)
class PublicProduct:
    """A product as a buyer sees it: its price (rupiah) where it is offered, and a lot whose story can be read."""

    product: Product
    price: int | None
    lot: Lot | None


LOOKED_AT = 24
"""Products looked at for the front page: so many may lose a permit before it shows fewer than it could."""


def products_on_show(count: int = 6) -> list[PublicProduct]:
    """Products that are ready, lack nothing and are on hand, those made last first."""
    today = clock.today()
    price = Offer.objects.filter(product=OuterRef("pk"), valid_from__lte=today).order_by("-valid_from")
    newest = Lot.objects.filter(stock.usable_lots(today), product=OuterRef("pk")).order_by("-made_on", "-pk")
    ready = (
        Product.objects.filter(Exists(newest), stage__in=Product.FOR_SALE, business__closed_on=None)
        .annotate(
            price=Subquery(price.values("price")[:1]),
            newest=Subquery(newest.values("pk")[:1]),
            last_made=Max("lots__made_on"),
        )
        .select_related("business")
        .order_by("-last_made", "name")[:LOOKED_AT]
    )
    missing = stock.missing_by_product(list(ready), today)
    products = [one for one in ready if not missing[one.pk]][:count]
    lots = Lot.objects.in_bulk([one.newest for one in products if one.newest])
    return [PublicProduct(one, one.price, lots.get(one.newest)) for one in products]
