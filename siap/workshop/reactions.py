"""What the workshop does when it hears of things."""

from siap.core.facts import reacts_to
from siap.people.facts import PersonForgotten
from siap.workshop.services import forgetting


@reacts_to(PersonForgotten)
def forget_his_licences(fact: PersonForgotten) -> None:
    """They stay, without him."""
    forgetting.forget_words(fact.person)
