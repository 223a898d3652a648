"""Words about somebody who is forgotten, and papers that name nobody else any more."""

from django.db.models import QuerySet

from siap.core import services as core
from siap.core.models import Document
from siap.core.verbs import verb
from siap.people.models import Person, User
from siap.programme.models import Appeal, Assessment, Decree, Participation


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty what was written about a person. A decree or minutes go once everybody on them is forgotten; the list stays."""
    own = Participation.objects.filter(person=person)
    Assessment.objects.filter(participation__in=own).update(interest="", skill="", note="")
    Appeal.objects.filter(participation__in=own).update(words="", answer="")
    own.update(because="")
    for one in own.select_related("tpp__minutes"):
        decree = Decree.objects.filter(unit=one.unit_id, number=one.decree).select_related("paper").first()
        if decree is not None:
            beside = Participation.objects.filter(unit=one.unit_id, decree=one.decree)
            _destroy_unless_needed(decree.paper, beside, by)
        if one.tpp is not None:
            _destroy_unless_needed(one.tpp.minutes, one.tpp.participations.all(), by)


def _destroy_unless_needed(paper: Document | None, about: QuerySet[Participation], by: User | None) -> None:
    named = Person.objects.filter(pk__in=about.values("person"), forgotten_on=None)
    if paper is not None and not named.exists():
        core.destroy_document(paper, by=by)
