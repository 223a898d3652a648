"""Whoever sells material on credit is known in the cash book, so that he can be paid there."""

from siap.cashbook import services
from siap.cashbook.services import forgetting
from siap.core.facts import reacts_to
from siap.people.facts import PersonForgotten
from siap.workshop.facts import MaterialBought


@reacts_to(MaterialBought)
def meet_the_supplier(fact: MaterialBought) -> None:
    """A debt has somebody on its other side."""
    services.meet_supplier(fact.purchase)


@reacts_to(PersonForgotten)
def forget_the_words_of_his_book(fact: PersonForgotten) -> None:
    """The sums stay."""
    forgetting.forget_words(fact.person)
