"""What learning does when it hears of things."""

from siap.core.facts import reacts_to
from siap.learning.services import forgetting
from siap.people.facts import PersonForgotten


@reacts_to(PersonForgotten)
def forget_his_words(fact: PersonForgotten) -> None:
    """Marks and certificates stay, without him."""
    forgetting.forget_words(fact.person)
