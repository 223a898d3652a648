"""What a person has learned and done."""

from django.db import models

from siap.core.fields import EncryptedTextField
from siap.people.models.persons import Person


class Profile(models.Model):
    """What a person has learned and done, as his unit's sheet says it: encrypted, since it tells a life."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="profile")
    education = EncryptedTextField(blank=True)
    past_work = EncryptedTextField(blank=True)
    noted_on = models.DateField()
