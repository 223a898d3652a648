"""The book. Integer keys, because these tables are hot; a line carries its book and date, because a join would cost.

An entry is written with its lines, then *sealed*: a trigger refuses it unless debits equal credits and adds it to the
month totals in the same statement. After that nothing of it changes (see guards.py).
"""

from django.db import models
from django.db.models import F, Q

from siap.core.money import MOST


class Book(models.Model):
    """One double-entry book: of a business, of a seller of record, of a unit's custody of savings."""

    class Kind(models.TextChoices):
        """Whose book it is."""

        SELLER = "seller"
        BUSINESS = "business"
        CUSTODY = "custody"

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    closed_through = models.IntegerField(default=0)  # month, like 202611: up to here no entry is taken


class Account(models.Model):
    """An account of one book. `subject` tells apart what one code holds for many."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=8)
    subject = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "code", "subject"], name="one_account")]
        indexes = [models.Index(fields=["code", "subject"], name="account_by_code")]


class Entry(models.Model):
    """One event in one book."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="entries")
    reference = models.CharField(max_length=80)  # names the event; the same in every book it touches
    happened_on = models.DateField()
    booked_on = models.DateField()
    memo = models.CharField(max_length=120, blank=True)
    sealed = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "reference"], name="an_event_posts_once")]
        indexes = [models.Index(fields=["reference"], name="entry_by_reference")]


class Line(models.Model):
    """One side of an entry. `side` is 1 for debit, -1 for credit; `amount` is rupiah.

    The guard `ledger_line_open` asks for its entry, book and account, which then stay: the database need not ask again
    for each (three foreign keys cost PostgreSQL a sixth of the time of an entry).
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="lines", db_constraint=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="lines", db_index=False, db_constraint=False)
    booked_on = models.DateField()
    side = models.SmallIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=(1, -1)), name="debit_or_credit"),
            models.CheckConstraint(condition=Q(amount__gt=0, amount__lte=MOST), name="line_amount_sane"),
        ]
        indexes = [models.Index(fields=["account", "booked_on"], name="line_by_account")]


class MonthTotal(models.Model):
    """Debits and credits of an account in a month. Written by the sealing trigger only; statements read nothing else.

    `cash_debit` and `cash_credit` are the part of them that stands in entries which moved money (`chart.CASH`): what the
    direct cash flow is read from.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=8)
    month = models.IntegerField()  # 202611
    debit = models.BigIntegerField(default=0)
    credit = models.BigIntegerField(default=0)
    cash_debit = models.BigIntegerField(default=0)
    cash_credit = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "month"], name="one_total_a_month"),
            models.CheckConstraint(
                condition=Q(cash_debit__lte=F("debit"), cash_credit__lte=F("credit")), name="cash_part_of_total"
            ),
        ]
        # no sum stands in an index: PostgreSQL then rewrites a row in its page and touches no index at all
        indexes = [models.Index(fields=["book", "code", "month"], name="total_by_code")]


class Close(models.Model):
    """A month of a book was closed: from then on it takes no entry."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="closes")
    month = models.IntegerField()
    closed_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "month"], name="a_month_closes_once")]
