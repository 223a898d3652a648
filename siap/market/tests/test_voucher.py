"""A code takes something off an order in a shop on the web: on its days, as often as it says, never below cost unasked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import strategies as st

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.market import queries, rules, services
from siap.market.models import Order, Voucher
from siap.market.services.refusals import NotOnTheWeb
from siap.market.tests import given
from siap.workshop import queries as stock
from siap.workshop.tests import given as workshop
from tests.world import TODAY

CRISPS = 20_000


@pytest.fixture
def shop(world, onion, crisps):
    channel = given.web_shop(world, onion)
    services.set_price(channel, crisps, CRISPS, valid_from=TODAY, by=world.budi)
    return channel


def voucher(world, shop, off=10_000, *, code="PALU10", uid=None, **told):
    days = {"most": 2, "from_on": TODAY, "until_on": TODAY + timedelta(days=7)}
    return services.issue_voucher(uid or new_uid(), shop, code, off, **days | told, by=world.budi)


def order(shop, *lines, code="palu 10", method="transfer"):
    return services.place_order(
        new_uid(), shop, lines, buyer="Ibu Nurul", phone="081234567890", how="pickup", method=method, voucher=code
    )


def proved():
    return not {one.key: found.offender for one, found in run() if found.offender}


GOODS = st.builds(rules.Goods, st.integers(1, 9), st.integers(9, 90_000), st.integers(0, 90_000))


@for_all(off=st.integers(1, 200_000), goods=st.dictionaries(st.integers(1, 5), GOODS, min_size=1), below=st.booleans())
def test_it_takes_off_what_it_says_or_as_much_as_the_goods_may_lose(off, goods, below):
    told = rules.taken_off_by(off, goods, below_cost=below)
    floor = {pk: one.pieces if below else max(one.pieces, one.cost) for pk, one in goods.items()}
    may_lose = sum(max(0, one.amount - floor[pk]) for pk, one in goods.items())
    assert sum(told.values()) == min(off, may_lose)
    assert all(told.get(pk, 0) == 0 or one.amount - told[pk] >= floor[pk] for pk, one in goods.items())


def test_every_business_bears_its_part_and_the_books_agree(world, group, onion, crisps, shop):
    services.bundle(
        new_uid(),
        shop,
        "Paket oleh-oleh",
        [(onion, 2), (crisps, 1)],
        90_000,
        from_on=TODAY,
        until_on=TODAY,
        by=world.budi,
    )
    voucher(world, shop)
    made = order(shop, (onion, 3), (crisps, 1))
    assert (made.total, made.voucher_off) == (90_000 + 40_000 - 10_000, 10_000)
    made = services.accept_order(services.report_payment(made), by=world.budi)
    services.verify_payment(made.sale.payment, evidence="Mutasi", by=world.wati)
    services.hand_over_order(services.ready_order(made, by=world.budi), by=world.budi)
    assert made.sale.total == 120_000
    assert {line.business_id for line in made.sale.lines.all()} == {group.pk, crisps.business_id}
    assert proved()


def test_what_is_still_to_be_made_keeps_its_part_to_the_rupiah(world, onion, shop):
    services.set_pace(onion, 20, by=world.budi)
    voucher(world, shop, 10_001)
    made = order(shop, (onion, 13), method="cash")
    workshop.batch(world, onion)
    lines = list(made.lines.all())
    assert (len(lines), sum(one.quantity for one in lines)) == (2, 13)
    assert sum(one.amount for one in lines) == made.total == 13 * 40_000 - 10_001
    assert services.hand_over_order(services.ready_order(made, by=world.budi), by=world.budi).sale.total == made.total
    assert proved()


def test_it_is_used_up_and_comes_free_with_what_is_cancelled_or_over_time(world, onion, shop):
    made = voucher(world, shop)
    first, second = order(shop, (onion, 1)), order(shop, (onion, 1))
    with pytest.raises(rules.VoucherUsedUp):
        order(shop, (onion, 1))
    services.cancel_order(first, because="Salah pesan")
    assert queries.vouchers_of(shop).get().used == 1
    with clock.fixed(second.kept_until):
        assert queries.vouchers_of(shop).get(pk=made.pk).used == 0
        assert order(shop, (onion, 1)).voucher == made


def test_it_stops_at_what_the_goods_cost_unless_somebody_said_why(world, onion, shop):
    cost = stock.recipe_cost(stock.recipe_now(onion)).each
    voucher(world, shop, 1_000_000)
    assert order(shop, (onion, 2)).total == 2 * cost
    voucher(world, shop, 1_000_000, code="PAMERAN", below_cost_because="Contoh di pameran")
    assert order(shop, (onion, 2), code="pameran").total == 2
    services.set_price(shop, onion, cost, valid_from=TODAY, by=world.budi)
    with pytest.raises(rules.VoucherWorthless):
        order(shop, (onion, 2))


def test_a_voucher_made_larger_behind_the_back_is_found(world, onion, shop):
    voucher(world, shop)
    order(shop, (onion, 1))
    Voucher.objects.update(off=20_000)
    Order.objects.update(voucher_off=9_999)
    assert {one.key for one, found in run() if found.offender} == {"vouchers", "vouchers-used"}


def test_what_is_no_voucher_is_refused(world, onion, shop):
    made = voucher(world, shop, least=80_000)
    assert voucher(world, shop, uid=made.uid) == made
    for wrong, told in (
        (rules.VoucherCodeWrong, {}), (rules.VoucherCodeWrong, {"code": "a!"}), (rules.VoucherOffWrong, {"off": 0}),
        (rules.VoucherUsesWrong, {"most": 0}), (rules.VoucherDaysWrong, {"until_on": TODAY - timedelta(days=1)}),
    ):  # fmt: skip
        with pytest.raises(wrong):
            voucher(world, shop, **{"code": "PALU10" if not told else "LAIN"} | told)
    with pytest.raises(NotOnTheWeb):  # two tills without network would both take the last one
        voucher(world, given.bazaar(world))
    with pytest.raises(rules.VoucherTooLittle):
        order(shop, (onion, 1))
    services.end_voucher(made, by=world.budi)
    with clock.fixed(clock.now() + timedelta(days=1)), pytest.raises(rules.VoucherUnknown):
        order(shop, (onion, 2))


def test_a_person_issues_it_and_a_buyer_types_it(client, world, onion, crisps, shop):
    checkout, page = reverse("shop:checkout", args=[shop.uid]), reverse("market:vouchers", args=[shop.uid])
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "2"})
    assert "Kode voucher" not in client.get(checkout).content.decode()
    client.force_login(world.budi)
    told = {"uid": str(new_uid()), "code": "palu-10", "off": "10.000", "least": "", "most": "5",
            "from_on": TODAY.isoformat(), "until_on": "2026-11-09", "below_cost_because": ""}  # fmt: skip
    assert client.post(page, told | {"most": "0"}).status_code == 422
    client.post(page, told)
    client.post(page, told)
    bundle = {"uid": str(new_uid()), "name": "Paket berdua", "price": "75.000", "from_on": TODAY.isoformat(),
              "until_on": "2026-11-09", f"in-{onion.uid.hex}": "2"}  # fmt: skip
    client.post(reverse("market:bundles", args=[shop.uid]), bundle)
    client.logout()
    assert "Paket berdua: Rp75.000" in client.get(reverse("shop:product", args=[onion.uid])).content.decode()
    client.post(reverse("shop:basket"), {"product": str(onion.uid), "pieces": "2"})
    assert "−Rp5.000" in client.get(reverse("shop:basket")).content.decode()
    said = {"uid": str(new_uid()), "buyer": "Ibu Nurul", "phone": "0812 3456 7890", "how": "pickup", "method": "cash"}
    wrong = client.post(checkout, said | {"voucher": "SALAH"})
    assert (wrong.status_code, "tidak berlaku" in wrong.content.decode(), b"Ibu Nurul" in wrong.content) == (
        422,
        True,
        True,
    )
    there = client.post(checkout, said | {"voucher": "Palu 10"}).url
    assert Order.objects.get().total == 65_000
    assert "dengan voucher PALU10" in client.get(there).content.decode()
    client.force_login(world.budi)
    assert "dipakai 1 dari 5 kali" in client.get(page).content.decode()
    client.post(page, {"end": str(Voucher.objects.get().uid)})
    assert Voucher.objects.get().until_on == TODAY
