"""A month shared for many groups, and many slips printed: `python -m bench.steps.share_month GROUPS MEMBERS SLIPS`.

People, members, hours and paid sales come by bulk; what is timed goes through the verbs, a transaction for each.
Prints the seconds for all groups, the resident megabytes after a tenth of them and at the end, and the seconds for one PDF.
"""

import json
import sys
from datetime import date, timedelta
from time import perf_counter

import psutil

from siap.business.models import Business, HoursSheet, Membership, WorkedTime
from siap.core import chain, clock
from siap.core.ids import new_uid
from siap.core.verbs import verb
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.models import Book
from siap.ledger.rules import Cr, Dr, Draft
from siap.market.models import Channel, Sale, SaleLine
from siap.people.models import Person, Placement, Unit, User
from siap.sharing import queries, services
from siap.sharing.models import Slip
from siap.ui import paper
from siap.workshop.models import Product

MONTH, DAYS, PRICE, SALES = 202610, 5, 160_000, 4
UNIT = "LPP"


def fill(groups: int, members: int) -> list[Business]:
    """Groups with members who worked five days of October and sold for 640,000."""
    unit, by = Unit.objects.get(code=UNIT), User.objects.get(username="budi")
    people = Person.objects.bulk_create(
        Person(
            member_code=f"BENCH-{number:06}", name=f"Orang {number}", workshop_name=f"Orang {number}", sex="f",
            born_on=date(1990, 1, 1), invented=True,
        )
        for number in range(groups * members)
    )  # fmt: skip
    Placement.objects.bulk_create(
        Placement(person=person, unit=unit, status="convict", from_on=date(2026, 1, 1)) for person in people
    )
    made = Business.objects.bulk_create(
        Business(kind="group", name=f"Kelompok {number}", unit=unit, what="Bawang", formed_on=date(2026, 9, 1))
        for number in range(groups)
    )
    open_books(made, unit, by=None)
    rows = [(business, people[at * members : (at + 1) * members]) for at, business in enumerate(made)]
    Membership.objects.bulk_create(
        Membership(business=business, person=person, from_on=date(2026, 9, 1))
        for business, some in rows
        for person in some
    )
    _work(rows, by)
    _sell(made, unit, by)
    return made


@verb
def open_books(groups: list[Business], unit: Unit, *, by: None) -> None:
    """Open the books of the groups, and of the unit where they are not open yet."""
    for group in groups:
        ledger.open_book(group.book, "business", by=by)
    kinds = {unit.seller_book: "seller", unit.custody_book: "custody"}
    for key, kind in kinds.items():
        if not Book.objects.filter(key=key).exists():
            ledger.open_book(key, kind, by=by)
    for first in range(0, len(groups), 500):
        ledger.post(*(draft for group in groups[first : first + 500] for draft in _sold(group, unit.seller_book)))


def _sold(group: Business, seller: str) -> tuple[Draft, Draft]:
    """What the sales of a group wrote in the books."""
    reference, on, total = f"bench:{group.book}", date(2026, 10, 12), PRICE * SALES
    return (
        Draft(seller, reference, on, (Dr(chart.bank, total), Cr(chart.owed_to(group.pk), total))),
        Draft(group.book, reference, on, (Dr(chart.clearing, total), Cr(chart.revenue, total))),
    )


def _work(rows: list[tuple[Business, list[Person]]], by: User) -> None:
    sheets = HoursSheet.objects.bulk_create(
        HoursSheet(
            uid=new_uid(), business=business, worked_on=date(2026, 10, 5) + timedelta(day), entered_by=by,
            entered_at=clock.now(),
        )
        for business, _some in rows
        for day in range(DAYS)
    )  # fmt: skip
    WorkedTime.objects.bulk_create(
        (
            WorkedTime(sheet=sheets[at * DAYS + day], person=person, minutes=240 + 10 * number)
            for at, (_business, some) in enumerate(rows)
            for day in range(DAYS)
            for number, person in enumerate(some)
        ),
        batch_size=2_000,
    )


def _sell(made: list[Business], unit: Unit, by: User) -> None:
    seller = Book.objects.get(key=unit.seller_book)
    channel = Channel.objects.create(unit=unit, name="Bazar ukur", kind="bazaar", seller=seller, seller_name=unit.name)
    products = Product.objects.bulk_create(
        Product(business=business, code=f"B{number:05}", name="Bawang", is_food=False)
        for number, business in enumerate(made)
    )
    sales = Sale.objects.bulk_create(
        Sale(
            uid=new_uid(), number=f"BENCH-{number:06}", unit=unit, channel=channel, seller=seller, seller_name=unit.name,
            sold_at=clock.at(date(2026, 10, 12)), sold_on=date(2026, 10, 12), total=PRICE, paid_on=date(2026, 10, 12),
            rung_up_by=by,
        )
        for number in range(len(made) * SALES)
    )  # fmt: skip
    SaleLine.objects.bulk_create(
        SaleLine(
            sale=sale, business=made[at // SALES], product=products[at // SALES], quantity=1, amount=PRICE, cost=0
        )
        for at, sale in enumerate(sales)
    )  # fmt: skip


def share(made: list[Business]) -> dict[str, float]:
    """Prepare and approve the month of every group, by two people."""
    budi, head = User.objects.get(username="budi"), User.objects.get(username="kalapas")
    process, early = psutil.Process(), 0
    began = perf_counter()
    for number, business in enumerate(made, 1):
        prepared = services.prepare_share(new_uid(), business, MONTH, MONTH, by=budi)
        services.approve_share(prepared, by=head)
        if number == max(1, len(made) // 10):
            early = process.memory_info().rss
    took = perf_counter() - began
    return {"seconds": took, "early": early / 2**20, "late": process.memory_info().rss / 2**20}


def print_slips(count: int) -> float:
    """Seconds in which so many slips become one PDF, from their rows to its bytes."""
    began = perf_counter()
    slips = Slip.objects.select_related("person", "share__business__unit", "share__terms").order_by("pk")[:count]
    explained = []
    parts: dict[int, dict[str, object]] = {}
    weights: dict[int, list[int]] = {}
    for slip in slips:
        if slip.share_id not in parts:
            parts[slip.share_id] = {part.kind: part for part in slip.share.parts.all()}
            weights[slip.share_id] = list(slip.share.slips.values_list("weight", flat=True))
        all_of_them = weights[slip.share_id]
        explained.append(
            queries.explain(slip, parts[slip.share_id], sum(all_of_them), len(all_of_them), slip.person.name)  # type: ignore[arg-type]
        )
    content = paper.compile("sharing/slip", queries.on_paper(explained, chain.printed_head()))
    assert content.startswith(b"%PDF")
    return perf_counter() - began


if __name__ == "__main__":
    groups, members, slips = map(int, sys.argv[1:])
    print(json.dumps(share(fill(groups, members)) | {"pdf": print_slips(slips)}))
