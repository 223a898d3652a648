"""A gateway is asked over HTTP and believed by its signature: nothing is lost, nothing doubled."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.urls import reverse

from siap.core.proofs import run
from siap.ledger import chart
from siap.ledger import queries as book
from siap.market import gateways, queries, services
from siap.market.models import Arrival, Order
from siap.market.tests import given

SECRET, TOKEN = "SB-Mid-server-contoh", "token-contoh"


@pytest.fixture
def asked(monkeypatch):
    """Our fake gateway on this machine, and what it was asked."""
    heard = []

    class Fake(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            heard.append((self.path, self.headers["Authorization"], body))
            page = "https://bayar.contoh/1"
            self.send_response(201 if self.path != "/mati" else 500)
            self.end_headers()
            self.wfile.write(json.dumps({"redirect_url": page, "invoice_url": page}).encode())

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Fake)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    for kind in gateways.GATEWAYS:
        monkeypatch.setitem(gateways.ADDRESSES, (kind, False), f"{root}/{kind}")
    yield heard
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["midtrans", "xendit"])
def kind(request):
    return request.param


@pytest.fixture
def order(world, onion, kind):
    shop = given.web_shop(world, onion)
    services.set_gateway(shop.seller, kind, SECRET, TOKEN, False, by=world.head)
    return given.order(world, onion, 1, method="gateway")


def tell(client, kind, number, amount, *, payment="t-1", secret=SECRET, token=TOKEN, is_paid=True):
    """A notice as this gateway writes it."""
    if kind == "midtrans":
        code, gross = "200" if is_paid else "201", f"{amount}.00"
        signed = hashlib.sha512(f"{number}{code}{gross}{secret}".encode()).hexdigest()
        body = {"order_id": number, "status_code": code, "gross_amount": gross, "signature_key": signed,
                "transaction_id": payment, "transaction_status": "settlement" if is_paid else "pending"}  # fmt: skip
    else:
        body = {"id": payment, "external_id": number, "status": "PAID" if is_paid else "PENDING", "paid_amount": amount}
    return client.post(
        reverse("shop:notice", args=[kind]), json.dumps(body), content_type="application/json",
        headers={"x-callback-token": token if secret == SECRET else "lain"},
    ).status_code  # fmt: skip


def standing(order):
    accounts = (chart.bank, chart.qris_unverified, chart.unclaimed)
    return tuple(book.balance(account, book=order.seller.key) for account in accounts)


def proved():
    assert {one.key: found.offender for one, found in run() if found.offender} == {}


def test_a_stranger_pays_at_the_gateway_and_it_counts_by_its_notice(client, world, order, kind, asked):
    there = reverse("shop:order", args=[order.secret])
    assert client.post(reverse("shop:pay", args=[order.secret])).url == there
    client.post(reverse("shop:pay", args=[order.secret]))
    assert len(asked) == 1
    path, signed, body = asked[0]
    assert (path, signed.startswith("Basic ")) == (f"/{kind}", True)
    assert order.number in json.dumps(body)
    assert order.buyer not in json.dumps(body)
    assert 'href="https://bayar.contoh/1"' in client.get(there).content.decode()
    assert tell(client, kind, order.number, order.due, is_paid=False) == 200
    assert not Arrival.objects.exists()
    assert [tell(client, kind, order.number, order.due) for _again in range(3)] == [200] * 3
    assert standing(order) == (40_000, 0, 40_000)
    order = services.accept_order(Order.objects.get(), by=world.budi)
    assert (order.sale.is_paid, order.sale.payment.verified_by) == (True, None)
    assert standing(order) == (40_000, 0, 0)
    proved()


def test_a_forged_notice_changes_nothing(client, order, kind):
    assert tell(client, kind, order.number, order.due, secret="lain") == 403
    assert client.post(reverse("shop:notice", args=[kind]), "x", content_type="application/json").status_code == 400
    assert client.post(reverse("shop:notice", args=["lain"]), "{}", content_type="application/json").status_code == 403
    assert not Arrival.objects.exists()


def test_another_amount_an_unknown_order_and_a_second_payment_wait_in_plain_sight(client, world, order, kind):
    tell(client, kind, order.number, order.due - 1, payment="t-1")
    tell(client, kind, "P-LPP-2026-99999", 5_000, payment="t-2")
    tell(client, kind, order.number, order.due, payment="t-3")
    tell(client, kind, order.number, order.due, payment="t-4")
    services.accept_order(Order.objects.get(), by=world.budi)
    assert queries.unclaimed(world.head) == (3, order.due - 1 + 5_000 + order.due)
    proved()


def test_a_gateway_that_does_not_answer_is_told_and_the_order_stays(client, order, kind, asked, monkeypatch):
    monkeypatch.setitem(gateways.ADDRESSES, (kind, False), gateways.ADDRESSES[kind, False].replace(kind, "mati"))
    answer = client.post(reverse("shop:pay", args=[order.secret]))
    assert answer.status_code == 422
    assert "tidak menjawab" in answer.content.decode()
    assert Order.objects.get().is_open
