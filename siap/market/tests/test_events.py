"""A bazaar in the calendar: planned, prepared from what sold there before, measured against its target, called off."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from siap.core import clock, proofs
from siap.core.ical import CalendarDay, calendar
from siap.core.ids import new_uid
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.models import Event
from siap.market.tests import given
from siap.workshop.tests import given as workshop
from tests.world import TODAY


def read(content):
    """The one event of a calendar: unfolded (RFC 5545, 3.1) and unescaped (3.3.11)."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    told = dict(line.split(":", 1) for line in lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")])
    return {key: re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], value) for key, value in told.items()}


@pytest.fixture
def fair(world, onion):
    """Three days from tomorrow."""
    return services.plan_event(
        new_uid(), given.priced(world, onion), "Pekan UMKM; Palu, Sulteng", place="Taman GOR",
        from_on=TODAY + timedelta(days=1), until_on=TODAY + timedelta(days=3), target=500_000, by=world.budi,
    )  # fmt: skip


def test_it_stands_there_once_however_often_it_is_sent(world, fair):
    again = services.plan_event(fair.uid, fair.channel, "Lain", place="", from_on=TODAY, until_on=TODAY, by=world.budi)
    assert (again.pk, Event.objects.count()) == (fair.pk, 1)


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (2, 1), (0, 31)])
def test_days_that_make_no_bazaar_are_refused(world, onion, first, last):
    with pytest.raises(rules.EventDaysWrong):
        services.plan_event(
            new_uid(), given.priced(world, onion), "X", place="Y", from_on=TODAY + timedelta(days=first),
            until_on=TODAY + timedelta(days=last), by=world.budi,
        )  # fmt: skip
    assert not Event.objects.exists()


def test_the_result_is_what_was_sold_there_on_its_days_without_voids(world, onion, fair):
    given.sale(world, onion, 1)  # today, before it
    with clock.fixed(clock.at(fair.from_on, 10)):
        given.sale(world, onion, 3)
        services.void_sale(given.sale(world, onion, 2), because="Salah", by=world.wati)
    assert queries.events(Event.objects.all()).get().sold == 3 * given.PRICE
    with clock.fixed(clock.at(fair.until_on + timedelta(days=1), 8)):
        assert queries.result_of(queries.events(Event.objects.all())) == (120_000, 500_000)


def test_what_to_bring_follows_what_a_day_there_sells(world, onion, fair):
    assert [one.wanted for one in queries.goods_to_bring(fair)] == [12]  # never sold there: a dozen
    workshop.batch(world, onion)
    given.sale(world, onion, 4)
    with clock.fixed(clock.at(TODAY + timedelta(days=1), 8)):
        given.sale(world, onion, 7)
        (row,) = queries.goods_to_bring(fair)
    assert (row.wanted, row.there, row.missing) == (17, 9, 8)  # 11 in two days: 5.5 a day, three days


def test_it_is_called_off_with_a_reason_and_never_afterwards(world, fair):
    with pytest.raises(ReasonMissing):
        services.cancel_event(fair, because=" ", by=world.budi)
    with clock.fixed(clock.at(fair.until_on + timedelta(days=1))), pytest.raises(rules.EventOver):
        services.cancel_event(fair, because="Hujan", by=world.budi)
    assert services.cancel_event(fair, because="Hujan", by=world.budi).is_cancelled
    assert not {one.key: found.offender for one, found in proofs.run() if found.offender}


def test_anybody_may_subscribe_and_reads_no_person_and_no_target(client, world, fair):
    services.cancel_event(fair, because="Sari sakit", by=world.budi)
    answer = client.get(reverse("market:calendar"))
    assert answer["Content-Type"].startswith("text/calendar")
    told = read(answer.content)
    assert (told["SUMMARY"], told["LOCATION"]) == ("Pekan UMKM; Palu, Sulteng", "Taman GOR")
    assert (told["DTSTART;VALUE=DATE"], told["DTEND;VALUE=DATE"]) == (
        "20261103",
        "20261106",
    )  # the end is the day after
    assert told["STATUS"] == "CANCELLED"
    assert not {"Sari", "500", "Budi"} & set(answer.content.decode().replace(".", " ").split())


def test_lines_are_folded_within_their_octets_and_read_back():
    title = "Bazar é " * 40 + "\nbaris, dua; \\ tiga"
    content = calendar("Uji", [CalendarDay("a@b", title, TODAY, TODAY)])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert read(content)["SUMMARY"] == title


def test_it_is_written_seen_printed_and_called_off_on_the_screen(client, world, onion):
    client.force_login(world.budi)
    channel = given.priced(world, onion)
    form = {"uid": str(new_uid()), "name": "Bazar Desember", "place": "Lapangan", "channel": str(channel.pk),
            "from_on": TODAY.isoformat(), "until_on": TODAY.isoformat(), "target": "500.000"}  # fmt: skip
    wrong = client.post(reverse("market:plan-event"), form | {"until_on": "2026-10-01"})
    assert (wrong.status_code, "Bazar mulai paling awal hari ini" in wrong.content.decode()) == (422, True)
    shown = client.post(reverse("market:plan-event"), form, follow=True).content.decode()
    assert "Bazar Desember" in shown
    assert "Usul bawa" in shown
    event = Event.objects.get()
    assert client.get(reverse("market:event-goods", args=[event.uid])).content.startswith(b"%PDF")
    assert "Bazar Desember mulai" in client.get(reverse("market:events")).content.decode()
    client.post(reverse("market:cancel-event", args=[event.uid]), {"because": "Hujan deras"})
    assert "Hujan deras" in client.get(reverse("market:event", args=[event.uid])).content.decode()


def test_joko_finds_no_bazaar_of_palu_and_calls_nothing_off(client, world, fair):
    client.force_login(world.joko)
    for name in ("event", "event-goods", "cancel-event"):
        assert client.post(reverse(f"market:{name}", args=[fair.uid]), {"because": "X"}).status_code in {404, 405}
    fair.refresh_from_db()
    assert not fair.is_cancelled
