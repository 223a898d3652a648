"""The address is one's own; what is typed into the form belongs to somebody else. It is refused, and nothing is written."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from siap.business.models import HoursSheet, Membership, WorkedTime
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.ledger.models import Book
from siap.market import services as market
from siap.people import services as people
from siap.people.models import Role, User
from siap.programme import services as programme
from tests.access.pages import pages
from tests.whole import Whole

pytestmark = pytest.mark.django_db


def sends(user: User, page: str, *args: object, ask: str = "", **fields: object) -> int:
    """The status of a form that this user sends."""
    client = Client()
    client.force_login(user)
    given: Mapping[str, object] = {"uid": str(new_uid()), **fields}
    return client.post(reverse(page, args=args) + ask, given).status_code


@pytest.fixture
def said(told: Whole) -> int:
    """How many facts there are before the attempt."""
    return FactRecord.objects.count()


def test_joko_opens_nothing_in_palu(told: Whole, said: int) -> None:
    joko, palu = told.world.joko, told.world.palu
    assert sends(joko, "market:open-channel", name="Toko", kind="shop", unit=palu.pk, seller="unit") == 422
    assert sends(joko, "people:new", name="Si A", sex="m", born_on="1990-01-01", unit=palu.uid, status="convict",
                 since="2026-10-01") == 422  # fmt: skip
    assert sends(joko, "learning:open-cohort", course=told["cohort"].course.uid, unit=palu.uid, on="2026-11-02") == 422
    assert FactRecord.objects.count() == said


def test_joko_neither_proposes_nor_teaches_nor_joins_people_of_palu(told: Whole, said: int) -> None:
    joko, sari = told.world.joko, told.world.tono
    assert sends(joko, "programme:propose", person=sari.uid, on="2026-11-02", voluntary="on") == 422
    people_of_palu = {f"p_{one.uid.hex}": "chair" for one in (told.world.dewi, told.world.tono)}
    status = sends(joko, "business:form-group", ask=f"?unit={told.world.palu.uid}", name="X", what="Y",
                   bridge=joko.uid, **people_of_palu)  # fmt: skip
    assert status == 422
    assert FactRecord.objects.count() == said


def test_a_product_of_palu_is_not_sold_at_parigi(told: Whole) -> None:
    joko = told.world.joko
    parigi = told.world.programme.units["LPG"]
    shop = market.open_channel(parigi, "Toko Parigi", "shop", seller_name="Lapas Parigi", by=joko)
    said = FactRecord.objects.count()
    jar = told["product"]
    assert sends(joko, "market:till", shop.uid, **{"method": "cash", f"pieces-{jar.uid.hex}": "1"}) == 422
    assert sends(joko, "market:price", shop.uid, jar.uid, price="1", valid_from="2026-11-02") == 404
    assert FactRecord.objects.count() == said


def test_hours_go_to_members_only(told: Whole) -> None:
    budi, group = told.world.budi, told["group"]
    today = clock.today()
    member, stranger = told.world.dewi, told["pupil"]
    day = f"h_{today.isoformat()}_"
    sends(budi, "business:hours-day", group.uid, ask=f"?day={today}",
          **{f"{day}{member.uid.hex}": "2", f"{day}{stranger.uid.hex}": "9"})  # fmt: skip
    sheet = HoursSheet.objects.get(business=group, worked_on=today)
    assert list(WorkedTime.objects.filter(sheet=sheet).values_list("person", "minutes")) == [(member.pk, 120)]


def test_a_class_takes_nobody_from_elsewhere(told: Whole, said: int) -> None:
    other = people.register_person(
        name="Orang Parigi", workshop_name="Parigi", sex="m", born_on=clock.today().replace(year=1990),
        unit=told.world.programme.units["LPG"], status="convict", by=told.world.joko,
    )  # fmt: skip
    said = FactRecord.objects.count()
    assert sends(told.world.budi, "learning:enrol", told["cohort"].uid, people=[other.uid]) == 422
    assert (
        sends(told.world.budi, "business:join", told["group"].uid, person=other.uid, post="member", on="2026-11-02")
        == 422
    )
    assert FactRecord.objects.count() == said


def test_another_head_decides_about_nobody_of_palu(told: Whole) -> None:
    asked = programme.assess(told["participation"], interest="Memasak", skill="Koki", healthy=True, by=told.world.budi)
    said = FactRecord.objects.count()
    stranger = told.world.user("kalapas-parigi")
    assert sends(stranger, "programme:decide", participations=[asked.uid], approve="yes", tpp_on="2026-11-02",
                 decree="SK-X") == 422  # fmt: skip
    assert FactRecord.objects.count() == said


def test_cash_is_confirmed_for_the_seller_who_is_owed_it(told: Whole, said: int) -> None:
    parigi = Book.objects.get(key="seller:LPG")
    head, budi = told.world.head, told.world.budi
    assert sends(head, "market:confirm", budi.uid, amount="1000", seller=parigi.pk) == 422
    assert sends(head, "market:hand-over", told["group"].uid, amount="1000", seller=parigi.pk) == 422
    assert FactRecord.objects.count() == said


def test_a_role_that_ended_opens_no_page(told: Whole) -> None:
    budi = told.world.budi
    Role.objects.filter(user=budi).update(until_on=clock.today() - timedelta(days=1))
    client = Client()
    client.force_login(budi)
    for page in pages():
        if page.needs not in {"open", "signed in"}:
            assert client.get(page.address(told)).status_code in {403, 405}, page.name


def test_a_treasurer_who_left_his_group_sees_no_book(told: Whole) -> None:
    dewi = told.world.user("dewi")
    Membership.objects.filter(person=told.world.dewi).update(until_on=clock.today())
    client = Client()
    client.force_login(dewi)
    for name in ("cashbook:book", "cashbook:statements", "cashbook:write"):
        page = next((page for page in pages() if page.name == name), None)
        assert page is None or client.get(page.address(told)).status_code == 404, name
