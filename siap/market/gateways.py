"""Payment gateways: one small interface, two of them. A bill is asked for over HTTP; what was paid is told by a signed notice.

Nothing about the buyer is sent: a number and an amount. A notice counts only when its signature is made with the seller's own
secret; whatever else it says is then taken down as money that came.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from siap.core.errors import Refused
from siap.core.text import _
from siap.market.statement import amount_of

PATIENCE = 10
"""Seconds that a buyer waits for a gateway."""
LARGEST_NOTICE = 64 * 1024
"""Bytes; what is larger is no notice."""
ADDRESSES = {
    ("midtrans", True): "https://app.midtrans.com/snap/v1/transactions",
    ("midtrans", False): "https://app.sandbox.midtrans.com/snap/v1/transactions",
    ("xendit", True): "https://api.xendit.co/v2/invoices",
    ("xendit", False): "https://api.xendit.co/v2/invoices",
}
"""Where a bill is asked for: by gateway, and whether money is real. (Xendit tells a trial by its key.)"""


class GatewaySilent(Refused):
    """The gateway does not answer, or not with an address to pay at."""

    message = _("Layanan pembayaran sedang tidak menjawab. Coba lagi sebentar lagi; pesanan Anda tetap disimpan.")


class NoticeForged(Refused):
    """A notice that this seller's gateway did not sign."""

    message = _("Tanda tangan pemberitahuan ini tidak cocok.")


@dataclass(frozen=True)
class Keys:
    """What a seller got from his gateway: the secret of requests, the token of notices, whether money is real."""

    secret: str
    token: str
    is_live: bool


@dataclass(frozen=True)
class Notice:
    """What a gateway says: of which bill, its own name for the payment, and rupiah (none while it is not paid)."""

    number: str
    payment: str
    amount: int


class Gateway(Protocol):
    """How a gateway is asked, and how its notices are read."""

    def bill(self, number: str, amount: int, back: str) -> dict[str, Any]:
        """What is sent to ask for a bill; `back` is where the buyer returns to."""

    def address(self, answer: Mapping[str, Any]) -> str:
        """Where the buyer pays, of its answer."""

    def read(self, keys: Keys, headers: Mapping[str, str], told: Mapping[str, Any]) -> Notice:
        """A notice whose signature is right. Raises NoticeForged."""


class Midtrans:
    """Snap: SHA-512 over order, status, amount and the server key signs a notice."""

    def bill(self, number: str, amount: int, back: str) -> dict[str, Any]:
        """A Snap transaction."""
        return {"transaction_details": {"order_id": number, "gross_amount": amount}, "callbacks": {"finish": back}}

    def address(self, answer: Mapping[str, Any]) -> str:
        """The page of Snap."""
        return str(answer.get("redirect_url", ""))

    def read(self, keys: Keys, headers: Mapping[str, str], told: Mapping[str, Any]) -> Notice:
        """Settled, or captured and found honest, is paid."""
        parts = [str(told.get(name, "")) for name in ("order_id", "status_code", "gross_amount")]
        right = hashlib.sha512("".join([*parts, keys.secret]).encode()).hexdigest()
        if not hmac.compare_digest(right.encode(), str(told.get("signature_key", "")).encode()):
            raise NoticeForged
        state, fraud = told.get("transaction_status"), told.get("fraud_status", "accept")
        is_paid = state == "settlement" or (state == "capture" and fraud == "accept")
        amount = amount_of(parts[2]) if is_paid and parts[1] == "200" else 0
        return Notice(parts[0], str(told.get("transaction_id", "")), amount or 0)


class Xendit:
    """Invoices: the token of the account stands in the head of a notice."""

    def bill(self, number: str, amount: int, back: str) -> dict[str, Any]:
        """An invoice."""
        return {"external_id": number, "amount": amount, "currency": "IDR", "success_redirect_url": back}

    def address(self, answer: Mapping[str, Any]) -> str:
        """The page of the invoice."""
        return str(answer.get("invoice_url", ""))

    def read(self, keys: Keys, headers: Mapping[str, str], told: Mapping[str, Any]) -> Notice:
        """Paid or settled is paid."""
        token = headers.get("x-callback-token", "")
        if not keys.token or not hmac.compare_digest(keys.token.encode(), token.encode()):
            raise NoticeForged
        is_paid = told.get("status") in ("PAID", "SETTLED")
        amount = amount_of(told.get("paid_amount") or told.get("amount")) if is_paid else 0
        return Notice(str(told.get("external_id", "")), str(told.get("id", "")), amount or 0)


GATEWAYS: Mapping[str, Gateway] = {"midtrans": Midtrans(), "xendit": Xendit()}


def ask(kind: str, keys: Keys, number: str, amount: int, *, back: str, notify: str) -> str:
    """Ask for a bill (rupiah); the address at which the buyer pays it. Asking again for the same number is the same bill.
    Raises GatewaySilent."""
    gateway = GATEWAYS[kind]
    signed = base64.b64encode(f"{keys.secret}:".encode()).decode()
    heads = {
        "Authorization": f"Basic {signed}", "Content-Type": "application/json", "Accept": "application/json",
        "X-Override-Notification": notify,
    }  # fmt: skip
    body = json.dumps(gateway.bill(number, amount, back)).encode()
    request = Request(ADDRESSES[kind, keys.is_live], data=body, headers=heads, method="POST")
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # nosec B310: one of our own addresses
            address = gateway.address(json.loads(answer.read(LARGEST_NOTICE)))
    except (URLError, OSError, ValueError, AttributeError) as error:
        raise GatewaySilent from error
    if urlsplit(address).scheme != "https":
        raise GatewaySilent
    return address


def read(kind: str, keys: Keys, headers: Mapping[str, str], body: bytes) -> Notice:
    """A notice, once its signature is right. Raises NoticeForged, ValueError for what is no notice at all."""
    told = json.loads(body)
    if not isinstance(told, dict):
        raise ValueError("a notice is an object")
    heads = {name.lower(): value for name, value in headers.items()}
    return GATEWAYS[kind].read(keys, heads, told)
