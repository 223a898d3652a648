"""Somebody who is forgotten: the licences of his own business keep their dates and numbers, not his name and address."""

from siap.core import services as core
from siap.core.verbs import verb
from siap.people.models import User
from siap.workshop.models import Permit


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty holder and address of a person's own licences, and destroy their scans."""
    permits = Permit.objects.filter(business__owner=person)
    permits.update(holder="", address="")
    for permit in permits.exclude(proof=None).select_related("proof"):
        assert permit.proof is not None
        core.destroy_document(permit.proof, by=by)
