"""A game of Warung Mandiri: what was decided each week. Everything else is played again from it."""

from django.db import models
from django.db.models import Q

from siap.core.ids import new_uid
from siap.learning.models.classes import Cohort, Enrolment


class Game(models.Model):
    """Twelve weeks of a small food business, played by one person of a class or by a group of it."""

    uid = models.UUIDField(unique=True, default=new_uid)
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="games")
    player = models.ForeignKey(Enrolment, models.PROTECT, related_name="games", null=True, blank=True)  # None: a group
    group = models.CharField(max_length=40, blank=True)  # what a group calls itself
    seed = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    profit = models.BigIntegerField(null=True, blank=True)  # rupiah, once finished

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(player=None) & ~Q(group="") | Q(player__isnull=False, group=""), name="somebody_plays"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, profit=None) | Q(finished_at__isnull=False, profit__isnull=False),
                name="profit_when_finished",
            ),
        ]


class GameWeek(models.Model):
    """What the players decided for a week. Never changed: a week is played once."""

    game = models.ForeignKey(Game, models.PROTECT, related_name="weeks")
    week = models.PositiveSmallIntegerField()  # from 1
    buy = models.PositiveIntegerField()  # combs of bananas
    cook = models.PositiveIntegerField()  # combs
    price = models.PositiveIntegerField()  # rupiah a bag

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["game", "week"], name="a_week_is_played_once"),
            models.CheckConstraint(condition=Q(week__range=(1, 12)), name="twelve_weeks"),
        ]
