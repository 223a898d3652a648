"""The main job, through the screen: from the signed agreement to a person's first rupiah, and back.

Nothing is given but the founding and the cast. October is lived through the pages by whoever does each step, and shared on
2 November, when the month is over. One function a step, in the order of the story.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

import pytest
from playwright.sync_api import Browser

from siap.core import clock, proofs
from tests.browser_story import learning_together as learning
from tests.browser_story import making_and_selling as selling
from tests.browser_story import sharing_and_going_home as home
from tests.browser_story.seat import Seat, on_day
from tests.world import TODAY, begin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


@dataclass
class Cast:
    """Who sits before a screen. Budi has a phone in his hand; the others have a desk."""

    manager: Seat
    budi: Seat
    head: Seat
    hendra: Seat

    def all(self) -> Iterator[Seat]:
        """Everybody."""
        return (getattr(self, one.name) for one in fields(self))


@pytest.fixture
def cast(db: None, live_server, browser: Browser) -> Iterator[Cast]:
    """The programme founded on a Monday in October, and four people before their screens."""
    with clock.fixed(clock.at(MONDAY)):
        begin()
    seats = Cast(
        manager=Seat(browser, live_server.url, "kanwil"),
        budi=Seat(browser, live_server.url, "budi", on_phone=True),
        head=Seat(browser, live_server.url, "kalapas"),
        hendra=Seat(browser, live_server.url, "hendra"),
    )
    yield seats
    for seat in seats.all():
        seat.close()


def test_from_the_agreement_to_the_first_rupiah_and_back(cast: Cast) -> None:
    budi, head, manager, hendra = cast.budi, cast.head, cast.manager, cast.hendra
    with on_day(MONDAY, manager, budi, head):
        learning.manager_opens_the_agreement(manager)
        learning.manager_adds_the_courses(manager)
        learning.officers_come_first(budi)
        learning.class_is_taught(budi, learning.OFFICERS_COURSE, ("Budi Santoso", "Wati Anggraini"))
        learning.three_are_selected(budi, head)
        learning.class_is_taught(budi, learning.PARTICIPANTS_COURSE, ("Sari Melati", "Dewi Kartika", "Tono"))
        learning.group_is_formed(budi)
    with on_day(TUESDAY, budi, head):
        learning.hours_are_recorded(budi)
        selling.product_becomes_ready(budi)
        selling.jars_are_made(budi)
        selling.bazaar_is_opened(budi)
        selling.jars_are_sold(budi)
        selling.somebody_else_signs_for_qris(budi, head)
        selling.cash_is_handed_over(budi, head)
        selling.expenses_are_noted(budi)
    with on_day(TODAY, manager, budi, head, hendra):
        home.month_is_shared(budi, head)
        home.slips_are_printed(budi)
        home.a_member_objects(budi, head)
        home.sari_goes_home(budi, head)
        home.sari_starts_her_own(hendra)
        home.every_thread_can_be_clicked(manager)
        home.saris_whole_way(manager)
        home.kanwil_agrees_with_the_book(manager)
    assert not [finding.offender for _proof, finding in proofs.run() if finding.offender]
