"""Who makes and sells together. A business is a group of participants, a released person's venture, or the cooperative:
products, permits, stock, sales and a book belong to it. What a member worked is written down a sheet a day."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from siap.business import rules
from siap.core.ids import new_uid

if TYPE_CHECKING:
    from siap.people.models import User


class BusinessQuerySet(models.QuerySet["Business"]):
    """Businesses, by who may see them."""

    def visible_to(self, user: "User") -> "BusinessQuerySet":
        """Those of the user's units; a group's treasurer sees his own group only."""
        if user.has_role("treasurer"):
            own = Membership.objects.filter(person=user.person, post=Membership.Post.TREASURER, until_on=None)
            return self.filter(pk__in=own.values("business"))
        if not user.can("business.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Business(models.Model):
    """A group, a venture, or the cooperative."""

    class Kind(models.TextChoices):
        """Which of them."""

        GROUP = "group", _("Kelompok usaha")
        VENTURE = "venture", _("Usaha mandiri")
        COOPERATIVE = "cooperative", _("Koperasi")

    uid = models.UUIDField(unique=True, default=new_uid)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=80)
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="businesses")
    owner = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="ventures")
    bridge = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    mentor = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=120)  # what it makes, in a few words
    formed_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = BusinessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="a_name_once_in_a_unit"),
            models.CheckConstraint(condition=~Q(kind="group") | Q(unit__isnull=False), name="a_group_has_a_unit"),
            models.CheckConstraint(
                condition=~Q(kind="venture") | Q(owner__isnull=False), name="a_venture_has_an_owner"
            ),
        ]

    @property
    def book(self) -> str:
        """Key of its book."""
        return book_of(self.pk)


def book_of(business: int) -> str:
    """Key of the book of a business, by its id."""
    return f"business:{business}"


class Membership(models.Model):
    """A person in a group, in a post, from when until when."""

    class Post(models.TextChoices):
        """What he does for the group."""

        CHAIR = "chair", _("Ketua")
        TREASURER = "treasurer", _("Bendahara")
        MEMBER = "member", pgettext_lazy("post", "Anggota")

    business = models.ForeignKey(Business, models.PROTECT, related_name="memberships")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="memberships")
    post = models.CharField(max_length=10, choices=Post.choices, default=Post.MEMBER)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on=None), name="in_one_group_at_a_time"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="membership_ends_after_start"
            ),
        ]


class HoursSheet(models.Model):
    """Who worked how long in a group on a day: one sheet, signed on paper, keyed in once. A correction is a new sheet
    that replaces the old one, which stays."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey(Business, models.PROTECT, related_name="hours_sheets")
    worked_on = models.DateField()
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="correction")
    replaced_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "worked_on"], condition=Q(replaced_at=None), name="one_sheet_a_day"
            )
        ]


class WorkedTime(models.Model):
    """How long one person worked (minutes), and how many good pieces he made, where they are counted. Somebody excused did
    neither and counts as present; why, nobody writes down."""

    sheet = models.ForeignKey(HoursSheet, models.PROTECT, related_name="times")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="worked_times")
    minutes = models.PositiveSmallIntegerField()
    pieces = models.PositiveIntegerField(default=0)
    is_excused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "person"], name="a_person_once_a_sheet"),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 720), is_excused=False) | Q(minutes=0, pieces=0, is_excused=True),
                name="worked_at_most_twelve_hours_or_excused",
            ),
        ]


class Conduct(models.Model):
    """From a day on a member's conduct counts so many percent in his group, where the terms weigh it; until then all of it.

    What was given later stands beside it, never instead of it.
    """

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey(Business, models.PROTECT, related_name="conducts")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="conducts")
    percent = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    evidence = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="conduct_is_a_percentage"),
            models.CheckConstraint(condition=Q(percent=100) | ~Q(evidence=""), name="less_conduct_is_proved"),
        ]


class Visit(models.Model):
    """A mentor with a business: first planned for a day with what is to be looked at, then made, with what was found."""

    uid = models.UUIDField(unique=True)
    business = models.ForeignKey(Business, models.PROTECT, related_name="visits")
    planned_on = models.DateField(null=True, blank=True)  # none: nobody announced it
    visited_on = models.DateField(null=True, blank=True)  # none: still ahead
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    agenda = models.TextField(blank=True)
    found = models.TextField(blank=True)
    photo = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(visited_on__isnull=False), name="a_visit_has_a_day"
            )
        ]


class VisitAction(models.Model):
    """One thing agreed on a visit: what, who sees to it, until when. Open until somebody says that it is done."""

    uid = models.UUIDField(unique=True, default=new_uid)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=8, choices=rules.OWNERS)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
