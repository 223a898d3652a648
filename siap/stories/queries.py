"""Who may be shown, and what the public reads."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from siap.core.fields import blind_index
from siap.core.text import Text
from siap.people import queries as agreeing
from siap.people.models import Consent, Person
from siap.stories import rules
from siap.stories.models import Story


def people_who_agreed() -> "QuerySet[Person]":
    """People who agree to a public story now."""
    agreed = Consent.objects.filter(kind=Consent.Kind.STORY, withdrawn_on=None)
    return Person.objects.filter(consents__in=agreed).distinct().order_by("workshop_name")


def without_consent(people: Iterable[Person], *, with_picture: bool = False) -> list[Person]:
    """Those of these people who do not agree (any more); beside a picture everybody in the story must agree to a photo too."""
    kinds = [Consent.Kind.STORY, *([Consent.Kind.PHOTO] if with_picture else [])]
    return [person for person in people if not all(agreeing.has_consent(person, kind) for kind in kinds)]


def reactions(story: Story, device: str) -> list[tuple[str, Text, int, bool]]:
    """Every word a reader may say, how many devices said it, and whether this one did."""
    said = dict(story.reactions.values_list("kind").annotate(many=Count("pk")).order_by())
    own = story.reactions.filter(mark=blind_index(f"{device}:{story.uid}")).first() if device else None
    return [
        (kind, name, said.get(kind, 0), own is not None and own.kind == kind) for kind, name in rules.REACTIONS.items()
    ]


def latest(count: int) -> list[Story]:
    """The newest public stories."""
    return list(Story.objects.public().select_related("unit")[:count])


def waiting_for(user_id: int) -> "QuerySet[Story]":
    """Drafts that this user may publish: somebody else wrote them."""
    return Story.objects.filter(state=Story.State.DRAFT).exclude(written_by=user_id).order_by("written_on")
