"""Debts and claims by counterparty: they add up to the book, age by days, and are settled with the one they are owed to."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given as forall
from hypothesis import strategies as st

from siap.cashbook import queries, rules, services
from siap.cashbook.models import CashNote, Counterparty
from siap.cashbook.tests import given
from siap.core import clock
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.workshop import services as workshop_services
from siap.workshop.models import Material
from siap.workshop.tests import given as workshop
from tests.world import TODAY

PAYABLE, RECEIVABLE = chart.payable.code, chart.receivable.code


def buy(world, material, supplier, total, on):
    with clock.fixed(clock.at(on)):
        workshop_services.buy_material(
            new_uid(),
            material,
            supplier=supplier,
            quantity=1_000,
            total=total,
            bought_on=on,
            is_paid=False,
            by=world.budi,
        )


@pytest.fixture
def indebted(world, group):
    """500,000 in cash; owes Pasar Inpres 90,000 since September, and Toko Baru 40,000 since yesterday."""
    product = workshop.product(world, group)
    material = Material.objects.filter(business=group).first()
    assert product.business == group
    with clock.fixed(clock.at(date(2026, 9, 1))):
        given.noted(world, group, "put_in", 500_000)
    buy(world, material, "Pasar Inpres", 60_000, date(2026, 9, 10))
    buy(world, material, " pasar  INPRES ", 30_000, date(2026, 10, 20))
    buy(world, material, "Toko Baru", 40_000, TODAY - timedelta(days=1))
    return group


def open_with(business, code=PAYABLE):
    return {one.name: one.ages.amounts for one in queries.owing(business, code) if one.ages.total}


def test_debts_stand_by_supplier_and_age(indebted):
    assert open_with(indebted) == {"Pasar Inpres": (30_000, 60_000, 0, 0), "Toko Baru": (40_000, 0, 0, 0)}
    assert sum(map(sum, open_with(indebted).values())) == book.balance(chart.payable, book=indebted.book)


def test_a_payment_settles_the_oldest_debt_of_that_supplier(world, indebted):
    given.noted(world, indebted, "pay_debt", 70_000, note="Cicil", whom="pasar inpres")
    assert open_with(indebted) == {"Pasar Inpres": (20_000, 0, 0, 0), "Toko Baru": (40_000, 0, 0, 0)}


def test_nobody_is_paid_more_than_he_is_owed(world, indebted):
    for whom, left in (("Toko Baru", "Rp40.000"), ("Toko Lain", "Rp0")):
        with pytest.raises(rules.MoreThanOwed, match=left):
            given.noted(world, indebted, "pay_debt", 40_001, note="Lunas", whom=whom)
    assert not CashNote.objects.filter(kind="pay_debt").exists()


def test_with_two_suppliers_it_must_be_said_which(world, indebted):
    with pytest.raises(rules.WhoMissing):
        given.noted(world, indebted, "pay_debt", 1_000, note="Cicil")
    given.noted(world, indebted, "pay_debt", 40_000, note="Lunas", whom="Toko Baru")
    assert given.noted(world, indebted, "pay_debt", 1_000, note="Cicil").counterparty.name == "Pasar Inpres"


def test_a_payment_taken_back_leaves_the_debt_as_old_as_it_was(world, indebted):
    before = open_with(indebted)
    note = given.noted(world, indebted, "pay_debt", 40_000, note="Lunas", whom="Toko Baru")
    services.reverse_note(note, because="Salah toko", by=world.budi)
    assert open_with(indebted) == before


def test_a_buyer_who_pays_later_is_named_and_collected_from(world, venture):
    with pytest.raises(rules.WhoMissing):
        given.noted(world, venture, "sold_later", 80_000, note="Titipan", whom=" ")
    given.noted(world, venture, "sold_later", 80_000, note="Titipan", whom="Kios Adi")
    given.noted(world, venture, "sold_later", 20_000, note="Titipan", whom="Warung Ani")
    with pytest.raises(rules.MoreThanOwed, match=r"Rp20\.000"):
        given.noted(world, venture, "collect", 50_000, note="Lunas", whom="warung ani")
    given.noted(world, venture, "collect", 80_000, note="Lunas", whom="Kios Adi")
    assert open_with(venture, RECEIVABLE) == {"Warung Ani": (20_000, 0, 0, 0)}


def test_a_supplier_who_was_paid_at_once_is_no_counterparty(world, indebted):
    workshop_services.buy_material(
        new_uid(), Material.objects.filter(business=indebted).first(), supplier="Toko Tunai", quantity=10, total=500,
        bought_on=TODAY, by=world.budi,
    )  # fmt: skip
    assert set(Counterparty.objects.values_list("name", flat=True)) >= {"Pasar Inpres", "Toko Baru"}
    assert not Counterparty.objects.filter(name="Toko Tunai").exists()


def test_the_pages_say_who_and_how_old_and_joko_finds_nothing(client, world, indebted):
    pages = [
        reverse("cashbook:owing", args=[indebted.uid]),
        reverse("cashbook:counterparty", args=[Counterparty.objects.get(name="Pasar Inpres").uid]),
    ]
    client.force_login(world.joko)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(world.budi)
    shown = client.get(pages[0]).content.decode()
    assert "Utang Rp130.000, tidak ada piutang." in shown
    assert "terutang Rp90.000 sejak 10 Sep 2026" in client.get(pages[1]).content.decode()


def test_a_debt_is_paid_through_the_screen(client, world, indebted):
    supplier = Counterparty.objects.get(name="Toko Baru")
    client.force_login(world.budi)
    page = reverse("cashbook:write", args=[indebted.uid, "pay_debt"])
    assert client.get(f"{page}?pihak={supplier.uid}").context["form"]["counterparty"].value() == supplier.key
    typed = {"uid": str(new_uid()), "amount": "40000", "happened_on": TODAY.isoformat(), "note": "Lunas"}
    assert client.post(page, typed).status_code == 422
    assert client.post(page, typed | {"counterparty": supplier.key}).status_code == 302
    assert "Toko Baru" not in open_with(indebted)


events = st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-(10**9), 10**9)))


@forall(events)
def test_ages_add_up_to_what_is_open(happened):
    ages = rules.ages(happened, date(2026, 12, 31))
    assert ages.total == sum(amount for _day, amount in happened)
    assert all(amount >= 0 for amount in ages.amounts[1:])


@pytest.mark.parametrize(("days", "column"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (900, 3)])
def test_a_debt_grows_old_by_days(days, column):
    ages = rules.ages([(TODAY - timedelta(days=days), 7)], TODAY)
    assert ages.amounts[column] == ages.total == 7
