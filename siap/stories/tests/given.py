"""A draft and a public story, made through the real services."""

from siap.core.ids import new_uid
from siap.people import services as people
from siap.people.models import Person
from siap.stories import services
from siap.stories.models import Story
from tests.world import World

TITLE = "Bawang goreng pertama dari Palu"
BODY = "Sepuluh stoples habis sebelum siang.\n\nKelompoknya mulai dari satu wajan."


def agreed(world: World, person: Person) -> Person:
    """Somebody who agrees to a public story."""
    people.give_consent(person, "story", text_version="1", by=world.budi)
    return person


def draft(world: World, *shown: Person, title: str = TITLE) -> Story:
    """Written by the press desk, waiting for the second person."""
    return services.write_story(new_uid(), title, BODY, unit=world.palu, people=shown, by=world.user("humas"))


def published(world: World, *shown: Person, title: str = TITLE) -> Story:
    """Public."""
    return services.publish_story(draft(world, *shown, title=title), by=world.user("humas2"))
