"""A week keyed in from paper with the keyboard alone: Enter goes down, arrows go about, sums stand beside."""

import pytest
from django.urls import reverse

from siap.business.models import HoursSheet
from siap.business.tests import given
from tests import world as cast
from tests.browser import ONCE

pytestmark = [ONCE, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def week(client, page, live_server):
    """Budi at the week of 5 October."""
    world = cast.begin()
    group = given.group(world)
    client.force_login(world.budi)
    session = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": session.value, "url": live_server.url}])
    page.goto(f"{live_server.url}{reverse('business:hours-week', args=[group.uid])}?week=2026-10-05")
    return page


def test_a_week_is_keyed_in_without_a_mouse(week):
    cells = week.locator("table.week input.number")
    people = week.locator("table.week tbody tr").count()
    cells.first.focus()
    for _day in range(2):
        for _person in range(people):
            week.keyboard.type("7,5")
            week.keyboard.press("Enter")
    assert week.locator("table.week output").first.inner_text() == "15"
    assert "45 jam" in week.locator("output[data-says]").inner_text()
    week.keyboard.press("ArrowUp")
    week.keyboard.press("ArrowDown")
    week.get_by_role("button", name="Catat jam kerja").click()
    week.get_by_text("2 lembar tercatat").wait_for()
    assert HoursSheet.objects.count() == 2


def test_arrows_leave_a_cell_only_at_its_edge(week):
    first = week.locator("table.week tbody tr").first.locator("input.number")
    first.nth(0).focus()
    week.keyboard.type("7,5")
    week.keyboard.press("ArrowLeft")
    week.keyboard.press("ArrowRight")
    assert first.nth(0).evaluate("one => one === document.activeElement")
    week.keyboard.press("ArrowRight")
    assert first.nth(1).evaluate("one => one === document.activeElement")
    week.keyboard.press("ArrowLeft")
    assert first.nth(0).evaluate("one => one === document.activeElement")
