"""A person, his numbers, where he is and was, and what he agreed to."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siap.core.fields import EncryptedDateField, EncryptedTextField
from siap.core.ids import new_uid
from siap.people.models.units import Unit

if TYPE_CHECKING:
    from siap.people.models.users import User


class PersonQuerySet(models.QuerySet["Person"]):
    """People, by who may see them."""

    def visible_to(self, user: "User") -> "PersonQuerySet":
        """People who are, or were, in a unit in which this user has a role now, if he may see people at all."""
        if not user.can("people.see"):
            return self.none()
        if user.sees_all_units:
            return self
        return self.filter(pk__in=Placement.objects.filter(unit__in=user.unit_ids).values("person"))

    def in_care_of(self, user: "User") -> "PersonQuerySet":
        """People who are in one of this user's units now: only there may anything about them be changed."""
        if not user.can("people.see"):
            return self.none()
        here = Placement.objects.filter(until_on=None)
        return self.filter(placements__in=here if user.sees_all_units else here.filter(unit__in=user.unit_ids))

    def not_elsewhere(self, user: "User") -> "PersonQuerySet":
        """People this user may see who are in no other unit now: here, or free. Nothing is elsewhere for the whole office."""
        if user.sees_all_units:
            return self.visible_to(user)
        elsewhere = Placement.objects.filter(until_on=None).exclude(unit__in=user.unit_ids)
        return self.visible_to(user).exclude(pk__in=elsewhere.values("person"))

    def here(self, unit: Unit, *statuses: str) -> "PersonQuerySet":
        """People placed in a unit now; as one of these, when some are named."""
        now = Placement.objects.filter(unit=unit, until_on=None)
        return self.filter(placements__in=now.filter(status__in=statuses) if statuses else now)


class Person(models.Model):
    """Anyone the programme knows."""

    class Sex(models.TextChoices):
        """As the register says."""

        FEMALE = "f", _("Perempuan")
        MALE = "m", _("Laki-laki")

    uid = models.UUIDField(unique=True, default=new_uid)
    member_code = models.CharField(max_length=16, unique=True)  # what the cooperative sees
    name = models.CharField(max_length=120)
    workshop_name = models.CharField(max_length=40)  # the chosen name, where a full name must not stand
    sex = models.CharField(max_length=1, choices=Sex.choices)
    born_on = models.DateField()
    food_clearance_until = EncryptedDateField(null=True, blank=True)  # may handle food until
    invented = models.BooleanField(default=False)  # demo and training: marked on every page
    died_on = models.DateField(null=True, blank=True)
    death_certificate = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    forgotten_on = models.DateField(null=True, blank=True)  # from this day on nothing here tells who it was
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="twins")
    objects: ClassVar = PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["born_on"], name="people_by_birth")]
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_on=None)
                | Q(
                    name=F("member_code"),
                    workshop_name=F("member_code"),
                    death_certificate=None,
                    food_clearance_until=None,
                ),
                name="who_is_forgotten_has_no_name",
            ),
            models.CheckConstraint(condition=Q(same_as=None) | ~Q(same_as=F("id")), name="nobody_is_his_own_twin"),
        ]

    def __str__(self) -> str:
        return self.member_code  # never the name: this text ends in logs

    def name_for(self, user: "User") -> str:
        """The name this user may see: the full one, or the workshop name with the member code."""
        return self.name if user.can("people.see") else f"{self.workshop_name} · {self.member_code}"


class Identifier(models.Model):
    """A number of a person, with its history: register number, NIK, phone."""

    class Kind(models.TextChoices):
        """Which number."""

        REGISTER = "register", _("Nomor register")
        NIK = "nik", _("NIK")
        PHONE = "phone", _("Telepon")

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = EncryptedTextField()
    index = models.CharField(max_length=64, db_index=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)


class Placement(models.Model):
    """Where a person is, and as what. One at a time."""

    class Status(models.TextChoices):
        """As what. A detainee is presumed innocent and never called anything else."""

        OFFICER = "officer", _("Petugas")
        CONVICT = "convict", _("Narapidana")
        DETAINEE = "detainee", _("Tahanan")
        CLIENT = "client", _("Klien")

    STATUS_NAMES: ClassVar = dict(Status.choices)
    OF_A_SENTENCE: ClassVar = (
        "expected_release_on", "sentence_from", "third_on", "half_on", "two_thirds_on", "remission_days",
    )  # fmt: skip
    person = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    status = models.CharField(max_length=10, choices=Status.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, blank=True)  # a kind of release, transfer, death, convicted
    expected_release_on = models.DateField(null=True, blank=True)  # never for a detainee
    sentence_from = models.DateField(null=True, blank=True)  # never for a detainee, like all that follows
    third_on = models.DateField(null=True, blank=True)  # as the sheet or the officer said; else counted from the dates
    half_on = models.DateField(null=True, blank=True)
    two_thirds_on = models.DateField(null=True, blank=True)
    remission_days = models.PositiveSmallIntegerField(null=True, blank=True)  # as imported, never computed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on=None), name="a_person_is_in_one_place"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(status="detainee") | Q(expected_release_on=None), name="a_detainee_has_no_sentence"
            ),
            models.CheckConstraint(
                condition=~Q(status="detainee")
                | Q(sentence_from=None, third_on=None, half_on=None, two_thirds_on=None, remission_days=None),
                name="a_detainee_has_no_milestones",
            ),
        ]

    @property
    def status_name(self) -> str:
        """As what, in words. (Django's own display is ten times slower, and lists are long.)"""
        return str(self.STATUS_NAMES[self.status])


class Consent(models.Model):
    """A person agreed to something public or voluntary, in a version of the text; withdrawing takes effect at once."""

    class Kind(models.TextChoices):
        """To what."""

        JOINING = "joining", _("Ikut program")
        STORY = "story", _("Cerita publik")
        PHOTO = "photo", _("Foto publik")
        FOLLOW_UP = "follow_up", _("Pendampingan setelah bebas")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text_version = models.CharField(max_length=20)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
