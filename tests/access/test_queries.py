"""No page asks the database more than fifteen questions; a way or a dashboard thirty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.pages import pages
from tests.whole import Whole

pytestmark = pytest.mark.django_db
WIDE = {
    "web:home", "web:front", "insight:dashboard", "insight:unit", "insight:person-way", "insight:rupiah-way",
    "insight:jar-way", "insight:sales-behind", "rollout:board", "rollout:unit", "learning:home", "sharing:home",
    "market:home", "workshop:home", "aftercare:case", "insight:cohort", "insight:epcis",
    "cashbook:unit-ageing-paper", "cashbook:region-ageing", "cashbook:region-ageing-paper", "cashbook:region-ageing-table",
    "insight:dossier", "insight:dossier-file", "rollout:feed", "shop:shelf",
}  # fmt: skip


@pytest.mark.parametrize("username", ["kanwil", "kalapas", "budi", "hendra", "rina", "humas"])
def test_no_page_asks_too_much(told: Whole, username: str) -> None:
    client = Client()
    client.force_login(told.world.user(username))
    too_many = []
    for page in pages():
        if page.name in {"web:sign-out", "web:language"}:
            continue
        with CaptureQueriesContext(connection) as asked:
            client.get(page.address(told))
        limit = 30 if page.name in WIDE else 15
        if len(asked) > limit:
            too_many.append(f"{page.name}: {len(asked)}")
    assert not too_many, too_many
