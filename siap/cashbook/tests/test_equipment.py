"""Tools: bought, written off evenly month by month, and taken off the list with a reason."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given as forall
from hypothesis import strategies as st

from siap.cashbook import queries, rules, services
from siap.cashbook.models import Depreciation, Equipment
from siap.cashbook.tests import given
from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.services import ReasonMissing


@pytest.fixture
def scale(world, group):
    """Scales for 240,000, bought in September for two years: 10,000 a month."""
    with clock.fixed(clock.at(date(2026, 9, 15))):
        given.noted(world, group, "put_in", 900_000)
        given.noted(world, group, "buy_tool", 240_000, note="Timbangan", years=2)
    return Equipment.objects.get()


def on(account, business):
    return book.balance(account, book=business.book)


def worth(business):
    return on(chart.equipment, business) + on(chart.accumulated_depreciation, business)


def test_a_tool_is_written_off_month_by_month(world, group, scale):
    for month, left in ((202609, 230_000), (202610, 220_000)):
        assert queries.month_to_write_off(group) == month
        services.depreciate(group, month, by=world.budi)
        assert (worth(group), queries.tools(group)[0].worth) == (left, left)
    assert queries.month_to_write_off(group) is None
    assert on(chart.depreciation, group) == 20_000


def test_a_month_is_written_off_once_in_order_and_once_over(world, group, scale):
    for month in (202610, 202611):
        with pytest.raises(rules.DepreciationNotDue):
            services.depreciate(group, month, by=world.budi)
    for _ in range(2):
        services.depreciate(group, 202609, by=world.budi)
    assert Depreciation.objects.count() == 1
    assert worth(group) == 230_000


def test_closing_a_month_writes_it_off_first(world, group, scale):
    services.close_month(group, 202609, by=world.head)
    assert worth(group) == 230_000


def test_a_tool_entered_late_is_caught_up_with(world, group, scale):
    services.depreciate(group, 202609, by=world.budi)
    services.depreciate(group, 202610, by=world.budi)
    given.noted(world, group, "buy_tool", 120_000, note="Kompor", on=date(2026, 10, 3), years=1)
    with clock.fixed(clock.at(date(2026, 12, 1))):
        services.depreciate(group, 202611, by=world.budi)
    assert {tool.equipment.name: tool.written_off for tool in queries.tools(group)} == {
        "Timbangan": 30_000,
        "Kompor": 20_000,
    }


def test_a_tool_that_is_gone_leaves_its_worth_as_a_loss(world, group, scale):
    services.depreciate(group, 202609, by=world.budi)
    for because in ("Rusak", "Lagi"):
        gone = services.dispose(scale, because=because, by=world.budi)
    assert (gone.gone_because, worth(group), on(chart.other_expense, group)) == ("Rusak", 0, 230_000)
    assert on(chart.accumulated_depreciation, group) == 0
    assert queries.month_to_write_off(group) is None


def test_it_leaves_with_a_reason_only(world, group, scale):
    with pytest.raises(ReasonMissing):
        services.dispose(scale, because=" ", by=world.budi)
    assert worth(group) == 240_000


def test_a_purchase_taken_back_is_no_tool_unless_it_was_written_off(world, group, scale):
    services.depreciate(group, 202609, by=world.budi)
    with pytest.raises(rules.EquipmentInUse):
        services.reverse_note(scale.note, because="Salah", by=world.budi)
    later = given.noted(world, group, "buy_tool", 50_000, note="Pisau")
    services.reverse_note(later, because="Salah", by=world.budi)
    assert [tool.equipment.name for tool in queries.tools(group)] == ["Timbangan"]
    with pytest.raises(rules.EquipmentGone):
        services.dispose(Equipment.objects.get(name="Pisau"), because="Rusak", by=world.budi)


@pytest.mark.parametrize("years", [0, 21])
def test_no_tool_lasts_nothing_or_for_ever(world, group, scale, years):
    with pytest.raises(rules.YearsWrong):
        given.noted(world, group, "buy_tool", 1_000, note="Pisau", years=years)
    assert Equipment.objects.count() == 1


def test_the_pages_show_book_value_and_write_off_what_is_due(client, world, group, scale):
    page, deed = reverse("cashbook:equipment", args=[group.uid]), reverse("cashbook:depreciate", args=[group.uid])
    gone = reverse("cashbook:dispose", args=[scale.uid])
    client.force_login(world.joko)
    assert [client.get(page).status_code, client.post(deed).status_code, client.post(gone).status_code] == [404] * 3
    client.force_login(world.head)
    assert [client.get(page).status_code, client.post(deed).status_code, client.post(gone).status_code] == [
        200,
        403,
        403,
    ]
    client.force_login(world.budi)
    assert "Catat penyusutan September 2026" in client.get(page).content.decode()
    assert "nilainya sekarang Rp230.000" in client.post(deed, {"month": "202609"}, follow=True).content.decode()
    assert "sudah dicatat" in client.post(deed, {"month": "202609"}, follow=True).content.decode()
    assert client.post(gone, {"because": ""}).status_code == 422
    assert "Rusak" in client.post(gone, {"because": "Rusak"}, follow=True).content.decode()


@forall(st.integers(1, 10**9), st.integers(1, 20), st.integers(0, 400))
def test_exactly_the_cost_is_written_off_and_never_back(cost, years, months):
    at = rules.months_before(202601, -months)
    now, then = (
        rules.written_off(cost, years, 202601, at),
        rules.written_off(cost, years, 202601, rules.months_before(at, -1)),
    )
    assert 0 <= now <= then <= cost
    assert then == cost or months + 2 < 12 * years + 1
    assert rules.written_off(cost, years, 202602, 202601) == 0
