"""A member objects to his slip: the head answers, then the Kanwil, never who prepared it."""

from datetime import date

import pytest

from siap.core import clock
from siap.core.ids import new_uid
from siap.sharing import queries, services
from siap.sharing.models import Objection
from siap.sharing.services import objections
from siap.sharing.tests import given


def sari_s_slip(world):
    return given.approved(world).slips.get(person=world.sari)


def objection(world, slip=None, words="Saya bekerja juga hari Sabtu"):
    return services.raise_objection(new_uid(), slip or sari_s_slip(world), words, by=world.wati)


def test_the_head_answers_first_then_the_kanwil_and_that_is_the_end(world):
    first = objection(world)
    with pytest.raises(objections.NotYoursToAnswer, match="Kepala UPT"):
        services.answer_objection(first, answer="Tidak", by=world.manager)
    services.answer_objection(first, answer="Lembar hari Sabtu tidak ada.", by=world.head)
    second = objection(world, first.slip)
    with pytest.raises(objections.NotYoursToAnswer, match="Kanwil"):
        services.answer_objection(second, answer="Tetap", by=world.head)
    services.answer_objection(second, answer="Kami periksa: jam sudah benar.", by=world.manager)
    with pytest.raises(objections.ObjectionsOver):
        objection(world, first.slip)


def test_who_prepared_the_share_never_answers(world):
    slip = given.prepared(world, by=world.head).slips.get(person=world.sari)
    slip.share.decided_by, slip.share.decided_at, slip.share.state = world.wati, clock.now(), "approved"
    slip.share.save()
    raised = objection(world, slip)
    with pytest.raises(objections.AnsweredByPreparer):
        services.answer_objection(raised, answer="Benar semua", by=world.head)
    assert Objection.objects.get().answered_on is None


def test_one_objection_at_a_time_and_sent_twice_is_there_once(world):
    slip, uid = sari_s_slip(world), new_uid()
    services.raise_objection(uid, slip, "Jam kurang", by=world.wati)
    services.raise_objection(uid, slip, "Jam kurang", by=world.wati)
    with pytest.raises(objections.ObjectionOpen):
        objection(world, slip)
    assert Objection.objects.count() == 1


def test_an_objection_says_something_and_so_does_its_answer(world):
    slip = sari_s_slip(world)
    with pytest.raises(objections.WordsMissing):
        objection(world, slip, words="   ")
    raised = objection(world, slip)
    with pytest.raises(objections.AnswerMissing):
        services.answer_objection(raised, answer="", by=world.head)


def test_fourteen_days_after_the_approval_it_is_too_late(world):
    slip = sari_s_slip(world)
    assert queries.may_object_until(slip) == date(2026, 11, 16)
    with clock.fixed(clock.at(date(2026, 11, 17))), pytest.raises(objections.ObjectionTooLate, match="16 Nov 2026"):
        objection(world, slip)
    with clock.fixed(clock.at(date(2026, 11, 16))):
        assert objection(world, slip).raised_on == date(2026, 11, 16)


def test_a_share_that_is_not_approved_has_nothing_to_object_to(world):
    slip = given.prepared(world).slips.get(person=world.sari)
    with pytest.raises(objections.ObjectionsOver):
        objection(world, slip)


def test_answering_twice_keeps_the_first_answer(world):
    raised = objection(world)
    services.answer_objection(raised, answer="Sudah diperiksa.", by=world.head)
    services.answer_objection(raised, answer="Lain lagi.", by=world.head)
    raised.refresh_from_db()
    assert raised.answer == "Sudah diperiksa."
