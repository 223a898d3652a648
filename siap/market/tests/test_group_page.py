"""A group reads what it sold, where, what is not certain yet, and who still holds its money."""

from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import queries, services
from siap.market.tests import given
from tests.world import TODAY


def outlet_with(world, onion):
    outlet = services.open_outlet(new_uid(), world.palu, "Galeri", address="Jl. 1", fee_percent=10, by=world.budi)
    services.set_price(outlet.channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    services.bring_goods(new_uid(), outlet, [(onion, 3)], by=world.budi)
    services.visit_outlet(new_uid(), outlet, sold=[(onion, 1)], by=world.budi)
    return outlet


def test_places_products_and_debts_agree(world, group, onion):
    outlet_with(world, onion)
    given.sale(world, onion, 2)
    given.sale(world, onion, 1, method="qris")
    services.void_sale(given.sale(world, onion, 1), because="Salah", by=world.budi)
    rows = queries.sold_where(group, TODAY, TODAY)
    places = queries.joined(rows, "place")
    assert [(one.place, one.pieces, one.amount, one.unpaid) for one in places] == [
        ("Bazar Palu", 3, 120_000, 40_000), ("Galeri", 1, 45_000, 45_000),
    ]  # fmt: skip
    (product,) = queries.joined(rows, "product")
    assert (product.pieces, product.amount) == (4, 165_000)
    assert queries.owed_by_name(group) == [("Lapas Kelas IIA Palu", 165_000)]


def test_the_page_says_it_in_a_sentence_and_joko_finds_nothing(client, world, group, onion):
    page = reverse("market:group", args=[group.uid])
    client.force_login(world.budi)
    assert "belum menjual apa pun" in client.get(page).content.decode()
    outlet_with(world, onion)
    shown = client.get(page).content.decode()
    assert "menjual Rp45 rb" in shown
    assert "Galeri" in shown
    client.force_login(world.joko)
    assert client.get(page).status_code == 404


def test_the_figures_of_the_groups_the_unit_the_places_and_the_books_agree(world, group, onion, crisps):
    """Sold at a stall, on a shelf far away and on the web, some of it for less, some of it taken back."""
    outlet_with(world, onion)
    stall, shop = given.priced(world, onion), given.web_shop(world, onion)
    for place in (stall, shop):
        services.set_price(place, crisps, 20_000, valid_from=TODAY, by=world.budi)
    days = {"from_on": TODAY, "until_on": TODAY}
    services.bundle(new_uid(), stall, "Berdua", [(onion, 1), (crisps, 1)], 49_999, **days, by=world.budi)
    services.issue_voucher(new_uid(), shop, "PALU", 7_777, most=1, **days, by=world.budi)
    services.ring_up(new_uid(), stall, [(onion, 1), (crisps, 2)], method="cash", by=world.budi)
    ordered = services.place_order(
        new_uid(), shop, [(onion, 1), (crisps, 1)], buyer="Ibu Nurul", phone="081234567890", how="pickup",
        method="transfer", voucher="PALU",
    )  # fmt: skip
    services.accept_order(services.report_payment(ordered), by=world.budi)
    services.void_sale(given.sale(world, onion, 1), because="Salah", by=world.budi)

    sold = 45_000 + (49_999 + 20_000) + (60_000 - 7_777)
    makers = (group, crisps.business)
    by_place = [row for maker in makers for row in queries.sold_where(maker, TODAY, TODAY)]
    assert queries.sold(world.palu, TODAY, TODAY) == sold
    assert sum(queries.sold(maker, TODAY, TODAY) for maker in makers) == sold
    assert sum(row.amount for row in by_place) == sold
    assert sum(book.balance(chart.revenue, book=maker.book) for maker in makers) == sold
    assert sum(amount for maker in makers for _seller, amount in queries.owed_by_name(maker)) == sold
    assert not {one.key: found.offender for one, found in run() if found.offender}
