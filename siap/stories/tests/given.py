"""A draft and a public story, made through the real services."""

from io import BytesIO

from PIL import Image

from siap.core.ids import new_uid
from siap.people import services as people
from siap.people.models import Person
from siap.stories import services
from siap.stories.models import Story
from tests.world import World

TITLE = "Bawang goreng pertama dari Palu"
BODY = "Sepuluh stoples habis sebelum siang.\n\nKelompoknya mulai dari satu wajan."


SECRET = "Lapas Palu blok rahasia"
"""What a camera wrote into the photo, and nobody may read out of it."""


def photo(colour: str = "goldenrod") -> bytes:
    """A JPEG as a telephone makes it: with place, camera and a remark inside."""
    picture, exif = Image.new("RGB", (320, 200), colour), Image.Exif()
    exif[0x010E], exif[0x0110] = SECRET, "Telepon rahasia"
    exif.get_ifd(0x8825)[1] = "S"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=SECRET.encode())
    return out.getvalue()


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
