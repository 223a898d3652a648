"""Several products together for less: each business has its share to the rupiah, at the till and from a device alike."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import strategies as st

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries, rules, services
from siap.market.models import Bundle, Payment, Sale
from siap.market.rules import Together, less
from siap.market.services import Taken
from siap.market.tests import given
from siap.workshop.tests import given as workshop
from tests.world import TODAY

CRISPS = 20_000


@pytest.fixture
def bazaar(world, onion, crisps):
    channel = given.priced(world, onion)
    services.set_price(channel, crisps, CRISPS, valid_from=TODAY, by=world.budi)
    return channel


def bundle(world, bazaar, parts, price=100_000, *, uid=None, **days):
    told = {"from_on": TODAY, "until_on": TODAY + timedelta(days=7)} | days
    return services.bundle(uid or new_uid(), bazaar, "Paket oleh-oleh", parts, price, **told, by=world.budi)


PARTS = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5))


@for_all(pieces=PARTS, bundles=st.lists(st.tuples(st.integers(1, 90_000), PARTS), max_size=3))
def test_nobody_pays_more_together_and_nothing_is_given_away(pieces, bundles):
    prices = {"a": 10_000, "b": 7_777, "c": 333}
    taken = {one: count for one, count in zip("abc", pieces, strict=True) if count}
    known = [Together(price, {one: n for one, n in zip("abc", parts, strict=True) if n}) for price, parts in bundles]
    off = less(taken, prices, known)
    assert all(off[one] < count * prices[one] for one, count in taken.items())
    assert sum(off.values()) >= 0


def test_what_saves_most_comes_first_and_each_piece_is_in_one_bundle():
    prices = {"a": 40_000, "b": 20_000}
    two, both = Together(70_000, {"a": 2}), Together(50_001, {"a": 1, "b": 1})
    assert less({"a": 3, "b": 1}, prices, [both, two]) == {"a": 10_000 + 6_666, "b": 3_333}


def test_every_business_has_its_share_and_the_books_agree(world, group, onion, crisps, bazaar):
    bundle(world, bazaar, [(onion, 2), (crisps, 1)], 85_000)
    sale = services.ring_up(new_uid(), bazaar, [(onion, 5), (crisps, 2)], method="cash", by=world.budi)
    assert sale.total == 2 * 85_000 + 40_000
    assert {line.business_id: line.amount for line in sale.lines.all()} == {
        group.pk: 136_000 + 40_000, crisps.business_id: 34_000,
    }  # fmt: skip
    assert (queries.held_for(group), book.balance(chart.revenue, book=crisps.business.book)) == (176_000, 34_000)
    assert not {one.key: found.offender for one, found in run() if found.offender}


def test_lots_of_one_product_share_it_to_the_rupiah(world, onion, crisps, bazaar):
    workshop.batch(world, onion)
    bundle(world, bazaar, [(onion, 11), (crisps, 1)], 400_001)
    sale = services.ring_up(new_uid(), bazaar, [(onion, 11), (crisps, 1)], method="cash", by=world.budi)
    assert (sale.total, sale.lines.count()) == (400_001, 3)


def test_it_holds_on_its_days_only_and_ends_early(world, onion, crisps, bazaar):
    made = bundle(world, bazaar, [(onion, 1), (crisps, 1)], 50_000, from_on=TODAY + timedelta(days=1))
    assert [len(queries.bundles_on(bazaar, TODAY + timedelta(days=one))) for one in (0, 1, 7, 8)] == [0, 1, 1, 0]
    assert services.end_bundle(made, by=world.budi).until_on == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("pieces", "told", "refusal"),
    [
        ((1, 0), {}, rules.BundleWrong),
        ((1, 1), {"price": 60_000}, rules.BundlePriceWrong),
        ((1, 1), {"price": 1}, rules.BundlePriceWrong),
        ((1, 1), {"price": 20_000}, rules.BelowCost),
        ((1, 1), {"price": 50_000, "until_on": TODAY - timedelta(days=1)}, rules.BundleDaysWrong),
    ],
)
def test_what_is_no_bundle_is_refused(world, onion, crisps, bazaar, pieces, told, refusal):
    parts = [(product, count) for product, count in zip((onion, crisps), pieces, strict=True) if count]
    with pytest.raises(refusal):
        bundle(world, bazaar, parts, **told)
    assert not Bundle.objects.exists()


def test_a_device_counts_it_in_the_same_way_and_nothing_is_flagged(world, onion, crisps, bazaar):
    bundle(world, bazaar, [(onion, 2), (crisps, 1)], 85_000)
    lines = [Taken(onion, 2, 34_000), Taken(onion, 1, 40_000), Taken(crisps, 1, 17_000)]
    told = {"paid": [("cash", 125_000)], "sold_at": clock.now(), "by": world.budi}
    sale = services.replay_sale(new_uid(), bazaar, lines, **told)
    assert (sale.total, sale.flags.count()) == (125_000, 0)


def test_a_person_makes_it_and_the_till_takes_it(client, world, onion, crisps, bazaar):
    client.force_login(world.budi)
    page = reverse("market:bundles", args=[bazaar.uid])
    told = {
        "uid": str(new_uid()), "name": "Paket oleh-oleh", "price": "85.000", "from_on": TODAY.isoformat(),
        "until_on": "2026-11-09", f"in-{onion.uid.hex}": "2", f"in-{crisps.uid.hex}": "1",
    }  # fmt: skip
    assert client.post(page, told | {"price": "100.000"}).status_code == 422
    client.post(page, told)
    client.post(page, told)
    till = reverse("market:till", args=[bazaar.uid])
    assert "Paket oleh-oleh" in client.get(till).content.decode()
    rung = {"uid": str(new_uid()), f"pieces-{onion.uid.hex}": "2", f"pieces-{crisps.uid.hex}": "1", "method": "cash",
            "qris_part": "25.000", "buyer": ""}  # fmt: skip
    client.post(till, rung)
    assert Sale.objects.get().total == 85_000
    assert sorted(Payment.objects.values_list("method", "amount")) == [("cash", 60_000), ("qris", 25_000)]
    client.post(page, {"end": str(Bundle.objects.get().uid)})
    assert Bundle.objects.get().until_on == TODAY
