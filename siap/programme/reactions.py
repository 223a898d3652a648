"""Who leaves a unit, or takes back that he joined, no longer takes part there; what else changes is put before a person."""

from siap.core.facts import reacts_to
from siap.people.facts import (
    ConsentWithdrawn,
    PersonConvicted,
    PersonDied,
    PersonForgotten,
    PersonReleased,
    PersonTransferred,
    SentenceNoted,
)
from siap.people.models import Consent
from siap.programme import services
from siap.programme.services import forgetting


@reacts_to(PersonTransferred)
def end_after_transfer(fact: PersonTransferred) -> None:
    """In the new unit he is proposed anew, if it wants to."""
    services.move_on(fact.person, to=fact.target, on=fact.on)


@reacts_to(PersonReleased)
def end_after_release(fact: PersonReleased) -> None:
    """A client is taken in anew, by his Bapas."""
    services.leave(fact.person, reason="release", on=fact.on)


@reacts_to(PersonDied)
def end_after_death(fact: PersonDied) -> None:
    """What he was approved for ends with him."""
    services.leave(fact.person, reason="death", on=fact.on)


@reacts_to(ConsentWithdrawn)
def end_by_own_will(fact: ConsentWithdrawn) -> None:
    """Joining is voluntary: taking it back ends it at once."""
    if fact.kind == Consent.Kind.JOINING:
        services.leave(fact.person, reason="will")


@reacts_to(SentenceNoted)
def ask_after_other_dates(fact: SentenceNoted) -> None:
    """The time left is another: does it still fit?"""
    services.hear(fact.person, "sentence")


@reacts_to(PersonConvicted)
def ask_after_a_sentence(fact: PersonConvicted) -> None:
    """What a detainee was approved for is looked at again."""
    services.hear(fact.person, "convicted", on=fact.on)


@reacts_to(PersonForgotten)
def forget_what_was_said_of_him(fact: PersonForgotten) -> None:
    """Assessment and reasons go, the decision stays."""
    forgetting.forget_words(fact.person)
