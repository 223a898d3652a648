"""A group of ten thousand shares its month like any other."""

from siap.business.models import HoursSheet, Membership, WorkedTime
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.models import Person, Placement
from siap.sharing import services
from siap.sharing.models import Slip
from siap.sharing.tests import given

MANY = 10_000


def crowd(world, group, count):
    """So many more members, each with an hour of October."""
    sari, at, sheet = world.sari, world.sari.memberships.get(), HoursSheet.objects.earliest("pk")
    people = [
        Person(
            member_code=f"X-{number:05}", name="X", workshop_name="X", sex=sari.sex, born_on=sari.born_on, invented=True
        )
        for number in range(count)
    ]
    Person.objects.bulk_create(people, batch_size=500)
    placed = [
        Placement(person=one, unit=world.palu, status=Placement.Status.CONVICT, from_on=at.from_on) for one in people
    ]
    Placement.objects.bulk_create(placed, batch_size=500)
    Membership.objects.bulk_create([Membership(business=group, person=one, from_on=at.from_on) for one in people], 500)
    WorkedTime.objects.bulk_create([WorkedTime(sheet=sheet, person=one, minutes=60) for one in people], 500)


def test_ten_thousand_members_share_a_month(world):
    """Of 50,001 every rupiah is somebody's, and nobody's twice: on the slips, and in the books."""
    group = given.october(world)
    crowd(world, group, MANY)
    share = services.prepare_share(new_uid(), group, given.OCTOBER, given.OCTOBER, by=world.budi)
    services.approve_share(share, by=world.head)
    slips = Slip.objects.filter(share=share)
    assert slips.count() == MANY + 3
    custody = world.palu.custody_book
    codes = (chart.usable(0).code, chart.held(0).code)
    saved = sum(sum(book.balances(code, book=custody).values()) for code in codes)
    assert sum(slips.values_list("amount", flat=True)) == saved == share.parts.get(kind="members").amount == 50_001
