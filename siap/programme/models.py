"""The agreement with its parties, scope and terms, and how people come to take part: proposed, assessed, decided.

A detainee or a convict comes in on the TPP's recommendation by the head's decree; a client of a Bapas comes in by his
own written agreement, without either. `Participation` is that one way, with its stations in order.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siap.core.fields import EncryptedTextField
from siap.core.ids import new_uid
from siap.programme import choosing, rules

if TYPE_CHECKING:
    from siap.people.models import User


class Partner(models.Model):
    """The other party of an agreement: the cooperative."""

    name = models.CharField(max_length=120, unique=True)
    chair = models.CharField(max_length=120)
    place = models.CharField(max_length=60, blank=True)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements, by who may see them."""

    def visible_to(self, user: "User") -> "AgreementQuerySet":
        """Those that a unit takes part in, in which this user has a role now."""
        if not user.can("agreement.see"):
            return self.none()
        if user.sees_all_units:
            return self
        return self.filter(pk__in=AgreementUnit.objects.filter(unit__in=user.unit_ids).values("agreement"))


class Agreement(models.Model):
    """A signed agreement between the office and a partner."""

    uid = models.UUIDField(unique=True, default=new_uid)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="agreements")
    signed_on = models.DateField()
    signed_at_place = models.CharField(max_length=60)
    signed_for_office = models.CharField(max_length=120)
    signed_for_partner = models.CharField(max_length=120)
    until_on = models.DateField(null=True, blank=True)
    officers_needed = models.PositiveSmallIntegerField(default=2)  # certified, before a unit may teach participants
    cooperative_regime = models.CharField(max_length=10, choices=rules.REGIMES, blank=True)  # empty: nobody was asked
    cooperative_basis = models.CharField(max_length=200, blank=True)  # who answered, by which paper
    units = models.ManyToManyField("people.Unit", through="AgreementUnit", related_name="agreements")
    objects: ClassVar = AgreementQuerySet.as_manager()


class AgreementUnit(models.Model):
    """A unit takes part, from a day on."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    joined_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "unit"], name="a_unit_joins_once")]


class ScopeItem(models.Model):
    """One part of what was agreed, with what it is to deliver."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="scope")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    deliverable = models.CharField(max_length=300)
    measure = models.CharField(
        max_length=10, choices=rules.MEASURES, blank=True
    )  # empty: progress is told, not counted
    goal = models.BigIntegerField(null=True, blank=True)  # what is to be reached, in the measure's unit
    due_on = models.DateField(null=True, blank=True)
    told_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(measure="") | Q(goal__gt=0), name="what_is_counted_has_a_goal"),
            models.CheckConstraint(
                condition=Q(told_percent=None) | Q(told_percent__lte=100), name="told_progress_is_a_percentage"
            ),
        ]


class AgreementPaper(models.Model):
    """A paper of an agreement: the signed text, an annex, an amendment, a letter. It is filed once and stays."""

    class Kind(models.TextChoices):
        """What sort of paper."""

        SIGNED = "signed", _("Naskah perjanjian")
        ANNEX = "annex", _("Lampiran")
        AMENDMENT = "amendment", _("Adendum atau perpanjangan")
        LETTER = "letter", _("Surat")
        RULING = "ruling", _("Ketetapan PNBP tentang bagian modal")

    uid = models.UUIDField(unique=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=120)
    dated_on = models.DateField()
    document = models.ForeignKey("core.Document", models.PROTECT, related_name="+")
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["dated_on", "pk"]


class SharingTerms(models.Model):
    """How the proceeds are shared: dated, never edited. A change is a new row.

    `parts` in order: [{"kind": "members|capital|state|programme", "percent": 50, "above": 0}, …]. Under the premium regime
    they add up to 100; under the wage regime only the state has one, of the profit that wages leave; training has none.
    `above` (rupiah) is a condition: a part counts only when more than that is divided.
    """

    uid = models.UUIDField(unique=True, default=new_uid)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)  # legal basis
    regime = models.CharField(max_length=10, choices=rules.REGIMES)
    base = models.CharField(max_length=10, choices=rules.BASES)
    parts: models.JSONField[Any, Any] = models.JSONField()
    weights = models.CharField(max_length=10, choices=rules.WEIGHTS)
    usable_percent = models.PositiveSmallIntegerField(default=0)  # of a member's part, usable inside; the rest is held
    state_first = models.BooleanField(default=False)
    objection_days = models.PositiveSmallIntegerField(default=14)
    remainder_to = models.CharField(max_length=10, blank=True)  # whose part gets what rounding leaves; empty: largest
    carries_loss = models.BooleanField(default=False)  # into the base of the next share
    rate = models.BigIntegerField(default=0)  # rupiah an hour (wage) or a day (training)
    district = models.CharField(max_length=40, blank=True)  # whose minimum wage an hour never falls below
    month_hours = models.PositiveSmallIntegerField(default=rules.HOURS_IN_A_WAGE_MONTH)
    budget = models.CharField(max_length=120, blank=True)  # what pays a training premium
    least_conduct = models.PositiveSmallIntegerField(default=rules.LEAST_CONDUCT)  # percent; where conduct is weighed
    valid_from = models.DateField()
    approved_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    is_ruled = False  # whether a ruling on the capital part holds; `queries.terms_for` knows

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(usable_percent__lte=100), name="usable_at_most_all"),
            models.CheckConstraint(condition=Q(rate__gte=0, month_hours__gt=0), name="a_rate_of_terms_is_a_rate"),
            models.CheckConstraint(condition=Q(least_conduct__range=(1, 100)), name="least_conduct_is_a_percentage"),
        ]

    @property
    def has_capital(self) -> bool:
        """Whether something is set aside, of which the state may ask for its part."""
        return any(part.kind == "capital" for part in self.portions)

    @property
    def portions(self) -> tuple[rules.Portion, ...]:
        """The parts in order."""
        return tuple(rules.Portion(part["kind"], part["percent"], part.get("above", 0)) for part in self.parts)


class Framework(models.Model):
    """A national framework that the programme serves, as versioned data."""

    code = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    item = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version", "item"], name="a_framework_item_once")]


class TppSession(models.Model):
    """A session of the observation team: it recommends, the head decides by decree."""

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="tpp_sessions")
    held_on = models.DateField()
    minutes = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations, by who may see them."""

    def visible_to(self, user: "User") -> "ParticipationQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("selection.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class DecreeQuerySet(models.QuerySet["Decree"]):
    """Decrees, by who may see them."""

    def visible_to(self, user: "User") -> "DecreeQuerySet":
        """Those of the units in which this user has a role now."""
        if not user.can("selection.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Decree(models.Model):
    """The head's decision on paper: one number, and everybody it decides about, approved or refused.

    Who they are is written on the participations, by its number; the signed paper is filed here once.
    """

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="decrees")
    number = models.CharField(max_length=60)
    made_on = models.DateField()
    paper = models.ForeignKey("core.Document", models.PROTECT, null=True, blank=True, related_name="+")
    objects: ClassVar = DecreeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="a_unit_numbers_a_decree_once")]


class OfAUnit(models.QuerySet[Any]):
    """Rows that belong to a unit, by who may see its selection."""

    def visible_to(self, user: "User") -> "OfAUnit":
        """Those of the units in which this user has a role now."""
        if not user.can("selection.see"):
            return self.none()
        return self if user.sees_all_units else self.filter(unit__in=user.unit_ids)


class Vacancy(models.Model):
    """Places that a unit wants to fill: in a group or in a class, both of which stand in rooms further right."""

    class Kind(models.TextChoices):
        """In what."""

        GROUP = "group", _("Kelompok usaha")
        CLASS = "class", _("Kelas")

    uid = models.UUIDField(unique=True, default=new_uid)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="vacancies")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    title = models.CharField(max_length=80)  # as people there call it
    seats = models.PositiveSmallIntegerField()
    opened_on = models.DateField()
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    objects: ClassVar = OfAUnit.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(seats__gt=0), name="a_vacancy_has_a_place")]

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """One person's way into the programme, in one unit."""

    class State(models.TextChoices):
        """Where on that way."""

        PROPOSED = "proposed", _("Diusulkan")
        ASSESSED = "assessed", _("Dinilai")
        APPROVED = "approved", _("Disetujui")
        REFUSED = "refused", _("Ditolak")
        ENDED = "ended", _("Selesai")

    uid = models.UUIDField(unique=True, default=new_uid)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="participations")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="participations")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, null=True, blank=True, related_name="participations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    tpp = models.ForeignKey(TppSession, models.PROTECT, null=True, blank=True, related_name="participations")
    decree = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=300, blank=True)  # reasons of a refusal, or of its end
    review_on = models.DateField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)  # of 100, as it stood beside the decision
    weights_of = models.DateField(null=True, blank=True)  # the first day of the weights it was counted with
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=list(choosing.ENDS.items()), blank=True)  # empty: an older row
    objects: ClassVar = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=("proposed", "assessed", "approved")),
                name="a_person_takes_part_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("proposed_on")), name="decided_after_proposed"
            ),
            models.CheckConstraint(condition=Q(score=None) | Q(score__lte=100), name="a_score_is_of_a_hundred"),
        ]


class Assessment(models.Model):
    """What a person brings and needs: evidence for the decision, never the decision."""

    participation = models.OneToOneField(Participation, models.PROTECT, related_name="assessment")
    assessed_on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    interest = models.CharField(max_length=200)
    skill = models.CharField(max_length=200)
    healthy = models.BooleanField()
    need = models.PositiveSmallIntegerField(null=True, blank=True)  # grades of choosing.GRADES; None: nobody said
    ability = models.PositiveSmallIntegerField(null=True, blank=True)
    conduct = models.PositiveSmallIntegerField(null=True, blank=True)
    note = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    Q(need=None) | Q(need__lte=choosing.BEST),
                    Q(ability=None) | Q(ability__lte=choosing.BEST),
                    Q(conduct=None) | Q(conduct__lte=choosing.BEST),
                ),
                name="grades_within_their_scale",
            )
        ]

    @property
    def words(self) -> "dict[str, Any]":
        """The grades that were given, each in its word."""
        given = {name: getattr(self, name) for name in choosing.GRADES}
        return {name: choosing.GRADES[name][grade] for name, grade in given.items() if grade is not None}


class Appeal(models.Model):
    """Who was refused asks another to look again. One a refusal; answered by somebody who did not decide it."""

    uid = models.UUIDField(unique=True, default=new_uid)
    participation = models.OneToOneField(Participation, models.PROTECT, related_name="appeal")
    raised_on = models.DateField()
    raised_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")  # who wrote it down for him
    words = EncryptedTextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    upheld = models.BooleanField(null=True)
    answer = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None, upheld=None)
                | Q(answered_on__isnull=False, answered_by__isnull=False, upheld__isnull=False),
                name="an_answer_is_whole",
            )
        ]


class Change(models.Model):
    """Something changed for somebody in the selection or in the programme, and a person says what becomes of it."""

    uid = models.UUIDField(unique=True, default=new_uid)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="changes")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="changes")  # which is asked
    kind = models.CharField(max_length=10, choices=list(choosing.CHANGES.items()))
    on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    deed = models.CharField(max_length=10, choices=list(choosing.DEEDS.items()), blank=True)
    objects: ClassVar = OfAUnit.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "unit", "kind"], condition=Q(settled_on=None), name="a_change_asks_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None, deed="") | (Q(settled_on__isnull=False) & ~Q(deed="")),
                name="settled_by_a_deed",
            ),
        ]
