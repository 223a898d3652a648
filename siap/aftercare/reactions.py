"""What aftercare does when it hears of things."""

from django.utils.translation import gettext as _

from siap.aftercare import services
from siap.aftercare.services import forgetting
from siap.core.facts import reacts_to
from siap.people.facts import ConsentWithdrawn, PersonDied, PersonForgotten, PersonReleased
from siap.people.models import Consent, Person, Unit


@reacts_to(PersonReleased)
def expect_him_home(fact: PersonReleased) -> None:
    """The Bapas that takes over receives him; without one, what was prepared ends, and so does a guidance that is over."""
    person, units = Person.objects.get(pk=fact.person), Unit.objects.in_bulk([fact.unit, fact.bapas or fact.unit])
    if fact.bapas is None:
        services.let_go(person)
    else:
        services.open_case(person, units[fact.bapas], released_from=units[fact.unit], kind=fact.kind, on=fact.on)


@reacts_to(PersonDied)
def nobody_is_left_to_guide(fact: PersonDied) -> None:
    """His case ends with him."""
    person = Person.objects.get(pk=fact.person)
    services.end_cases_of(person, because=_("Meninggal"))
    services.close_plan_of(person)


@reacts_to(PersonReleased)
def plan_no_further(fact: PersonReleased) -> None:
    """Who left plans elsewhere."""
    services.close_plan_of(Person.objects.get(pk=fact.person))


@reacts_to(ConsentWithdrawn)
def leave_him_alone(fact: ConsentWithdrawn) -> None:
    """Who takes his consent back is not followed any longer."""
    if fact.kind == Consent.Kind.FOLLOW_UP:
        services.stop_following(Person.objects.get(pk=fact.person))


@reacts_to(PersonForgotten)
def forget_how_he_came_home(fact: PersonForgotten) -> None:
    """Days and answers stay."""
    forgetting.forget_words(fact.person)
