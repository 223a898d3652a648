"""Role × page × answer: who gets what, for every page there is.

The table is `table.txt`, to be read by people; a change in it is a change in who may see what. `SIAP_WRITE_TABLE=1`
writes it anew.
"""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.pages import WHO, pages
from tests.whole import Whole

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("table.txt")


def answers(told: Whole) -> str:
    """One line a page: its name, what it needs, and the status each role gets (405: only for sending)."""
    clients = {}
    for role, username in WHO.items():
        clients[role] = Client(raise_request_exception=False)
        if username:
            clients[role].force_login(told.world.user(username))
    wide = max(len(page.name) for page in pages()) + 2
    lines = ["page".ljust(wide) + "needs".ljust(20) + " ".join(role[:9].ljust(9) for role in WHO)]
    for page in pages():
        if page.name in {"web:sign-out", "web:language"}:
            continue
        address = page.address(told)
        row = [_answer(client, address) for client in clients.values()]
        lines.append(page.name.ljust(wide) + page.needs.ljust(20) + " ".join(answer.ljust(9) for answer in row))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _answer(client: Client, address: str) -> str:
    response = client.get(address)
    if response.status_code == 302 and response["Location"].startswith(reverse("web:sign-in")):
        return "sign in"
    return str(response.status_code)


def test_everybody_gets_what_the_table_says(told: Whole) -> None:
    found = answers(told)
    if os.environ.get("SIAP_WRITE_TABLE"):
        TABLE.write_text(found)
    assert found == TABLE.read_text()
    assert " 500" not in found


def test_nobody_comes_in_unasked() -> None:
    """Every page that is not marked open sends a stranger to the sign-in."""
    rows = [line.split() for line in TABLE.read_text().splitlines()[1:]]
    for name, *rest in rows:
        is_open = rest[0] == "open"
        assert is_open or "sign" in rest, name
