"""Everything that can happen with the money is one tap away on the screen of a book, in a cook's words, for whoever writes it."""

import pytest
from django.urls import reverse

from siap.cashbook.tests import given
from siap.ledger import chart
from siap.ledger import queries as book
from siap.workshop.tests import given as workshop

OF_A_GROUP = (
    "Uang masuk", "Uang keluar", "Beli bahan", "Jual", "Bayar utang", "Terima piutang", "Setor modal", "Beli alat",
)  # fmt: skip


def tiles(client, business):
    shown = client.get(reverse("cashbook:book", args=[business.uid]))
    found = {str(kind.label): href for kind, href, _hint in shown.context["tiles"]}
    assert all(client.get(href).status_code == 200 for href in found.values())
    return found


def test_a_group_buys_in_the_workshop_and_sells_at_a_till(client, world, group):
    client.force_login(world.budi)
    found = tiles(client, group)
    assert tuple(found) == OF_A_GROUP
    assert found["Beli bahan"] == reverse("workshop:business", args=[group.uid])
    assert found["Jual"] == reverse("market:home")


def test_an_owner_writes_both_himself_until_his_goods_are_counted(client, world, venture):
    client.force_login(world.hendra)
    found = tiles(client, venture)
    assert set(found) == {*OF_A_GROUP, "Jual, dibayar nanti", "Ambil modal"}
    for word, code in (("Beli bahan", "buy_goods"), ("Jual", "sold")):
        assert found[word] == reverse("cashbook:write", args=[venture.uid, code])
    workshop.product(world, venture)
    assert tiles(client, venture)["Beli bahan"] == reverse("workshop:business", args=[venture.uid])


def test_what_an_owner_bought_to_work_up_is_the_cost_of_what_he_sells(world, venture):
    given.noted(world, venture, "put_in", 500_000)
    given.noted(world, venture, "buy_goods", 180_000, note="Bawang 6 kg")
    assert book.balance(chart.cost_of_sales, book=venture.book) == 180_000
    assert book.balance(chart.cash, book=venture.book) == 320_000


@pytest.mark.parametrize("word", ["Beli bahan", "Jual"])
def test_a_treasurer_is_told_where_the_rest_is_written(client, dewi, group, word):
    client.force_login(dewi)
    assert word not in tiles(client, group)
    assert "keduanya masuk ke buku ini sendiri" in client.get(reverse("cashbook:book", args=[group.uid])).text
