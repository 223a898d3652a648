"""What the public reads, and the desk behind it."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.stories.models import Story
from siap.stories.tests import given


def test_anybody_reads_a_public_story_and_never_who_is_in_it(client, world):
    story = given.published(world, given.agreed(world, world.dewi))
    assert given.TITLE in client.get(reverse("stories:news")).content.decode()
    page = client.get(reverse("stories:story", args=[story.uid])).content.decode()
    assert "Kelompoknya mulai dari satu wajan." in page
    assert "Dewi" not in page
    assert world.dewi.member_code not in page


def test_a_draft_is_not_public(client, world):
    story = given.draft(world)
    assert client.get(reverse("stories:story", args=[story.uid])).status_code == 404
    assert given.TITLE not in client.get(reverse("stories:news")).content.decode()


def test_an_empty_news_page_says_what_will_stand_there(client, db):
    assert "Belum ada kabar" in client.get(reverse("stories:news")).content.decode()


def test_one_writes_and_another_publishes_through_the_screen(client, world):
    given.agreed(world, world.dewi)
    client.force_login(world.user("humas"))
    sent = {
        "uid": new_uid(),
        "title": given.TITLE,
        "body": given.BODY,
        "unit": world.palu.pk,
        "people": [world.dewi.pk],
    }
    answer = client.post(reverse("stories:write"), sent)
    story = Story.objects.get()
    assert answer.url == reverse("stories:draft", args=[story.uid])
    page = client.get(answer.url).content.decode()
    assert "Orang lain di Humas yang menerbitkannya" in page
    assert "Dewi · SU-" in page
    assert "Dewi Kartika" not in page
    client.post(reverse("stories:publish", args=[story.uid]))
    assert not Story.objects.public().exists()
    client.force_login(world.user("humas2"))
    client.post(reverse("stories:publish", args=[story.uid]))
    assert Story.objects.public().count() == 1


def test_a_refused_story_keeps_what_was_typed(client, world):
    client.force_login(world.user("humas"))
    body = "Dewi Kartika memimpin kelompoknya."
    answer = client.post(reverse("stories:write"), {"uid": new_uid(), "title": "Ketua", "body": body})
    assert answer.status_code == 422
    assert body in answer.content.decode()
    assert not Story.objects.exists()


def test_a_story_is_withdrawn_with_a_reason(client, world):
    story = given.published(world)
    client.force_login(world.user("humas"))
    page = reverse("stories:withdraw", args=[story.uid])
    assert client.post(page, {"because": ""}).status_code == 422
    assert Story.objects.public().exists()
    client.post(page, {"because": "Salah tanggal"})
    assert not Story.objects.public().exists()


@pytest.mark.parametrize("name", ["draft", "rewrite", "publish", "withdraw"])
def test_joko_finds_nothing_and_changes_nothing(client, world, name):
    story = given.draft(world)
    client.force_login(world.joko)
    page = reverse(f"stories:{name}", args=[story.uid])
    assert client.post(page, {"because": "x", "title": "x", "body": "x"}).status_code in {403, 405}
    assert client.get(page).status_code in {403, 405}
    story.refresh_from_db()
    assert (story.state, story.title) == ("draft", given.TITLE)


def test_a_head_reads_the_stories_of_his_unit_and_writes_none(client, world):
    story = given.draft(world)
    client.force_login(world.head)
    page = client.get(reverse("stories:draft", args=[story.uid]))
    assert page.status_code == 200
    assert reverse("stories:publish", args=[story.uid]) not in page.content.decode()
    client.force_login(world.user("kalapas-parigi"))
    assert client.get(reverse("stories:draft", args=[story.uid])).status_code == 404
