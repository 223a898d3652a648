"""Addresses that nobody types by hand: every page answers, and none with a fault of ours."""

import pytest
from django.test import Client

from tests.access.pages import pages
from tests.whole import Whole

pytestmark = pytest.mark.django_db
ASKED = (
    "q", "unit", "status", "state", "page", "kind", "week", "day", "bulan", "since", "until", "lihat", "first_month",
    "last_month", "audience", "number", "before", "actor", "person", "satu", "produk", "jenis", "channel", "price", "fixed",
)  # fmt: skip
NONSENSE = ("%00", "0001-01-01", "9999-12-31", "9" * 30, "x'\"><script>", "%C2%B2")


def test_no_question_in_an_address_is_a_fault_of_ours(told: Whole) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(told.world.budi)
    wrong = []
    for page in pages():
        if page.name in {"web:sign-out", "web:language"}:
            continue
        address = page.address(told)
        for nonsense in NONSENSE:
            response = client.get(f"{address}?" + "&".join(f"{name}={nonsense}" for name in ASKED))
            body = "" if response.streaming else response.content.decode(errors="replace")
            if response.status_code >= 500 or NONSENSE[4] in body:
                wrong.append(f"{page.name} {nonsense}: {response.status_code}")
    assert not wrong, "\n".join(wrong)
