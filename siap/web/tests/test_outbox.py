"""What a device sends is kept first, done once, and never dropped."""

import json
from datetime import timedelta

import pytest
from django.db import Error, connection
from django.urls import reverse

from siap.aftercare.tests import given as given_aftercare
from siap.business.models import HoursSheet
from siap.business.tests import given as business
from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.learning.models import Session
from siap.learning.tests import given as learning
from siap.market.models import Sale, Shortage
from siap.market.tests import given as market
from siap.web import rules
from siap.web.models import OutboxItem
from siap.workshop import queries as stock
from siap.workshop.models import Batch
from siap.workshop.services import retire
from siap.workshop.tests import given as workshop
from tests.world import TODAY

pytestmark = pytest.mark.django_db


class Device:
    """A phone: it writes items down and sends them."""

    def __init__(self, client, user):
        self.client, self.user = client, user
        self.uid, self.sequence = new_uid(), 0

    def item(self, verb, payload, *, uid=None, at=None, skew=0, user=None):
        """An item as the phone keeps it."""
        self.sequence += 1
        made_at = int((at or clock.now()).timestamp() * 1000)
        body = json.dumps({"verb": verb, "user": str((user or self.user).uid), "device": str(self.uid),
                           "sequence": self.sequence, "made_at": made_at, "skew": skew, "payload": payload})  # fmt: skip
        return {"uid": str(uid or new_uid()), "digest": rules.digest_of(body), "body": body}

    def send(self, *items):
        """What the office answers, by uid."""
        answer = self.client.post(reverse("web:outbox"), json.dumps({"items": items}), content_type="application/json")
        assert answer.status_code == 200
        return [one["state"] for one in answer.json()["answers"]]


@pytest.fixture
def onion(world):
    """Fried onion with a price at Bazar Palu and a batch in stock."""
    product = workshop.product(world, business.group(world))
    workshop.batch(world, product)
    market.priced(world, product)
    return product


@pytest.fixture
def phone(client, world):
    """Budi's phone; he is signed in."""
    client.force_login(world.budi)
    return Device(client, world.budi)


def sale(world, product, pieces=1, price=market.PRICE):
    line = {"product": str(product.uid), "pieces": pieces, "price": price, "lot": ""}
    paid = [{"method": "cash", "amount": pieces * price}]
    return {"channel": str(market.bazaar(world).uid), "lines": [line], "paid": paid, "buyer": ""}


def proved():
    offenders = {one.key: found.offender for one, found in proofs.run() if found.offender}
    assert not offenders
    return True


def test_it_tells_a_stranger_nothing_but_the_time(client):
    said = client.get(reverse("web:outbox")).json()
    assert said["user"] is None
    assert said["csrf"]
    assert client.post(reverse("web:outbox"), "{}", content_type="application/json").status_code == 401


def test_a_sale_is_kept_and_done(world, onion, phone):
    item = phone.item("sale", sale(world, onion, 2))
    assert phone.send(item) == ["done"]
    assert str(Sale.objects.get().uid) == item["uid"]
    assert OutboxItem.objects.get().body == item["body"]
    assert proved()


def test_the_same_item_twice_is_one_sale(world, onion, phone):
    item = phone.item("sale", sale(world, onion, 2))
    assert phone.send(item) == phone.send(item, item)[:1] == ["done"]
    assert (Sale.objects.count(), OutboxItem.objects.count()) == (1, 1)


def test_a_sale_that_the_till_sent_and_whose_answer_was_lost_is_not_booked_twice(world, onion, phone):
    made = market.sale(world, onion, 2)
    assert phone.send(phone.item("sale", sale(world, onion, 2), uid=made.uid)) == ["done"]
    assert Sale.objects.count() == 1


def test_another_content_under_the_same_name_is_a_conflict_that_is_kept(world, onion, phone):
    first = phone.item("sale", sale(world, onion, 2))
    other = phone.item("sale", sale(world, onion, 3), uid=first["uid"])
    assert phone.send(first, other) == ["done", "conflict"]
    assert phone.send(other) == ["conflict"]
    assert Sale.objects.get().lines.get().quantity == 2
    kept = OutboxItem.objects.get(state="conflict")
    assert kept.rival.digest == first["digest"]
    assert proved()


def test_a_colleague_decides_that_both_happened(world, onion, phone, client):
    first = phone.item("sale", sale(world, onion, 2))
    phone.send(first, phone.item("sale", sale(world, onion, 3), uid=first["uid"]))
    item = OutboxItem.objects.get(state="conflict")
    page = reverse("web:outbox-book", args=[item.uid, item.pk])
    client.post(page)
    assert Sale.objects.count() == 1  # nobody decides on his own
    client.force_login(world.wati)
    client.post(page)
    assert sorted(line.quantity for one in Sale.objects.all() for line in one.lines.all()) == [2, 3]
    assert phone.send(json.loads(json.dumps({"uid": str(item.uid), "digest": item.digest, "body": item.body}))) == [
        "sign-in"
    ]
    client.force_login(world.budi)
    assert phone.send({"uid": str(item.uid), "digest": item.digest, "body": item.body}) == ["done"]
    assert Sale.objects.count() == 2
    assert proved()


def test_an_item_of_somebody_else_stays_on_the_device(world, onion, phone):
    assert phone.send(phone.item("sale", sale(world, onion), user=world.wati)) == ["sign-in"]
    assert not OutboxItem.objects.exists()


def test_what_is_elsewhere_is_not_found_and_waits(world, onion, client):
    client.force_login(world.joko)
    joko = Device(client, world.joko)
    assert joko.send(joko.item("sale", sale(world, onion))) == ["waiting"]
    nowhere = sale(world, onion) | {"channel": str(new_uid())}
    assert joko.send(joko.item("sale", nowhere)) == ["waiting"]
    assert len(set(OutboxItem.objects.values_list("reason", flat=True))) == 1  # the same words for both
    assert not Sale.objects.exists()


def test_who_may_not_do_it_is_told_so(world, onion, client):
    client.force_login(world.rina)
    rina = Device(client, world.rina)
    assert rina.send(rina.item("sale", sale(world, onion))) == ["waiting"]
    assert "berwenang" in OutboxItem.objects.get().reason


@pytest.mark.parametrize("body", ["", "[]", "{", '{"verb": "sale"}', "null", "9" * 400])
def test_what_nobody_can_read_is_kept_and_waits(phone, body):
    uid = str(new_uid())
    assert phone.send({"uid": uid, "digest": rules.digest_of(body), "body": body}) == ["waiting"]
    assert "rusak" in OutboxItem.objects.get().reason


def test_a_body_that_is_not_its_digest_waits(world, onion, phone):
    item = phone.item("sale", sale(world, onion))
    assert phone.send(item | {"body": item["body"].replace('"pieces": 1', '"pieces": 9')}) == ["waiting"]
    assert not Sale.objects.exists()


@pytest.mark.parametrize("content", ["", "[]", '{"items": 5}', '{"items": [{"uid": "x"}]}', "[" * 5000])
def test_nonsense_is_no_request(phone, content):
    answer = phone.client.post(reverse("web:outbox"), content, content_type="application/json")
    assert answer.status_code == 400


def test_an_unknown_deed_waits(phone):
    assert phone.send(phone.item("fly", {})) == ["waiting"]


def test_a_clock_that_is_a_day_behind_sells_today(world, onion, phone):
    day = 24 * 3600 * 1000
    phone.send(phone.item("sale", sale(world, onion), at=clock.now() - timedelta(days=1), skew=day))
    made, item = Sale.objects.get(), OutboxItem.objects.get()
    assert made.sold_on == TODAY
    assert clock.day_of(item.made_at) == TODAY - timedelta(days=1)


def test_a_clock_that_is_a_day_ahead_sells_today_too(world, onion, phone):
    phone.send(phone.item("sale", sale(world, onion), at=clock.now() + timedelta(days=1)))
    assert Sale.objects.get().sold_on == TODAY


def test_a_sale_of_yesterday_stands_on_yesterday(world, onion, phone):
    phone.send(phone.item("sale", sale(world, onion), at=clock.now() - timedelta(days=1)))
    assert Sale.objects.get().sold_on == TODAY - timedelta(days=1)


def test_two_phones_sell_the_same_last_jar(world, onion, phone, client):
    left = stock.pieces_on_hand(onion)
    assert phone.send(phone.item("sale", sale(world, onion, left))) == ["done"]
    client.force_login(world.wati)
    other = Device(client, world.wati)
    assert other.send(other.item("sale", sale(world, onion, 1))) == ["done"]
    assert Shortage.objects.get().pieces == 1
    assert stock.pieces_on_hand(onion) == 0
    assert proved()


def test_a_void_follows_its_sale(world, onion, phone):
    first = phone.item("sale", sale(world, onion, 2))
    void = phone.item("void", {"sale": first["uid"], "because": "Salah hitung"})
    assert phone.send(void, first) == ["done", "done"]  # answered as sent, done in the order in which they were made
    assert Sale.objects.get().is_void
    assert proved()


def test_hours_are_keyed_in_once_and_a_second_sheet_of_the_day_waits(world, onion, phone):
    group = onion.business
    told = {"business": str(group.uid), "day": TODAY.isoformat(), "minutes": {str(world.sari.uid): 240}}
    assert phone.send(phone.item("hours", told)) == ["done"]
    assert phone.send(phone.item("hours", told | {"minutes": {str(world.sari.uid): 300}})) == ["waiting"]
    assert HoursSheet.objects.get().times.get().minutes == 240


def test_a_batch_is_sealed_on_the_day_it_was_made(world, onion, phone):
    workshop.supplies(world, onion)
    recipe = onion.recipes.get()
    told = {"product": str(onion.uid), "version": recipe.version, "rounds": 1, "good": 9, "lost": 1}
    assert phone.send(phone.item("batch", told)) == ["waiting"]
    assert "mengapa" in OutboxItem.objects.get().reason
    assert phone.send(phone.item("batch", told | {"lost_because": "Gosong"})) == ["done"]
    made = Batch.objects.order_by("-pk").first()
    assert (made.good, made.lost, made.made_on) == (9, 1, TODAY)


def test_half_a_round_and_a_chosen_lot_come_along_from_the_device(world, onion, phone):
    workshop.supplies(world, onion)
    late = workshop.purchase(world, onion.business.materials.get(name="Bawang merah"), 3_000, 90_000).lot
    told = {"product": str(onion.uid), "version": onion.recipes.get().version, "rounds": "1/2", "good": 5, "lost": 0}
    asked = told | {
        "first": f"{late.number[:-1]}{'A' if late.number[-1] != 'A' else 'B'}",
        "chosen_because": "Terkupas",
    }
    assert phone.send(phone.item("batch", asked)) == ["waiting"]
    assert "salah ketik" in OutboxItem.objects.get().reason
    assert phone.send(phone.item("batch", asked | {"first": late.number.lower()})) == ["done"]
    late.refresh_from_db()
    made = Batch.objects.latest("pk")
    assert (late.on_hand, made.planned, made.chosen_because) == (1_500, 5, "Terkupas")
    assert phone.send(phone.item("batch", told | {"rounds": "kira-kira"})) == ["waiting"]


def test_a_class_is_attended(world, phone):
    cohort = learning.cohort(world, world.sari)
    told = {"cohort": str(cohort.uid), "day": TODAY.isoformat(), "topic": "Mulai", "lesson_hours": 4,
            "attendance": {str(world.sari.uid): "present"}}  # fmt: skip
    assert phone.send(phone.item("attendance", told)) == ["done"]
    assert Session.objects.get(cohort=cohort).attendance.get().state == "present"


def test_a_visit_without_network_is_written_down_on_its_day_and_once(world, client):
    visit = given_aftercare.case(world).follow_ups.get(month=1)
    client.force_login(world.hendra)
    phone = Device(client, world.hendra)
    told = {"follow_up": str(visit.uid), "answer": "alive", "turnover": 2_500_000, "profit": -50_000, "employed": 0,
            "has_permits": "no", "difficulty": "buyers"}  # fmt: skip
    with clock.fixed(clock.at(visit.due_on)):
        item = phone.item("follow_up", told)
        assert str(visit.uid) in client.get(reverse("web:sheets")).content.decode()
    with clock.fixed(clock.at(visit.due_on + timedelta(days=9))):
        client.logout()
        client.force_login(world.hendra)
        assert phone.send(item, item, phone.item("follow_up", told)) == ["done"] * 3
        assert phone.send(phone.item("follow_up", {**told, "answer": "closed"})) == ["waiting"]
        assert phone.send(phone.item("follow_up", {**told, "difficulty": "cuaca"})) == ["waiting"]
        client.force_login(world.joko)
        assert Device(client, world.joko).send(Device(client, world.joko).item("follow_up", told)) == ["waiting"]
    visit.refresh_from_db()
    assert (visit.answer, visit.profit, visit.employed, visit.loan) == ("alive", -50_000, 0, None)
    assert (visit.done_on, visit.done_by) == (visit.due_on, world.hendra)


def test_what_waited_is_done_once_its_cause_is_gone(world, onion, phone, client):
    item = phone.item("void", {"sale": str(new_uid()), "because": "Salah"})
    assert phone.send(item) == ["waiting"]
    made = market.sale(world, onion, 1)
    told = phone.item("void", {"sale": str(made.uid), "because": ""})
    assert phone.send(told) == ["waiting"]  # a reason is missing
    page = reverse("web:outbox-try", args=[item["uid"], OutboxItem.objects.get(uid=item["uid"]).pk])
    client.post(page)
    assert OutboxItem.objects.get(uid=item["uid"]).state == "waiting"


def test_a_colleague_takes_it_off_the_list_with_a_reason_and_the_maker_cannot(world, onion, phone, client):
    phone.send(phone.item("void", {"sale": str(new_uid()), "because": "Salah"}))
    item = OutboxItem.objects.get()
    page = reverse("web:outbox-settle", args=[item.uid, item.pk])
    assert client.post(page, {"because": "Sudah di kertas"}).status_code == 422
    client.force_login(world.wati)
    assert client.post(page, {"because": ""}).status_code == 422
    assert client.post(page, {"because": "Sudah di kertas"}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.settled_by) == ("settled", world.wati)
    assert proved()


def test_joko_neither_sees_nor_settles_it(world, onion, phone, client):
    phone.send(phone.item("void", {"sale": str(new_uid()), "because": "Salah"}))
    item = OutboxItem.objects.get()
    client.force_login(world.joko)
    assert str(item.uid) not in client.get(reverse("web:outbox-waiting")).content.decode()
    for name in ("web:outbox-item", "web:outbox-try", "web:outbox-settle", "web:outbox-book"):
        page = reverse(name, args=[item.uid, item.pk])
        answer = client.get(page) if name == "web:outbox-item" else client.post(page, {"because": "x"})
        assert answer.status_code == 404
    item.refresh_from_db()
    assert item.state == "waiting"


def test_a_retired_product_is_booked_and_flagged(world, onion, phone):
    retire(onion, by=world.budi)
    assert phone.send(phone.item("sale", sale(world, onion))) == ["done"]
    assert Sale.objects.get().flags.get().kind == "stage"


def test_no_item_changes_or_goes_away_behind_the_back(world, onion, phone):
    phone.send(phone.item("sale", sale(world, onion)))
    for statement in ("DELETE FROM web_outboxitem", "UPDATE web_outboxitem SET body = '{}'"):
        with pytest.raises(Error), connection.cursor() as cursor:
            cursor.execute(statement)


def test_fifty_are_answered_in_one_request(world, onion, phone):
    items = [phone.item("sale", sale(world, onion)) for _ in range(60)]
    assert phone.send(*items) == ["done"] * 50
    assert Sale.objects.count() == 50
