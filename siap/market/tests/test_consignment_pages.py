"""A shop that sells for us, from the first delivery to the settled bill, through the screen."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.market import queries, services
from siap.market.models import ConsignmentNote, Outlet, Settlement
from tests.world import TODAY


@pytest.fixture
def kiosk(client, world, onion):
    """Opened through the screen by Budi."""
    client.force_login(world.budi)
    told = {"uid": new_uid(), "name": "Kios Bu Nur", "unit": world.palu.pk, "address": "Pasar Masomba", "fee_percent": "10",
            "visit_days": "14"}  # fmt: skip
    assert client.post(reverse("market:open-outlet"), told).status_code == 302
    outlet = Outlet.objects.get()
    services.set_price(outlet.channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    return outlet


def test_goods_go_are_counted_and_paid(client, world, onion, kiosk):
    page = reverse("market:bring", args=[kiosk.uid])
    assert client.post(page, {"uid": new_uid(), f"bring-{onion.uid.hex}": "99"}).status_code == 422
    assert client.post(page, {"uid": new_uid(), f"bring-{onion.uid.hex}": "6"}).status_code == 302
    assert "6 barang di Kios Bu Nur" in client.get(reverse("market:outlet", args=[kiosk.uid])).content.decode()
    paper = client.get(reverse("market:note-paper", args=[ConsignmentNote.objects.get().uid]))
    assert paper.content.startswith(b"%PDF")
    visit = reverse("market:visit-outlet", args=[kiosk.uid])
    typed = {"uid": new_uid(), f"sold-{onion.uid.hex}": "4", f"missing-{onion.uid.hex}": "1", "because": ""}
    assert client.post(visit, typed).status_code == 422
    assert client.post(visit, typed | {"because": "Pecah"}).status_code == 302
    settle = reverse("market:settle-outlet", args=[kiosk.uid])
    assert "Rp162.000" in client.get(settle).content.decode()
    assert client.post(settle, {"uid": new_uid(), "method": "transfer", "evidence": ""}).status_code == 422
    assert client.post(settle, {"uid": new_uid(), "method": "cash"}).status_code == 302
    assert Settlement.objects.get().received == 162_000
    assert [row.pieces for row in queries.standing_lots(outlet=kiosk)] == [1]
    assert client.get(reverse("market:outlets")).status_code == 200


def test_joko_finds_no_outlet_of_palu_and_changes_nothing(client, world, onion, kiosk):
    services.bring_goods(new_uid(), kiosk, [(onion, 2)], by=world.budi)
    note = ConsignmentNote.objects.get()
    client.force_login(world.joko)
    for name in ("outlet", "bring", "visit-outlet", "settle-outlet"):
        assert client.get(reverse(f"market:{name}", args=[kiosk.uid])).status_code == 404
    assert client.get(reverse("market:note-paper", args=[note.uid])).status_code == 404
    wish = {"uid": new_uid(), f"back-{onion.uid.hex}": "2"}
    assert client.post(reverse("market:visit-outlet", args=[kiosk.uid]), wish).status_code == 404
    assert ConsignmentNote.objects.count() == 1
