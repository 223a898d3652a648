"""Who leaves a unit, or takes back that he joined, no longer takes part there."""

from django.utils.translation import gettext as _

from siap.core.facts import reacts_to
from siap.people.facts import ConsentWithdrawn, PersonDied, PersonForgotten, PersonReleased, PersonTransferred
from siap.people.models import Consent
from siap.programme import services
from siap.programme.services import forgetting


@reacts_to(PersonTransferred)
def end_after_transfer(fact: PersonTransferred) -> None:
    """In the new unit he is proposed anew."""
    services.leave(fact.person, because=_("Pindah ke UPT lain"))


@reacts_to(PersonReleased)
def end_after_release(fact: PersonReleased) -> None:
    """A client is taken in anew, by his Bapas."""
    services.leave(fact.person, because=_("Bebas"))


@reacts_to(PersonDied)
def end_after_death(fact: PersonDied) -> None:
    """What he was approved for ends with him."""
    services.leave(fact.person, because=_("Meninggal"))


@reacts_to(ConsentWithdrawn)
def end_by_own_will(fact: ConsentWithdrawn) -> None:
    """Joining is voluntary: taking it back ends it at once."""
    if fact.kind == Consent.Kind.JOINING:
        services.leave(fact.person, because=_("Berhenti atas kemauan sendiri"))


@reacts_to(PersonForgotten)
def forget_what_was_said_of_him(fact: PersonForgotten) -> None:
    """Assessment and reasons go, the decision stays."""
    forgetting.forget_words(fact.person)
