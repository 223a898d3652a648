"""Somebody who is forgotten: his own business loses its name, and what he worked stays under his code."""

from siap.business.models import Business, Conduct, Visit, VisitAction
from siap.core.verbs import verb
from siap.people.models import User

UNTOLD = "…"
"""Stands where a reason must stand and must not be read any more."""


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty what was written about a person, and about the businesses of his own, which are called by their number now."""
    Conduct.objects.filter(person=person).exclude(evidence="").update(evidence=UNTOLD)
    own = Business.objects.filter(owner=person)
    Visit.objects.filter(business__in=own).update(agenda="", found="")
    VisitAction.objects.filter(visit__business__in=own).update(what="")
    for venture in own:
        venture.name, venture.what, venture.closed_because = f"Usaha {venture.pk}", "", ""
        venture.save(update_fields=["name", "what", "closed_because"])
