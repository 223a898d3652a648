"""How templates show a person, and ask what a reader may do."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template


def rendered(text, reader, **context):
    request = SimpleNamespace(user=reader)
    return Template("{% load people %}" + text).render(Context({"request": request, "user": reader, **context}))


@pytest.mark.parametrize(
    ("username", "shown"), [("budi", "Sari Melati"), ("auditor", "Sari Melati"), ("rina", "Sari · SU-0013")]
)
def test_the_full_name_is_for_those_who_may_see_people(world, username, shown):
    assert rendered("{% named person %}", world.user(username), person=world.sari) == shown


def test_a_link_leads_only_where_the_reader_may_go(world):
    linked = "{% named person True %}"
    assert f"/orang/{world.sari.uid}/" in rendered(linked, world.budi, person=world.sari)
    assert "href" not in rendered(linked, world.rina, person=world.sari)


def test_a_stranger_never_reads_a_full_name(world):
    assert rendered("{% named person %}", AnonymousUser(), person=world.sari) == "Sari · SU-0013"
    assert Template("{% load people %}{% named person %}").render(Context({"person": world.sari})) == "Sari · SU-0013"


def test_a_name_is_text_never_markup(world):
    world.sari.name = "<b>Sari</b>"
    for text in ("{% named person %}", "{% named person True %}"):
        assert "<b>" not in rendered(text, world.budi, person=world.sari)


def test_can_asks_the_roles_of_the_reader(world):
    asked = "{% if user|can:'selection.decide' %}ya{% else %}tidak{% endif %}"
    assert rendered(asked, world.head) == "ya"
    assert rendered(asked, world.budi) == "tidak"
    assert rendered(asked, AnonymousUser()) == "tidak"
