"""Joko works at Parigi. Of Palu he sees nothing, and whatever he sends, nothing changes."""

import pytest
from django.apps import apps
from django.test import Client

from tests.access.pages import WHO, pages
from tests.whole import Whole

pytestmark = pytest.mark.django_db
OF_THE_OFFICE = {
    "programme:agreement", "programme:paper", "programme:data-annex", "rollout:agreement",
    "learning:course", "learning:lesson", "learning:lesson-paper", "learning:take-away",
    "learning:bank", "learning:bank-file", "learning:import-bank",
}  # fmt: skip
"""The agreement is the whole office's, his unit's too; and so are the courses, which name nobody."""
LISTENING = {"axes", "sessions"}


def rows() -> dict[str, int]:
    """How many rows every table has."""
    models = [model for model in apps.get_models() if model._meta.app_label not in LISTENING]
    return {model._meta.label: model._default_manager.count() for model in models}


def shown(told: Whole) -> list[str]:
    """What must not stand on a page for Joko: names, codes and numbers of Palu."""
    people = [told.world.sari, told.world.dewi, told.world.tono, told["pupil"]]
    names = [text for person in people for text in (person.name, person.member_code) if " " in text or "-" in text]
    return [
        *names,
        told["group"].name,
        told["sale"].number,
        told["lot"].number,
        told["certificate"].number,
        "Bawang Sari",
    ]


def test_he_finds_nothing_of_palu(told: Whole) -> None:
    client = Client()
    client.force_login(told.world.joko)
    secret = shown(told)
    for page in pages():
        if page.needs == "open" or page.name in {"web:sign-out", "web:language"}:
            continue
        response = client.get(page.address(told))
        if page.params and page.name not in OF_THE_OFFICE:
            assert response.status_code in {403, 404, 405}, f"{page.name}: {response.status_code}"
        body = response.content.decode(errors="replace") if not response.streaming else ""
        for text in secret:
            assert text not in body, f"{page.name} shows {text}"


def test_he_changes_nothing_of_palu(told: Whole) -> None:
    client = Client()
    client.force_login(told.world.joko)
    before = rows()
    for page in pages():
        if not page.params or page.needs == "open" or page.name in OF_THE_OFFICE:
            continue
        response = client.post(page.address(told), {"because": "x", "amount": "1000", "evidence": "x", "answer": "x"})
        assert response.status_code in {403, 404, 405}, f"{page.name}: {response.status_code}"
    assert rows() == before


def test_the_cooperative_sees_no_name_register_number_or_savings(told: Whole) -> None:
    """Member code and workshop name at most; nobody's part of a share."""
    secret = [
        *(person.name for person in (told.world.sari, told["pupil"]) if " " in person.name),
        "Dewi Kartika", "B.I 10", "Titipan dapat dipakai", "Titipan ditahan",
    ]  # fmt: skip
    for role in ("mentor", "cooperative_manager"):
        client = Client()
        client.force_login(told.world.user(WHO[role]))
        for page in pages():
            if page.name in {"web:sign-out", "web:language"} or page.name in {"learning:check", "learning:credential"}:
                continue
            response = client.get(page.address(told))
            body = "" if response.streaming else response.content.decode(errors="replace")
            for text in secret:
                assert text not in body, f"{role} reads {text} on {page.name}"


def test_the_treasurer_sees_his_groups_book_and_nothing_else(told: Whole) -> None:
    client = Client()
    client.force_login(told.world.user("dewi"))
    for page in pages():
        if page.needs in {"open", "signed in", "cashbook.see", "cash.write"}:
            continue
        assert client.get(page.address(told)).status_code in {403, 405}, page.name
