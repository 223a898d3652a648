"""What sharing does when it hears of things."""

from siap.core.facts import reacts_to
from siap.people.facts import PersonDied, PersonForgotten, PersonReleased, PersonTransferred
from siap.people.models import Person, Unit
from siap.programme.facts import ParticipationEnded
from siap.sharing import services
from siap.sharing.services import forgetting


@reacts_to(PersonReleased)
def close_the_account(fact: PersonReleased) -> None:
    """Everything that is owed to a person who leaves is to be paid out."""
    services.prepare_closing(Person.objects.get(pk=fact.person), on=fact.on)


@reacts_to(PersonDied)
def close_the_account_for_the_heirs(fact: PersonDied) -> None:
    """What he was owed, held or not, is to be paid to his heirs."""
    services.prepare_closing(Person.objects.get(pk=fact.person), on=fact.on)


@reacts_to(ParticipationEnded)
def close_the_account_of_who_is_outside(fact: ParticipationEnded) -> None:
    """Who leaves the programme and is in nobody's custody is paid out; of an inmate what is held stays held."""
    services.close_outside(Person.objects.get(pk=fact.person), on=fact.on)


@reacts_to(PersonTransferred)
def hand_the_savings_over(fact: PersonTransferred) -> None:
    """His new unit keeps for him what the old one kept."""
    source, target = (Unit.objects.get(pk=pk) for pk in (fact.source, fact.target))
    services.hand_over(Person.objects.get(pk=fact.person), source, target, on=fact.on)


@reacts_to(PersonForgotten)
def forget_his_papers(fact: PersonForgotten) -> None:
    """The money stays, to the rupiah."""
    forgetting.forget_words(fact.person)
