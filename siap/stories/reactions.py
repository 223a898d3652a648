"""What stories hear from the rooms on the left."""

from siap.core.facts import reacts_to
from siap.people.facts import ConsentWithdrawn, PersonForgotten, PersonReleased
from siap.stories import services


@reacts_to(ConsentWithdrawn)
def take_stories_down(fact: ConsentWithdrawn) -> None:
    """A story or a picture is public only as long as everybody in it agrees."""
    if fact.kind in {"story", "photo"}:
        services.withdraw_stories_with(fact.person, by=None)


@reacts_to(PersonReleased)
def ask_again_who_left(fact: PersonReleased) -> None:
    """What he agreed to inside or under guidance ends with it: who is free is asked again before he is shown."""
    if fact.bapas is None:
        services.withdraw_lapsed_stories(fact.person, by=None)


@reacts_to(PersonForgotten)
def forget_the_stories_with_him(fact: PersonForgotten) -> None:
    """They were withdrawn with his consent; now their words go."""
    services.forget_stories_with(fact.person)
