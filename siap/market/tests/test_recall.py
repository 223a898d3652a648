"""A lot is called back: held everywhere at once, its holders listed to the piece, tallied, closed; a drill holds nothing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.ledger.services import ReasonMissing
from siap.market import queries, rules, services
from siap.market.models import Outlet, Recall, RecallHolder
from siap.market.tests import given
from siap.workshop import services as workshop
from siap.workshop.models import Lot, Product
from siap.workshop.tests import given as given_workshop
from tests.world import TODAY, World


@pytest.fixture
def salt(world: World, onion: Product) -> Lot:
    """The salt that is in the jars of the first batch, and of a second."""
    given_workshop.batch(world, onion)
    return Lot.objects.filter(material__name="Garam").order_by("pk")[0]


@pytest.fixture
def outlet(world: World, onion: Product) -> Outlet:
    """A gallery with four jars of the first batch."""
    outlet = services.open_outlet(
        new_uid(),
        world.palu,
        "Galeri UMKM",
        address="Jl. Diponegoro 3",
        contact="Ibu Ros",
        fee_percent=10,
        by=world.budi,
    )
    services.set_price(outlet.channel, onion, 45_000, valid_from=TODAY, by=world.budi)
    services.bring_goods(new_uid(), outlet, [(onion, 4)], by=world.budi)
    return outlet


def _start(world: World, lot: Lot, **told: object) -> Recall:
    told = {"level": 2, "because": "Garam tercampur pasir", **told}
    return services.start_recall(new_uid(), lot, by=world.budi, **told)


def _held_by(recall: Recall) -> list[tuple[str, str, int]]:
    return sorted((row.kind, row.who, row.holder.quantity) for row in queries.tally(recall).rows)


def _proved() -> None:
    wrong = [(one.key, finding.offender) for one, finding in proofs.run() if finding.offender]
    assert not wrong


def test_everybody_who_holds_some_of_it_is_listed_to_the_piece(world, onion, salt, outlet):
    given.sale(world, onion, 3, buyer="Ibu Nur")
    void = given.sale(world, onion, 1, buyer="Batal")
    services.void_sale(void, because="Salah tekan", by=world.budi)
    recall = _start(world, salt)
    jars = onion.lots.order_by("pk")[0]
    assert _held_by(recall) == [("outlet", "Galeri UMKM", 4), ("own", "Gudang sendiri", 3), ("sale", "Ibu Nur", 3)]
    assert {one.lot for one in recall.lots.all()} == {salt, jars}
    jars.refresh_from_db()
    assert (jars.is_held, jars.recalled_on) == (True, clock.today())
    assert not onion.lots.order_by("pk")[1].is_held
    _proved()


def test_a_recalled_lot_is_neither_sold_nor_let_go_by_hand(world, onion, salt):
    recall = _start(world, salt)
    jars = recall.lots.exclude(lot=salt).get().lot
    with pytest.raises(workshop.LotRecalled):
        workshop.unhold_lot(jars, because="Sudah diperiksa", by=world.budi)
    sale = given.sale(world, onion, 10)  # the second batch
    assert jars not in [line.lot for line in sale.lines.all()]
    with pytest.raises(workshop.OutOfStock):
        given.sale(world, onion, 1)


def test_calling_back_twice_calls_back_once(world, salt):
    uid = new_uid()
    for _ in range(2):
        recall = services.start_recall(uid, salt, level=1, because="Pasir", by=world.budi)
    assert (Recall.objects.count(), recall.number) == (1, f"TARIK-{clock.today().year}-0001")
    with pytest.raises(rules.RecallRunning):
        _start(world, salt)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recall.objects.create(
            uid=new_uid(), number="X", business=recall.business, lot=salt, level=1, because="x",
            started_at=clock.now(), by=world.budi,
        )  # fmt: skip


@pytest.mark.parametrize(("told", "refusal"), [({"level": 4}, rules.LevelUnknown), ({"because": "  "}, ReasonMissing)])
def test_without_class_or_reason_nothing_is_called_back(world, salt, told, refusal):
    with pytest.raises(refusal):
        _start(world, salt, **told)
    salt.refresh_from_db()
    assert (Recall.objects.exists(), salt.is_held) == (False, False)


def test_what_comes_back_is_counted_and_never_more_than_is_held(world, onion, salt):
    given.sale(world, onion, 3, buyer="Ibu Nur")
    recall = _start(world, salt)
    buyer = recall.holders.get(line__isnull=False)
    assert queries.tally(recall).untold == 1
    uid = new_uid()
    services.tally_holder(new_uid(), buyer, "told", by=world.budi)
    for _ in range(2):
        services.tally_holder(uid, buyer, "back", 2, by=world.budi)
    with pytest.raises(rules.TallyWrong):
        services.tally_holder(new_uid(), buyer, "gone", 2, by=world.budi)
    services.tally_holder(new_uid(), buyer, "gone", 1, by=world.budi)
    row = queries.held_by(buyer)
    assert (row.is_told, row.back, row.gone, row.left) == (True, 2, 1, 0)
    assert queries.tally(recall).untold == 0
    _proved()


def test_a_voided_sale_is_back(world, onion, salt):
    sale = given.sale(world, onion, 3, buyer="Ibu Nur")
    recall = _start(world, salt)
    services.void_sale(sale, because="Ditarik", by=world.budi)
    row = queries.held_by(recall.holders.get(line__isnull=False))
    assert (row.back, row.left) == (3, 0)


def test_a_sale_that_a_device_tells_late_is_put_on_the_list(world, onion, salt):
    channel = given.priced(world, onion)
    jars = onion.lots.order_by("pk")[0]
    recall = _start(world, salt)
    services.replay_sale(
        new_uid(), channel, [services.Taken(onion, 2, given.PRICE, lot=jars)], paid=[("cash", 2 * given.PRICE)],
        sold_at=clock.now() - timedelta(hours=1), buyer="Pak Anto", by=world.budi,
    )  # fmt: skip
    assert ("sale", "Pak Anto", 2) in _held_by(recall)
    own = queries.held_by(recall.holders.get(lot=jars, line=None, outlet=None))
    assert (own.holder.quantity, own.left) == (10, 8)
    assert queries.tally(recall).out == 2
    _proved()


def test_a_drill_holds_nothing_and_keeps_its_time(world, onion, salt):
    drill = _start(world, salt, is_drill=True)
    with clock.fixed(drill.started_at + timedelta(minutes=7)):
        services.close_recall(drill, found="Semua pemegang diketahui", by=world.budi)
    drill.refresh_from_db()
    salt.refresh_from_db()
    assert (drill.took, drill.number[:7], salt.is_held) == (timedelta(minutes=7), "LATIHAN", False)
    assert given.sale(world, onion, 1)
    _proved()


def test_a_false_alarm_lets_go_only_what_no_other_recall_holds(world, onion, salt):
    jars = onion.lots.order_by("pk")[0]
    workshop.hold_lot(salt, because="Menunggu laboratorium", by=world.budi)
    first = _start(world, salt)
    services.close_recall(first, found="Laboratorium: aman", is_safe=True, by=world.budi)
    for lot in (salt, jars):
        lot.refresh_from_db()
    assert (salt.held_because, salt.recalled_on, jars.is_held) == ("Menunggu laboratorium", None, False)
    again, other = _start(world, salt), _start(world, jars)
    services.close_recall(again, found="Laboratorium: aman", is_safe=True, by=world.budi)
    jars.refresh_from_db()
    assert (jars.is_held, jars.recalled_on) == (True, clock.today())
    with pytest.raises(rules.RecallOver):
        services.tally_holder(new_uid(), again.holders.all()[0], "told", by=world.budi)
    services.close_recall(other, found="Pasir", by=world.budi)
    jars.refresh_from_db()
    assert jars.is_held
    _proved()


def test_what_was_listed_cannot_be_changed_and_a_forged_list_is_found(world, salt):
    recall = _start(world, salt)
    with pytest.raises(Exception, match="append-only|append only|tidak|not"), transaction.atomic():
        RecallHolder.objects.filter(recall=recall).update(quantity=1)
    Lot.objects.filter(pk=salt.pk).update(held_because="")
    found = {one.key: finding.offender for one, finding in proofs.run()}
    assert "called back, not held" in found["recalls"]


def test_the_buyer_who_scans_the_jar_reads_it(client: Client, world, onion, salt):
    jars = onion.lots.order_by("pk")[0]
    page = reverse("workshop:jar", args=[jars.uid])
    assert "ditarik dari peredaran" not in client.get(page).content.decode()
    _start(world, salt, because="Rahasia dapur")
    read = client.get(page).content.decode()
    assert "ditarik dari peredaran" in read
    assert "Rahasia dapur" not in read


def test_the_pages_lead_from_the_lot_to_the_report(client: Client, world, onion, salt, outlet):
    given.sale(world, onion, 3, buyer="Ibu Nur")
    client.force_login(world.budi)
    begin = reverse("market:start-recall", args=[salt.uid])
    assert begin in client.get(reverse("workshop:lot", args=[salt.uid])).content.decode()
    refused = client.post(begin, {"uid": new_uid(), "level": "2"})
    assert (refused.status_code, Recall.objects.count()) == (422, 0)
    page = client.post(begin, {"uid": new_uid(), "level": "2", "because": "Pasir"}).headers["Location"]
    shown = client.get(page).content.decode()
    for must in ("Ibu Nur", "Galeri UMKM", "Ibu Ros", "TARIK-", "2 belum diberi tahu"):
        assert must in shown, must
    recall = Recall.objects.get()
    buyer = recall.holders.get(line__isnull=False)
    tally = reverse("market:tally", args=[buyer.uid])
    assert client.post(tally, {"uid": new_uid(), "kind": "back", "quantity": "4"}).status_code == 422
    assert client.post(tally, {"uid": new_uid(), "kind": "back", "quantity": "3"}).status_code == 302
    for paper in ("recall-letters", "recall-report"):
        answer = client.get(reverse(f"market:{paper}", args=[recall.uid]))
        assert answer.content.startswith(b"%PDF")
    close = reverse("market:close-recall", args=[recall.uid])
    assert client.post(close, {"found": ""}).status_code == 422
    assert client.post(close, {"found": "Karung robek", "measures": "Ganti pemasok"}).status_code == 302
    assert "Karung robek" in client.get(page).content.decode()
    assert "TARIK-" in client.get(reverse("market:recalls")).content.decode()
    assert client.get(tally).status_code == 200


def test_somebody_from_elsewhere_calls_nothing_back(client: Client, world, salt):
    recall = _start(world, salt, is_drill=True)
    client.force_login(world.joko)
    holder = recall.holders.all()[0]
    for name, uid in (
        ("start-recall", salt.uid), ("recall", recall.uid), ("recall-letters", recall.uid), ("recall-report", recall.uid),
        ("close-recall", recall.uid), ("tally", holder.uid),
    ):  # fmt: skip
        assert client.get(reverse(f"market:{name}", args=[uid])).status_code == 404
    assert client.post(reverse("market:close-recall", args=[recall.uid]), {"found": "x"}).status_code == 404
    recall.refresh_from_db()
    assert recall.is_open
