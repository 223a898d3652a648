"""What was decided about money stays decided: with the guards up the database refuses, whoever asks."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from siap.core import clock, guards
from siap.core.ids import new_uid
from siap.people.models import Person
from siap.sharing import services
from siap.sharing.models import Share, Slip
from siap.sharing.tests import given
from tests.tampering.test_guards_refuse import taken
from tests.world import World

pytestmark = pytest.mark.django_db

WAITING = """
UPDATE sharing_share SET base = base + 1
UPDATE sharing_share SET prepared_by_id = {head}
UPDATE sharing_share SET state = 'approved'
UPDATE sharing_share SET state = 'approved', decided_by_id = {budi}, decided_at = '2026-11-02 09:00:00+00'
UPDATE sharing_share SET state = 'reversed', decided_by_id = {head}, decided_at = '2026-11-02 09:00:00+00'
UPDATE sharing_share SET funded_on = '2026-11-02'
UPDATE sharing_part SET amount = 1
INSERT INTO sharing_part (share_id, position, kind, percent, amount) SELECT id, 9, 'x', 0, -1 FROM sharing_share
INSERT INTO sharing_slip (uid, share_id, person_id, minutes, present, pieces, conduct, weight, amount, usable) \
SELECT '{uid}', share_id, {stranger}, 0, 0, 0, 100, -1, 0, 0 FROM sharing_slip LIMIT 1
UPDATE sharing_slip SET amount = amount + 1
UPDATE sharing_slip SET received_at = '2026-11-02 09:00:00+00', handed_by_id = {budi}
INSERT INTO sharing_share (uid, business_id, first_month, last_month, terms_id, turnover, cost, expenses, other_income, \
carried_loss, rate, base, state, prepared_by_id, prepared_at, because) SELECT '{uid}', business_id, 202609, last_month, \
terms_id, turnover, cost, expenses, other_income, carried_loss, rate, base, state, prepared_by_id, prepared_at, because \
FROM sharing_share
"""
SHARED = """
UPDATE sharing_share SET state = 'prepared', decided_by_id = NULL
UPDATE sharing_share SET decided_by_id = {budi}
UPDATE sharing_share SET because = 'x'
UPDATE sharing_share SET funded_on = NULL
DELETE FROM sharing_share
UPDATE sharing_part SET amount = 1
DELETE FROM sharing_part
INSERT INTO sharing_part (share_id, position, kind, percent, amount) \
SELECT share_id, 9, 'x', 0, 1 FROM sharing_part WHERE kind = 'state'
UPDATE sharing_slip SET amount = amount + 1
UPDATE sharing_slip SET usable = 0
UPDATE sharing_slip SET person_id = person_id + 1
UPDATE sharing_slip SET received_at = NULL, handed_by_id = NULL WHERE received_at IS NOT NULL
DELETE FROM sharing_slip
UPDATE sharing_objection SET answered_on = '2026-11-02', answer = 'Tidak'
UPDATE sharing_objection SET answered_on = '2026-11-02', answer = 'Tidak', answered_by_id = {budi}
UPDATE sharing_objection SET words = 'Benar semua'
INSERT INTO sharing_objection (uid, slip_id, raised_on, words, answer, answered_on, answered_by_id) \
SELECT '{uid}', slip_id, raised_on, words, 'Tidak', '2026-11-02', {budi} FROM sharing_objection
DELETE FROM sharing_objection
UPDATE sharing_payout SET state = 'paid', paid_on = '2026-11-02', paid_by_id = {budi}, channel = 'card', evidence = 'x'
UPDATE sharing_payout SET state = 'approved'
UPDATE sharing_payout SET state = 'approved', approved_by_id = {budi}
UPDATE sharing_payout SET state = 'approved', approved_by_id = {head}, amount = amount + 1
UPDATE sharing_payout SET state = 'refused'
UPDATE sharing_payout SET amount = amount + 1
UPDATE sharing_payout SET person_id = person_id + 1
DELETE FROM sharing_payout
UPDATE sharing_handover SET held = held + 1
UPDATE sharing_handover SET sent_on = '2026-11-02'
DELETE FROM sharing_handover
INSERT INTO sharing_handover (uid, person_id, source_id, target_id, usable, held, "on", sent_on, sent_by_id) \
SELECT '{uid}', person_id, source_id, target_id, usable, held, "on", '2026-11-02', {budi} FROM sharing_handover
UPDATE sharing_statebilling SET amount = 1
DELETE FROM sharing_statebilling
DELETE FROM sharing_statebilling_parts
INSERT INTO sharing_statedeposit (uid, unit_id, amount, billing_code, billing_id, ntpn, paid_on, by_id) \
SELECT '{uid}', unit_id, amount + 1, code, id, '0000000000000000', '2026-11-02', by_id FROM sharing_statebilling
"""
PAID = """
UPDATE sharing_payout SET state = 'refused', because = 'x'
UPDATE sharing_payout SET amount = 1
UPDATE sharing_payout SET evidence = 'lain'
UPDATE sharing_payout SET paid_by_id = {head}
UPDATE sharing_payout SET paid_on = NULL
UPDATE sharing_statedeposit SET ntpn = '0000000000000000'
DELETE FROM sharing_statedeposit
INSERT INTO sharing_statebilling_parts (statebilling_id, part_id) \
SELECT b.id, p.id FROM sharing_statebilling b, sharing_part p WHERE p.kind = 'capital'
"""


def through(statements: str, world: World) -> list[str]:
    """What the database let through; somebody may not even mean the row that he would change."""
    uid = "01930000000070008000000000000099"
    stranger = Person.objects.exclude(slips__isnull=False).earliest("pk").pk
    told = statements.format(budi=world.budi.pk, head=world.head.pk, uid=uid, stranger=stranger)
    return taken(told.strip().splitlines())


def test_a_share_and_its_money_only_go_forward(world: World) -> None:
    share = given.prepared(world)
    assert through(WAITING, world) == []
    share = services.fund_share(services.approve_share(share, by=world.head), by=world.budi)
    slips = {slip.person_id: slip for slip in share.slips.all()}
    services.receive_slip(slips[world.sari.pk], by=world.budi)
    services.raise_objection(new := new_uid(), slips[world.sari.pk], "Kurang", by=world.budi)
    asked = services.ask_withdrawal(new, world.sari, 5_000, by=world.budi)
    services.hand_over(world.tono, world.palu, world.programme.units["RTP"], on=clock.today())
    today = clock.today()
    billing = services.bill_state_revenue(new, world.palu, "820261124000001", today, by=world.budi)
    assert through(SHARED, world) == []
    services.pay_out(services.approve_payout(asked, by=world.head), channel="card", evidence="E-Pas 1", by=world.budi)
    services.deposit_state_revenue(
        new, world.palu, billing.amount, billing.code, "A1B2C3D4E5F6G7H8", today, by=world.budi
    )
    assert through(PAID, world) == []


def test_parts_that_do_not_add_up_are_not_approved(world: World) -> None:
    """A slip too much came in while the share waited; the service is not asked."""
    share = given.prepared(world)
    stranger = Person.objects.exclude(pk__in=share.slips.values("person"))[:1].get()
    Slip.objects.create(share=share, person=stranger, weight=1, amount=1, usable=0)
    decided = Share.objects.filter(pk=share.pk)
    with pytest.raises(DatabaseError, match="add up"), transaction.atomic():
        decided.update(state="approved", decided_by=world.head, decided_at=clock.now())


def test_a_migration_finds_no_guard_in_its_way() -> None:
    """SQLite makes a table anew under another name; a guard that asks for the old one would stop it."""
    core = apps.get_app_config("core")
    guards.drop_before_migration(sender=core, plan=[])
    assert guards.missing(connection) == [], "there is nothing to migrate"
    guards.drop_before_migration(sender=core, plan=["something"])
    assert (guards.missing(connection) == []) is (connection.vendor != "sqlite")
    guards.install_after_migration(sender=core)
    assert guards.missing(connection) == []


def test_a_guard_of_an_earlier_edition_goes_when_guards_are_put_up() -> None:
    """Else it would be a stranger's, and the office would not be served."""
    old = guards.refuse("sharing_slip_old_guard", "sharing_slip", "UPDATE", "an earlier word")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(guards.GUARDS, old.name, old)
        guards.install(connection)
    assert guards.missing(connection) == [old.name]
    guards.install(connection)
    assert guards.missing(connection) == []
