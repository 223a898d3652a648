"""The state's part in a year: every rupiah that became due is paid, taken back, billed or still to be billed."""

from datetime import date

import pytest
from django.urls import reverse

from siap.core import clock
from siap.core.ids import new_uid
from siap.insight import queries
from siap.people.models import Unit
from siap.rollout import services as rollout
from siap.sharing import services
from siap.sharing.tests import given

BILLING = "820261102000123"


def palu(world, year=2026):
    return queries.state_years([world.palu], year)[0]


def test_what_is_due_is_unbilled_then_billed_then_paid(world):
    given.shared_month(world)
    rollout.set_target(world.palu, 2026, "state_revenue", 60_000, by=world.manager)
    assert (palu(world).due, palu(world).left, palu(world).unbilled, palu(world).percent) == (15_000, 15_000, 15_000, 0)
    services.bill_state_revenue(new_uid(), world.palu, BILLING, date(2026, 11, 9), by=world.budi)
    assert (palu(world).billed, palu(world).unbilled) == (15_000, 0)
    services.deposit_state_revenue(
        new_uid(), world.palu, 15_000, BILLING, "A1B2C3D4E5F60718", clock.today(), by=world.budi
    )
    assert (palu(world).paid, palu(world).left, palu(world).billed, palu(world).percent) == (15_000, 0, 0, 25)


def test_a_share_that_was_taken_back_explains_its_part(world):
    share = given.shared_month(world)
    services.reverse_share(share, because="Jam Tono salah", by=world.head)
    assert (palu(world).due, palu(world).taken_back, palu(world).left) == (15_000, 15_000, 0)


def test_what_is_left_goes_over_into_the_next_year(world):
    given.shared_month(world)
    with clock.fixed(clock.at(date(2027, 1, 4))):
        services.deposit_state_revenue(
            new_uid(), world.palu, 5_000, BILLING, "A1B2C3D4E5F60718", date(2027, 1, 4), by=world.budi
        )
        later = palu(world, 2027)
    assert (later.brought_over, later.due, later.paid, later.left) == (15_000, 0, 5_000, 10_000)
    assert palu(world).left == 15_000


def test_all_units_together_add_up_and_a_unit_without_anything_stands_at_zero(world):
    given.shared_month(world)
    rows = queries.state_years(Unit.objects.order_by("name"), 2026)
    assert len(rows) == Unit.objects.count()
    assert queries.all_together(rows).left == sum(row.left for row in rows) == 15_000


@pytest.mark.parametrize(("username", "sees"), [("kanwil", True), ("kalapas", True), ("joko", False)])
def test_the_page_shows_each_his_own_units(client, world, username, sees, django_assert_max_num_queries):
    given.shared_month(world)
    client.force_login(world.user(username))
    address = reverse("insight:state-year")
    client.get(address)
    with django_assert_max_num_queries(15):
        page = client.get(address, {"tahun": "2026"})
    assert (reverse("sharing:state-unit", args=[world.palu.uid]) in page.content.decode()) is sees


def test_a_year_that_is_none_is_this_year(client, world):
    client.force_login(world.manager)
    for asked in ("x", "3000", "0", "²"):
        assert "2026" in client.get(reverse("insight:state-year"), {"tahun": asked}).content.decode()
