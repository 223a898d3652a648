"""A group reads what it sold, where, what is not certain yet, and who still holds its money."""

from django.urls import reverse

from siap.core.ids import new_uid
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
