"""What sharing does when it hears of things."""

from siap.core.facts import reacts_to
from siap.people.facts import PersonReleased
from siap.people.models import Person
from siap.sharing import services


@reacts_to(PersonReleased)
def close_the_account(fact: PersonReleased) -> None:
    """Everything that is owed to a person who leaves is to be paid out."""
    services.prepare_closing(Person.objects.get(pk=fact.person), on=fact.on)
