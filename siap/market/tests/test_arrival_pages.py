"""The page of money that came: read a statement, decide what nobody knows; Joko finds nothing and changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.core import clock
from siap.market import services
from siap.market.models import Arrival
from siap.market.tests import given


@pytest.fixture
def seller(world):
    return given.bazaar(world).seller


def send(client, seller, text, **told):
    sheet = SimpleUploadedFile("mutasi.csv", text.encode())
    return client.post(reverse("market:take-statement"), {"seller": seller.pk, "source": "BRI", "sheet": sheet} | told)


def statement(*amounts):
    rows = "".join(f"{clock.today().isoformat()};TRF NURUL;{amount}\n" for amount in amounts)
    return f"Tanggal;Keterangan;Kredit\n{rows}"


def test_an_officer_reads_a_statement_and_decides_what_is_left(client, world, onion, seller):
    sold = given.sale(world, onion, 1, method="qris")
    order = given.order(world, onion, 1)  # nobody says he paid it: only its number would tell
    client.force_login(world.wati)
    assert send(client, seller, statement(40_000, 15_000, 40_000)).status_code == 302
    page = client.get(reverse("market:arrivals")).content.decode()
    assert "3 uang masuk, Rp95.000, belum dikenali" in page
    first, _small, second = Arrival.objects.order_by("pk")
    there = reverse("market:arrival", args=[first.uid])
    assert "TRF NURUL" in client.get(there).content.decode()
    claim = "market:claim-arrival"
    client.post(reverse(claim, args=[first.uid]), {"payment": str(sold.payment.uid)})
    client.post(reverse(claim, args=[second.uid]), {"order": str(order.uid)})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.payment_id, second.order_id) == (sold.payment.pk, order.pk)
    assert sold.number in client.get(there).content.decode()


def test_the_head_gives_money_back_with_the_reason(client, world, seller):
    client.force_login(world.head)
    send(client, seller, statement(15_000))
    clear = reverse("market:clear-arrival", args=[Arrival.objects.get().uid])
    assert client.post(clear, {"how": "returned", "because": ""}).status_code == 422
    assert client.post(clear, {"how": "returned", "because": "Transfer balik 10.15"}).status_code == 302
    assert Arrival.objects.get().state == Arrival.State.RETURNED


def test_unusual_headings_are_asked_for_beside_their_field_and_remembered(client, world, seller):
    client.force_login(world.wati)
    odd = "Hari,Isi,Duit\n2026-11-24,TRF,40000\n"
    answer = send(client, seller, odd)
    assert answer.status_code == 422
    assert "Hari, Isi, Duit" in answer.content.decode()
    assert send(client, seller, odd, on="Hari", amount="Duit").status_code == 302
    assert send(client, seller, odd.replace("40000", "41000")).status_code == 302
    assert Arrival.objects.count() == 2


def test_what_is_no_statement_is_told(client, world, seller):
    client.force_login(world.wati)
    for bad in ("", "\x00\x01", "=1+1,2,3"):
        assert send(client, seller, bad).status_code == 422
    assert not Arrival.objects.exists()


def test_joko_reads_no_statement_and_decides_nothing(client, world, onion, seller):
    services.take_statement(seller, "BRI", statement(15_000).encode(), by=world.wati)
    arrival = Arrival.objects.get()
    client.force_login(world.joko)
    assert "15.000" not in client.get(reverse("market:arrivals")).content.decode()
    assert client.get(reverse("market:arrival", args=[arrival.uid])).status_code == 404
    told = {"how": "returned", "because": "x"}
    assert client.post(reverse("market:claim-arrival", args=[arrival.uid]), told).status_code == 404
    assert client.post(reverse("market:clear-arrival", args=[arrival.uid]), told).status_code == 403
    send(client, seller, statement(99_000))
    assert Arrival.objects.get().state == Arrival.State.WAITING
