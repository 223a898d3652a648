"""Somebody with the database's password changes one row that pays him, and leaves the books alone. `siap verify` names it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, QuerySet

from siap.business import services as business
from siap.business.models import Business, HoursSheet, Membership, WorkedTime
from siap.cashbook.models import CashNote
from siap.core import clock, guards, proofs
from siap.core.ids import new_uid
from siap.insight.models import Report
from siap.learning import services as learning
from siap.learning.models import Certificate, Enrolment
from siap.market import services as market
from siap.market.models import CashDeposit, Channel, Offer, Payment, Sale
from siap.market.tests import given as given_market
from siap.people import services as people
from siap.people.models import Role, Unit, User
from siap.programme.models import Participation, SharingTerms
from siap.sharing import services as sharing
from siap.sharing.models import Objection, Part, Payout, Share, Slip, StateDeposit
from siap.workshop.models import Batch, Lot, Permit, Purchase
from tests.whole import Whole

pytestmark = pytest.mark.django_db
YESTERYEAR = date(2025, 1, 1)


def broken() -> dict[str, str]:
    """The proofs that fail, each with its first offender."""
    return {one.key: finding.offender for one, finding in proofs.run() if finding.offender}


def one(rows: QuerySet[Any], **values: Any) -> Callable[[], None]:
    """Change the first of these rows."""

    def change() -> None:
        assert rows.filter(pk__in=list(rows.order_by("pk").values_list("pk", flat=True)[:1])).update(**values) == 1

    return change


def gone(rows: QuerySet[Any]) -> Callable[[], None]:
    """Take all of these rows away."""

    def change() -> None:
        assert rows.all()._raw_delete(rows.db) >= 1

    return change


def other_percentages() -> None:
    """The members' half becomes the state's."""
    terms = SharingTerms.objects.order_by("pk")[:1].get()
    terms.parts[0]["percent"], terms.parts[1]["percent"] = 10, terms.parts[1]["percent"] + 40
    terms.save()


def other_figures() -> None:
    report = Report.objects.order_by("pk")[:1].get()
    report.figures = {**report.figures, next(iter(report.figures)): 999}
    report.save()


def given_himself_a_role() -> None:
    Role.objects.create(user=User.objects.get(username="joko"), kind="unit_head", unit=Unit.objects.get(code="LPP"),
                        from_on=YESTERYEAR)  # fmt: skip


def counts_again() -> None:
    """The old sheet of a corrected day counts again, and the corrected one no longer."""
    old = HoursSheet.objects.exclude(replaced_at=None)[:1].get()
    HoursSheet.objects.filter(replaces=old).update(replaced_at=clock.now())
    HoursSheet.objects.filter(pk=old.pk).update(replaced_at=None)


def tamperings(told: Whole) -> dict[str, tuple[Callable[[], None], str]]:
    """What is done, and the proof that names it."""
    world = told.world
    qris = Payment.objects.filter(method="qris")
    waiting = Payout.objects.filter(state="prepared")
    return {
        "a role he gave himself": (given_himself_a_role, "roles"),
        "a role in another unit": (one(Role.objects.filter(user=world.user("joko")), unit=world.palu), "roles"),
        "a role that is higher": (one(Role.objects.filter(user=world.user("joko")), kind="unit_head"), "roles"),
        "an ended role that holds again": (one(Role.objects.exclude(until_on=None), until_on=None), "ended-roles"),
        "a unit with another unit's books": (one(Unit.objects.filter(code="LPP"), code="XXX"), "units"),
        "other percentages in the terms": (other_percentages, "terms"),
        "a larger part usable inside": (one(SharingTerms.objects.all(), usable_percent=F("usable_percent") + 1), "terms"),
        "a participant nobody decided about": (
            one(Participation.objects.filter(state="proposed"), state="approved", decided_on=clock.today()), "decisions",
        ),
        "another decree": (one(Participation.objects.filter(state="approved"), decree="SK-99"), "decisions"),
        "somebody who left takes part again": (
            one(Participation.objects.filter(state="ended"), state="approved"), "endings"
        ),
        "a better mark": (one(Enrolment.objects.exclude(post_test=None), post_test=99), "marks"),
        "another's certificate": (one(Certificate.objects.all(), person=told["pupil"]), "certificates"),
        "a revoked certificate counts again": (
            one(Certificate.objects.exclude(revoked_on=None), revoked_on=None), "revoked"
        ),
        "another owner": (one(Business.objects.filter(kind="venture"), owner=world.tono), "businesses"),
        "a member from the beginning": (one(Membership.objects.all(), from_on=YESTERYEAR), "members"),
        "a member who left is back": (one(Membership.objects.exclude(until_on=None), until_on=None), "members"),
        "more minutes": (one(WorkedTime.objects.all(), minutes=F("minutes") + 60), "hours"),
        "minutes of another member": (one(WorkedTime.objects.all(), person=told["pupil"]), "hours"),
        "hours on another day": (
            one(HoursSheet.objects.filter(replaced_at=None), worked_on=F("worked_on") - timedelta(days=300)), "hours"
        ),
        "a corrected sheet that counts again": (counts_again, "hours"),
        "a cheaper batch": (one(Batch.objects.all(), lost=F("lost") + 5), "batches"),
        "a jar that keeps longer": (
            one(Lot.objects.exclude(batch=None), best_before=date(2099, 1, 1)), "batches"
        ),
        "oil that keeps longer": (
            one(Lot.objects.exclude(purchase=None), best_before=date(2099, 1, 1)), "purchases"
        ),
        "a cheaper purchase": (one(Purchase.objects.all(), total=1), "purchases"),
        "a licence that does not end": (one(Permit.objects.all(), valid_until=date(2099, 1, 1)), "permits"),
        "a lower price": (one(Offer.objects.all(), price=1), "prices"),
        "takings that go elsewhere": (
            one(Channel.objects.all(), seller=Channel.seller.get_queryset().get(key="seller:LPG")), "channels"
        ),
        "a sale by somebody else": (one(Sale.objects.all(), rung_up_by=world.user("joko")), "sales"),
        "a QRIS that became cash": (
            one(qris.filter(state="reported"), method="cash", state="verified", verified_on=clock.today()), "tendered"
        ),
        "a QRIS that nobody saw arrive": (
            one(qris.filter(state="reported"), state="verified", verified_on=clock.today()), "payments"
        ),
        "a QRIS that arrived a month earlier": (
            one(qris.filter(state="verified"), verified_on=date(2026, 9, 30)), "payments"
        ),
        "cash that counts in another month": (
            one(Payment.objects.filter(method="cash"), verified_on=date(2026, 9, 30)), "takings"
        ),
        "a sale that counts later": (one(Sale.objects.exclude(paid_on=None), paid_on=date(2099, 1, 1)), "paid"),
        "less money than was taken": (one(Payment.objects.filter(method="cash"), amount=1), "tendered"),
        "a sale of another seller": (
            one(Sale.objects.all(), seller=Channel.seller.get_queryset().get(key="seller:LPG")), "sales"
        ),
        "cash from other hands": (one(CashDeposit.objects.all(), handed_by=world.wati), "deposited"),
        "a note of another amount": (one(CashNote.objects.all(), amount=1), "notes"),
        "a note taken back in secret": (one(CashNote.objects.all(), reversed_at=clock.now()), "reversed-notes"),
        "another preparer, so that he may approve": (one(Share.objects.all(), prepared_by=world.wati), "prepared"),
        "a smaller base": (one(Share.objects.all(), base=F("base") - 1), "prepared"),
        "another part for the state": (one(Part.objects.filter(kind="state"), amount=1), "shares"),
        "another's slip": (one(Slip.objects.all(), person=told["pupil"]), "shares"),
        "more of a slip usable": (one(Slip.objects.filter(usable__lt=F("amount")), usable=F("amount")), "shares"),
        "a payout nobody approved": (one(waiting, state="approved"), "payouts"),
        "a payout he approved in the head's name": (
            one(waiting, state="approved", approved_by=world.head), "payouts"
        ),
        "a payout to another person": (one(waiting, person=told["pupil"]), "payouts"),
        "a larger payout": (one(waiting, amount=F("amount") + 1_000_000), "payouts"),
        "an NTPN of another deposit": (one(StateDeposit.objects.all(), ntpn="0" * 16), "deposits"),
        "an objection that never was": (gone(Objection.objects.all()), "objections"),
        "an objection settled without an answer": (
            one(Objection.objects.filter(answered_on=None), answered_on=clock.today(), answer="ok"), "objections"
        ),
        "a frozen figure": (other_figures, "reports"),
    }  # fmt: skip


def everything_happened(told: Whole) -> None:
    """What the story itself leaves out: a role that ended, hours corrected, a certificate revoked."""
    world = told.world
    sheet = HoursSheet.objects.filter(replaced_at=None).order_by("pk")[:1].get()
    worked = {time.person_id: time.minutes - 10 for time in sheet.times.all()}
    business.correct_hours(new_uid(), sheet, worked, because="Salah baca", by=world.budi)
    learning.revoke(world.tono.certificates.get(), because="Salah nilai", by=world.budi)
    people.end_role(world.user("humas2").roles.get(), by=world.manager)
    paid = given_market.sale(world, told["product"], 1, method="qris")
    market.verify_payment(paid.payment, evidence="Mutasi 2 November", by=world.wati)
    market.confirm_cash(new_uid(), world.budi, 1_000, by=world.head)
    sharing.deposit_state_revenue(
        new_uid(), world.palu, 100, "820261102123456", "AB12CD34EF56GH78", clock.today(), by=world.budi
    )


def test_a_row_changed_for_profit_is_named(told: Whole) -> None:
    everything_happened(told)
    assert broken() == {}
    unseen = []
    guards.drop(connection)  # he has every right there is; the rows themselves give it away
    for name, (tamper, proof) in tamperings(told).items():
        with transaction.atomic():
            tamper()
            if proof not in (found := broken()):
                unseen.append(f"{name}: not by {proof}, but {found}")
            transaction.set_rollback(True)
    guards.install(connection)
    assert not unseen, "\n".join(unseen)
    assert broken() == {}


def test_a_strangers_trigger_is_named(told: Whole) -> None:
    """A trigger that quietly drops every objection is no guard of ours."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE TRIGGER swallow BEFORE INSERT ON sharing_objection BEGIN SELECT RAISE(IGNORE); END")
        else:
            cursor.execute("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "CREATE TRIGGER swallow BEFORE INSERT ON sharing_objection FOR EACH ROW EXECUTE FUNCTION swallow()"
            )
    assert broken() == {"guards": "swallow"}


def test_whoever_signed_for_himself_is_named(told: Whole) -> None:
    """He changes the row, signs as if he were another, and puts the row back: the facts remember who did both."""
    world = told.world
    Payment.objects.filter(pk=told["payment"].pk).update(taken_by=world.wati)
    market.verify_payment(told["payment"], evidence="Mutasi", by=world.budi)
    Payment.objects.filter(pk=told["payment"].pk).update(taken_by=world.budi, verified_by=world.wati)
    guards.drop(connection)
    Payout.objects.filter(pk=told["payout"].pk).update(prepared_by=world.wati)
    guards.install(connection)
    sharing.approve_payout(told["payout"], by=world.budi)
    found = broken()
    assert found["two-hands"] == f"sale {told['sale'].pk}: one person did both"
    assert found["two-people"] == f"payout {told['payout'].pk}: one person did both"
