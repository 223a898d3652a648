"""Somebody who is forgotten keeps his marks and certificates, under his code."""

from siap.core.verbs import verb
from siap.learning.models import Certificate, Enrolment
from siap.people.models import User


@verb
def forget_words(person: int, *, by: User | None = None) -> None:
    """Empty what was written about a person: his picture for the shared screen, and why a certificate was taken back."""
    Enrolment.objects.filter(person=person).update(sign="")
    Certificate.objects.filter(person=person).update(revoked_because="")
