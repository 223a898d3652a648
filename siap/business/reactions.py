"""When a person leaves custody, the unit or the programme, the membership in a group ends with that day."""

from siap.business import services
from siap.business.services import forgetting
from siap.core.facts import reacts_to
from siap.people.facts import PersonDied, PersonForgotten, PersonReleased, PersonTransferred
from siap.programme.facts import ParticipationEnded


@reacts_to(PersonReleased)
def a_released_person_leaves_the_group(fact: PersonReleased) -> None:
    """Whatever the kind of release."""
    services.end_membership_of(fact.person, on=fact.on)


@reacts_to(PersonTransferred)
def a_transferred_person_leaves_the_group(fact: PersonTransferred) -> None:
    """A group is one unit's."""
    services.end_membership_of(fact.person, on=fact.on)


@reacts_to(PersonDied)
def a_dead_person_is_no_member(fact: PersonDied) -> None:
    """What he worked stays in his name."""
    services.end_membership_of(fact.person, on=fact.on)


@reacts_to(ParticipationEnded)
def who_leaves_the_programme_leaves_the_group(fact: ParticipationEnded) -> None:
    """Only participants work in groups."""
    services.end_membership_of(fact.person, on=fact.on)


@reacts_to(PersonForgotten)
def forget_his_words(fact: PersonForgotten) -> None:
    """What he worked stays, without him."""
    forgetting.forget_words(fact.person)
