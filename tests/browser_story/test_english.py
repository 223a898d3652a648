"""Every page in English: what is not somebody's own words is English."""

import html
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client

from tests.access.pages import WHO, pages
from tests.browser import ONCE
from tests.whole import Whole
from tests.world import World

pytestmark = [
    pytest.mark.django_db,
    ONCE,
]

INDONESIAN = re.compile(
    r"\b(dan|yang|untuk|dengan|belum|sudah|tidak|dari|pada|oleh|atau|akan|adalah|kepada|setelah|sebelum|bulan|hari|orang)\b",
    re.IGNORECASE,
)
"""Words that hardly an Indonesian sentence does without, and that no English one has."""


def test_no_page_says_anything_in_indonesian_to_who_reads_english(told: Whole) -> None:
    world = told.world
    own_words = sorted(set(_own_words()), key=len, reverse=True)
    readers = [_reader(world, username) for username in WHO.values()]
    read, left = 0, {}
    for page in pages():
        answers = (reader.get(page.address(told)) for reader in readers)
        shown = next((answer for answer in answers if answer.status_code == 200), None)
        if shown is None or not shown["Content-Type"].startswith("text/html"):
            continue
        read += 1
        if found := _indonesian(shown.content.decode(), own_words):
            left[page.name] = found
    assert not left
    assert read > 100


def _reader(world: World, username: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        client.force_login(world.user(username))
    return client


def _own_words() -> Iterator[str]:
    """What people typed: every text in the database."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                texts = model._base_manager.values_list(field.name, flat=True).distinct()
                yield from (text for text in texts if text and isinstance(text, str))  # an encrypted day is none
            elif isinstance(field, models.JSONField):
                yield from (
                    text for value in model._base_manager.values_list(field.name, flat=True) for text in _texts(value)
                )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _indonesian(page: str, own_words: list[str]) -> list[str]:
    course = r'<section [^>]*lang="id">.*?</section>'  # written in Indonesian for who teaches in it, and marked so
    text = re.sub(rf'<(script|style)\b.*?</\1>|lang="id">.*?</button>|{course}', " ", page, flags=re.DOTALL)
    shown = re.findall(r'(?:aria-label|placeholder|title)="([^"]*)"', text) + re.split(r"<[^>]+>", text)
    found = []
    for line in {" ".join(html.unescape(one).split()) for one in shown}:
        rest = line
        for words in own_words:
            if len(words) > 3:
                rest = rest.replace(" ".join(words.split()), "")
        if INDONESIAN.search(rest):
            found.append(line)
    return sorted(found)
