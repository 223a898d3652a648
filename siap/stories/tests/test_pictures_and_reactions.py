"""A picture without its metadata, a reaction once a device, a feed; all of it gone at once when a consent is taken back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.services import NotADocument
from siap.people import services as people
from siap.stories import rules, services
from siap.stories.models import Reaction, Story
from siap.stories.tests import given

TELLS = "Dewi menutup stoples di meja panjang."


def _with_picture(world, *shown, tells=TELLS, content=None):
    picture = services.Picture(given.photo() if content is None else content, tells)
    return services.write_story(
        new_uid(), given.TITLE, given.BODY, unit=world.palu, people=shown, picture=picture, by=world.user("humas")
    )


def _public(world, *shown):
    return services.publish_story(_with_picture(world, *shown), by=world.user("humas2"))


def test_a_picture_is_made_anew_without_what_the_camera_wrote(client, world):
    story = _public(world)
    answer = client.get(reverse("stories:picture", args=[story.uid]))
    assert given.SECRET.encode() in given.photo()
    assert given.SECRET.encode() not in answer.content
    with Image.open(BytesIO(answer.content)) as picture:
        assert not picture.getexif()
        assert not {"exif", "comment", "xmp"} & set(picture.info)
    assert TELLS in client.get(reverse("stories:story", args=[story.uid])).content.decode()


def test_a_picture_is_told_in_words_and_is_a_picture(world):
    with pytest.raises(services.PictureUntold):
        _with_picture(world, tells=" ")
    with pytest.raises(NotADocument):
        _with_picture(world, content=b"%PDF-1.7 bukan gambar")
    assert not Story.objects.exists()


def test_who_stands_beside_a_picture_agreed_to_a_photo_too(world):
    given.agreed(world, world.dewi)
    with pytest.raises(services.NoConsent, match="Dewi"):
        _with_picture(world, world.dewi)
    people.give_consent(world.dewi, "photo", text_version="1", by=world.budi)
    assert _with_picture(world, world.dewi).picture is not None


def test_a_picture_is_not_public_before_its_story(client, world):
    story = _with_picture(world)
    assert client.get(reverse("stories:picture", args=[story.uid])).status_code == 404
    assert client.get(reverse("stories:draft-picture", args=[story.uid])).status_code == 302
    client.force_login(world.user("humas"))
    assert client.get(reverse("stories:draft-picture", args=[story.uid])).status_code == 200
    client.force_login(world.joko)
    assert client.get(reverse("stories:draft-picture", args=[story.uid])).status_code == 403


@pytest.mark.parametrize("kind", ["story", "photo"])
def test_a_withdrawn_consent_takes_page_picture_feed_and_map_away_at_once(client, world, kind):
    given.agreed(world, world.dewi)
    people.give_consent(world.dewi, "photo", text_version="1", by=world.budi)
    story = _public(world, world.dewi)
    lists = [reverse(name) for name in ("stories:news", "stories:feed", "web:sitemap", "web:front")]
    own = [reverse(f"stories:{name}", args=[story.uid]) for name in ("story", "picture")]
    assert all(str(story.uid) in client.get(page).content.decode() for page in lists)
    assert all(client.get(page).status_code == 200 for page in own)
    people.withdraw_consent(world.dewi, kind, by=world.budi)
    assert not any(str(story.uid) in client.get(page).content.decode() for page in lists)
    assert all(client.get(page).status_code == 404 for page in own)
    assert client.post(reverse("stories:react", args=[story.uid]), {"kind": "like"}).status_code == 404


def test_a_device_counts_once_changes_its_mind_and_takes_it_back(client, world):
    story = given.published(world)
    page = reverse("stories:react", args=[story.uid])

    def counts():
        return {kind: story.reactions.filter(kind=kind).count() for kind in rules.REACTIONS}

    client.post(page, {"kind": "like"})
    client.post(page, {"kind": "love"})
    Client().post(page, {"kind": "love"})
    assert counts() == {"like": 0, "love": 2, "cheer": 0}
    client.post(page, {"kind": "love"})
    assert counts() == {"like": 0, "love": 1, "cheer": 0}
    client.post(page, {"kind": "nonsense"})
    assert counts() == {"like": 0, "love": 1, "cheer": 0}


def test_the_database_too_counts_a_device_once(world):
    story = given.published(world)
    one = services.react(story, "perangkat", "like")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reaction.objects.create(story=story, mark=one.mark, kind="love", at=clock.now())


def test_two_stories_cannot_be_told_to_have_been_read_on_one_device(world):
    first, second = (services.react(given.published(world, title=title), "perangkat", "like") for title in ("A", "B"))
    assert first.mark != second.mark
    assert "perangkat" not in first.mark + second.mark


def test_reading_sets_no_cookie_of_a_device(client, world):
    client.get(reverse("stories:story", args=[given.published(world).uid]))
    assert "kabar" not in client.cookies


def test_a_machine_is_stopped_and_readers_go_on_a_minute_later(client, world, monkeypatch):
    monkeypatch.setattr(rules, "MOST_A_MINUTE", 3)
    story = given.published(world)
    for at in range(3):
        services.react(story, f"perangkat {at}", "like")
    with pytest.raises(services.TooManyReactions):
        services.react(story, "perangkat 4", "like")
    answer = client.post(reverse("stories:react", args=[story.uid]), {"kind": "like"}, follow=True)
    assert "Terlalu banyak tanggapan" in answer.content.decode()
    with clock.fixed(clock.now() + timedelta(minutes=2)):
        services.react(story, "perangkat 4", "like")
    assert story.reactions.count() == 4


def test_the_feed_tells_public_stories_only(client, world):
    given.draft(world, title="Konsep")
    given.published(world, title="Bawang & <cinta>")
    answer = client.get(reverse("stories:feed"))
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    assert "Bawang &amp; &lt;cinta&gt;" in text
    assert "Konsep" not in text


def test_a_picture_is_put_in_and_taken_out_through_the_screen(client, world):
    client.force_login(world.user("humas"))
    sent = {"uid": new_uid(), "title": given.TITLE, "body": "**Tebal**", "picture_tells": TELLS, "unit": ""}
    photo = SimpleUploadedFile("foto.jpg", given.photo(), "image/jpeg")
    answer = client.post(reverse("stories:write"), {**sent, "picture": photo})
    story = Story.objects.get()
    assert answer.url == reverse("stories:draft", args=[story.uid])
    assert "<strong>Tebal</strong>" in client.get(answer.url).content.decode()
    page = reverse("stories:rewrite", args=[story.uid])
    client.post(page, {**sent, "uid": new_uid()})
    assert Story.objects.get().picture_id == story.picture_id is not None
    client.post(page, {**sent, "uid": new_uid(), "drop_picture": "on"})
    assert Story.objects.get().picture is None


def test_a_link_to_a_story_carries_a_picture_of_its_title_on_which_nobody_is(client, world, settings):
    settings.ADDRESS = "https://siapusaha.contoh.id"
    story = _public(world)
    poster = reverse("stories:poster", args=[story.uid])
    page = client.get(reverse("stories:story", args=[story.uid])).content.decode()
    assert f'<meta property="og:image" content="https://siapusaha.contoh.id{poster}">' in page
    answer = client.get(poster)
    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert _goldenrod(picture) == 0  # the colour of the photo that may show somebody
    assert client.get(poster).content == answer.content
    services.withdraw_story(story, because="Salah", by=world.user("humas2"))
    assert client.get(poster).status_code == 404


def _goldenrod(picture):
    return sum(count for count, colour in picture.convert("RGB").getcolors(1 << 20) if colour == (218, 165, 32))
