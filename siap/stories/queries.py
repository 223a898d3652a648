"""Who may be shown, and what the public reads."""

from collections.abc import Iterable

from django.db.models import QuerySet

from siap.people import queries as agreeing
from siap.people.models import Consent, Person
from siap.stories.models import Story


def people_who_agreed() -> "QuerySet[Person]":
    """People who agree to a public story now."""
    agreed = Consent.objects.filter(kind=Consent.Kind.STORY, withdrawn_on=None)
    return Person.objects.filter(consents__in=agreed).distinct().order_by("workshop_name")


def without_consent(people: Iterable[Person]) -> list[Person]:
    """Those of these people who do not agree (any more)."""
    return [person for person in people if not agreeing.has_consent(person, Consent.Kind.STORY)]


def latest(count: int) -> list[Story]:
    """The newest public stories."""
    return list(Story.objects.public().select_related("unit")[:count])


def waiting_for(user_id: int) -> "QuerySet[Story]":
    """Drafts that this user may publish: somebody else wrote them."""
    return Story.objects.filter(state=Story.State.DRAFT).exclude(written_by=user_id).order_by("written_on")
