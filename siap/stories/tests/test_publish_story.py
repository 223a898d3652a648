"""Writing, publishing and withdrawing a story."""

from datetime import timedelta

import pytest

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord, Waiting
from siap.people import services as people
from siap.stories import services
from siap.stories.models import Story
from siap.stories.tests import given
from tests.world import TODAY


def test_a_second_person_publishes(world):
    story = given.published(world, given.agreed(world, world.dewi))
    assert (story.state, story.published_by) == ("published", world.user("humas2"))
    assert list(Story.objects.public()) == [story]


def test_nobody_publishes_his_own_story(world):
    story = given.draft(world)
    with pytest.raises(services.OwnStory):
        services.publish_story(story, by=world.user("humas"))
    assert not Story.objects.public().exists()


def test_who_rewrites_a_story_is_its_writer(world):
    story = services.rewrite_story(given.draft(world), "Judul baru", "Isi baru", by=world.user("humas2"))
    with pytest.raises(services.OwnStory):
        services.publish_story(story, by=world.user("humas2"))


def test_writing_the_same_story_twice_makes_one(world):
    uid = new_uid()
    for _again in range(2):
        services.write_story(uid, given.TITLE, given.BODY, by=world.user("humas"))
    assert Story.objects.count() == 1
    assert FactRecord.objects.filter(name="stories.StoryWritten").count() == 1


def test_nobody_is_shown_without_his_consent(world):
    with pytest.raises(services.NoConsent, match="Dewi · SU-"):
        given.draft(world, world.dewi)
    assert not Story.objects.exists()


def test_consent_is_asked_for_again_when_it_is_published(world):
    story = given.draft(world, given.agreed(world, world.dewi))
    people.withdraw_consent(world.dewi, "story", by=world.budi)
    with pytest.raises(services.NoConsent):
        services.publish_story(story, by=world.user("humas2"))
    assert not Story.objects.public().exists()


def test_a_full_name_in_the_text_is_refused_unless_its_bearer_agreed(world):
    body = "Dewi   Kartika memimpin kelompoknya."
    with pytest.raises(services.NameInStory, match="Dewi Kartika"):
        services.write_story(new_uid(), "Ketua", body, by=world.user("humas"))
    given.agreed(world, world.dewi)
    assert services.write_story(new_uid(), "Ketua", body, people=[world.dewi], by=world.user("humas"))


@pytest.mark.parametrize(("title", "body"), [("", "Isi"), ("Judul", "  \n\n "), (" ", "Isi")])
def test_a_story_has_a_title_and_a_text(world, title, body):
    with pytest.raises(services.StoryEmpty):
        services.write_story(new_uid(), title, body, by=world.user("humas"))
    assert not Story.objects.exists()


def test_a_withdrawn_consent_takes_the_story_down_at_once(world):
    story = given.published(world, given.agreed(world, world.dewi))
    other = given.published(world, title="Kabar lain")
    people.withdraw_consent(world.dewi, "story", by=world.budi)
    story.refresh_from_db()
    assert story.state == "withdrawn"
    assert list(Story.objects.public()) == [other]
    assert not Waiting.objects.exists()


def test_withdrawing_needs_a_reason_and_happens_once(world):
    story = given.published(world)
    with pytest.raises(services.ReasonMissing):
        services.withdraw_story(story, because="  ", by=world.user("humas"))
    for _again in range(2):
        services.withdraw_story(story, because="Salah tanggal", by=world.user("humas"))
    assert FactRecord.objects.filter(name="stories.StoryWithdrawn").count() == 1
    with pytest.raises(services.NotADraft):
        services.publish_story(story, by=world.user("humas2"))


def test_who_leaves_guidance_and_custody_is_asked_again_before_he_is_shown(world):
    with clock.fixed(clock.at(TODAY - timedelta(days=30))):
        story = given.published(world, given.agreed(world, world.dewi))
    people.release_person(world.dewi, "free", on=TODAY, by=world.budi)
    story.refresh_from_db()
    assert story.state == "withdrawn"
    assert not Story.objects.public().exists()


def test_what_he_agrees_to_on_the_day_he_leaves_goes_on(world):
    story = given.published(world, given.agreed(world, world.dewi))
    people.release_person(world.dewi, "free", on=TODAY, by=world.budi)
    story.refresh_from_db()
    assert story.state == "published"
