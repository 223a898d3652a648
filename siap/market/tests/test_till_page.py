"""The till through the screen, and what follows from it."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.market import queries
from siap.market.models import CashDeposit, Channel, Offer, Payment, Sale
from siap.market.tests import given
from siap.workshop import queries as stock
from tests.world import TODAY


@pytest.fixture
def till(client, world, onion):
    """Budi at the till of Bazar Palu."""
    client.force_login(world.budi)
    return reverse("market:till", args=[given.priced(world, onion).uid])


def rung(onion, pieces="2", **typed):
    return {"uid": str(new_uid()), f"pieces-{onion.uid.hex}": pieces, "method": "cash", "buyer": ""} | typed


def test_a_sale_takes_one_screen_and_one_tap(client, till, onion):
    shown = client.post(till, rung(onion), follow=True).content.decode()
    assert "Terjual Rp80.000, nota LPP-2026-000001." in shown
    assert Sale.objects.get().payment.method == "cash"


def test_the_same_screen_sent_twice_sells_once(client, till, onion):
    form = rung(onion)
    pages = {client.post(till, form).url for _ in range(2)}
    assert len(pages) == 1
    assert Sale.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"pieces": ""}, "Belum ada barang yang dijual"),
        ({"pieces": "0"}, "Belum ada barang yang dijual"),
        ({"pieces": "-1"}, "tidak boleh kurang dari nol"),
        ({"pieces": "1,5"}, "angka bulat"),
        ({"pieces": "11"}, "tinggal 10 buah"),
        ({"pieces": "99999"}, "paling banyak 10.000"),
        ({"method": "utang"}, "Masukkan pilihan yang valid"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sold(client, till, onion, typed, said):
    answer = client.post(till, rung(onion, **{"buyer": "Ibu Ratna"} | typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["form"]["buyer"].value() == "Ibu Ratna"
    assert not Sale.objects.exists()
    assert stock.pieces_on_hand(onion) == 10


def test_a_till_without_prices_says_what_to_do_first(client, world, onion):
    client.force_login(world.budi)
    page = client.get(reverse("market:till", args=[given.bazaar(world).uid])).content.decode()
    assert "Tetapkan harga" in page


def test_a_place_is_opened_and_priced_through_the_screen(client, world, onion):
    client.force_login(world.budi)
    form = {"uid": str(new_uid()), "name": "Toko Lapas", "kind": "shop", "unit": world.palu.pk, "seller": "unit"}
    client.post(reverse("market:open-channel"), form)
    channel = Channel.objects.get()
    assert (channel.seller.key, channel.seller_name) == (world.palu.seller_book, world.palu.name)
    price = reverse("market:price", args=[channel.uid, onion.uid])
    assert client.post(price, {"price": "0", "valid_from": TODAY.isoformat()}).status_code == 422
    assert client.post(price, {"price": "Rp 45.000", "valid_from": TODAY.isoformat()}).status_code == 302
    assert Offer.objects.get().price == 45_000


def test_a_place_in_another_unit_cannot_be_opened(client, world):
    client.force_login(world.budi)
    elsewhere = world.programme.units["LPG"]
    form = {"uid": str(new_uid()), "name": "Toko", "kind": "shop", "unit": elsewhere.pk, "seller": "unit"}
    assert client.post(reverse("market:open-channel"), form).status_code == 422
    assert not Channel.objects.exists()


def test_his_own_qris_offers_the_seller_nothing_and_says_why(client, world, onion):
    payment = given.sale(world, onion, 1, method="qris").payment
    page = reverse("market:payment", args=[payment.uid])
    client.force_login(world.budi)
    shown = client.get(page).content.decode()
    assert "Anda sendiri yang menjual ini" in shown
    assert "<textarea" not in shown
    assert client.post(page, {"evidence": "Mutasi"}).status_code == 422
    payment.refresh_from_db()
    assert payment.state == Payment.State.REPORTED


def test_a_colleague_signs_with_evidence_or_refuses_with_a_reason(client, world, onion):
    came, missing = (given.sale(world, onion, 1, method="qris").payment for _ in range(2))
    client.force_login(world.wati)
    assert client.post(reverse("market:payment", args=[came.uid]), {"evidence": ""}).status_code == 422
    assert client.post(reverse("market:payment", args=[came.uid]), {"evidence": "Mutasi 10.12"}).status_code == 302
    assert client.post(reverse("market:refuse", args=[missing.uid]), {"because": ""}).status_code == 422
    assert client.post(reverse("market:refuse", args=[missing.uid]), {"because": "Tidak ada"}).status_code == 302
    came.refresh_from_db()
    missing.refresh_from_db()
    assert (came.state, missing.state) == (Payment.State.VERIFIED, Payment.State.REFUSED)


def test_a_sale_is_voided_through_the_screen(client, world, onion):
    sale = given.sale(world, onion, 1)
    client.force_login(world.wati)
    page = reverse("market:void", args=[sale.uid])
    assert client.post(page, {"because": " "}).status_code == 422
    assert "dibatalkan" in client.post(page, {"because": "Stoples pecah"}, follow=True).content.decode()
    sale.refresh_from_db()
    assert sale.is_void


def test_the_head_counts_the_cash_and_hands_it_on(client, world, group, onion):
    given.sale(world, onion, 2)
    seller = given.bazaar(world).seller_id
    client.force_login(world.head)
    confirm = reverse("market:confirm", args=[world.budi.uid])
    assert client.post(confirm, {"uid": new_uid(), "amount": "80.001", "seller": seller}).status_code == 422
    assert client.post(confirm, {"uid": new_uid(), "amount": "80.000", "seller": seller}).status_code == 302
    assert CashDeposit.objects.get().amount == 80_000
    assert client.get(confirm).status_code == 404
    hand_over = reverse("market:hand-over", args=[group.uid])
    assert client.post(hand_over, {"uid": new_uid(), "amount": "80.001", "seller": seller}).status_code == 422
    assert client.post(hand_over, {"uid": new_uid(), "amount": "80.000", "seller": seller}).status_code == 302
    assert queries.held_for(group) == 0


def test_a_buyers_receipt_names_lot_and_seller_and_no_person(client, world, onion):
    sale = given.sale(world, onion, 1)
    client.force_login(world.budi)
    shown = client.get(reverse("market:receipt", args=[sale.uid])).content.decode()
    assert sale.lines.get().lot.number in shown
    assert "Lapas Kelas IIA Palu" in shown
    assert not any(person.name in shown for person in (world.sari, world.dewi))
