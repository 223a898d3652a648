"""What a person carries into life."""

from django.db import models
from django.db.models import Q

from siap.core.ids import new_uid
from siap.learning.models.classes import Enrolment
from siap.learning.models.courses import Course


class Certificate(models.Model):
    """A person passed a course. Paper, check page, number and credential show no unit, decree or custody.

    Its key is its place in the status list of the credentials: a bit that says revoked.
    """

    uid = models.UUIDField(unique=True, default=new_uid)
    number = models.CharField(max_length=30, unique=True)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="certificates")
    course = models.ForeignKey(Course, models.PROTECT, related_name="certificates")
    issued_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    revoked_because = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, related_name="replaced_by", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment"], condition=Q(revoked_on=None), name="one_certificate_counts")
        ]
